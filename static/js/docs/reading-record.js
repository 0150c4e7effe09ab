// What this person has read on this tablet: the page each paper was left at, how it was turned, which version was seen; and how they like to read.
// Kept in the browser only; without storage (a private window) it lasts as long as the page.

const MOST_PAPERS = 200

export class ReadingRecord {
  #storage
  #name
  #record

  constructor({ storage, personId, meetingId, now = Date.now() }) {
    this.#storage = storage
    this.#name = `reading/${personId}/${meetingId}`
    this.#record = this.#read() ?? { since: new Date(now).toISOString(), papers: {} }
    this.#write()
  }

  pageOf(paperId) {
    return this.#record.papers[paperId]?.page ?? 1
  }

  // Id of the version that was read last, if any was.
  versionOf(paperId) {
    return this.#record.papers[paperId]?.version ?? null
  }

  note(paperId, page, versionId) {
    this.#keep(paperId, { page, version: versionId })
  }

  // Quarters clockwise.
  turnOf(paperId) {
    return this.#record.papers[paperId]?.turn ?? 0
  }

  noteTurn(paperId, turn) {
    this.#keep(paperId, { turn })
  }

  // {layout: "single" | "continuous" | "two", textSize: 0…} – whatever was chosen last, in any paper
  get manner() {
    return this.#record.manner ?? {}
  }

  noteManner(change) {
    this.#record = { ...this.#record, manner: { ...this.manner, ...change } }
    this.#write()
  }

  // "changed": another version than the one read. "new": it came after this person first entered the room. Otherwise null.
  newsOf(paper) {
    if (!paper.version) return null
    const seen = this.#record.papers[paper.id]
    if (seen?.version) return seen.version === paper.version.id ? null : "changed"
    return paper.version.uploaded_at > this.#record.since ? "new" : null
  }

  #keep(paperId, change) {
    const { [paperId]: before, ...others } = this.#record.papers
    // Anew at the end: what was not read for longest is forgotten first.
    const papers = Object.entries({ ...others, [paperId]: { ...before, ...change } })
    this.#record = { ...this.#record, papers: Object.fromEntries(papers.slice(-MOST_PAPERS)) }
    this.#write()
  }

  #read() {
    try {
      const read = JSON.parse(this.#storage?.getItem(this.#name) ?? "null")
      return read?.papers && read.since ? read : null
    } catch {
      return null
    }
  }

  #write() {
    try {
      this.#storage?.setItem(this.#name, JSON.stringify(this.#record))
    } catch {
      // Full or forbidden: the place is then forgotten with the page, nothing worse.
    }
  }
}

// What this person has read on this tablet: the page each paper was left at, and which version was seen.
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

  note(paperId, page, versionId) {
    const { [paperId]: _, ...others } = this.#record.papers
    const papers = Object.entries({ ...others, [paperId]: { page, version: versionId } })
    this.#record = { ...this.#record, papers: Object.fromEntries(papers.slice(-MOST_PAPERS)) }
    this.#write()
  }

  // "changed": another version than the one read. "new": it came after this person first entered the room. Otherwise null.
  newsOf(paper) {
    if (!paper.version) return null
    const seen = this.#record.papers[paper.id]
    if (seen) return seen.version === paper.version.id ? null : "changed"
    return paper.version.uploaded_at > this.#record.since ? "new" : null
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

// What this person has read on this tablet: the page each paper was left at, how it was turned, which version was seen; and how they like to read.
// The server keeps it too (store.readings); what it has not heard yet stands in `unsent` and waits here, also over a reload.
// Without storage (a private window) all this lasts as long as the page.

const MOST_PAPERS = 200

export class ReadingRecord {
  #storage
  #name
  #record

  constructor({ storage, personId, meetingId }) {
    this.#storage = storage
    this.#name = `reading/${personId}/${meetingId}`
    this.#record = this.#read() ?? { papers: {} }
  }

  // Where the paper was left, here or on another device: whichever was later. reading: what the server knows, if anything
  pageOf(paperId, reading) {
    const here = this.#record.papers[paperId]
    const elsewhere = reading && Date.parse(reading.page_at) >= (here?.at ?? 0)
    return (elsewhere ? reading.page : here?.page) ?? 1
  }

  // at: server milliseconds; pages: those that were on the screen
  note(paperId, page, versionId, at, pages = [page]) {
    const before = this.#unsent[versionId]?.pages ?? []
    const note = { paper: paperId, page, at, pages: [...new Set([...before, ...pages])] }
    this.#record = { ...this.#record, unsent: { ...this.#unsent, [versionId]: note } }
    this.#keep(paperId, { page, version: versionId, at })
  }

  // [{paper, version, page, at, pages}] that the server has not heard
  get unsent() {
    return Object.entries(this.#unsent).map(([version, note]) => ({ ...note, version: Number(version) }))
  }

  // The server has it, or will never have it. What came meanwhile is sent with all of it once more, which does no harm.
  sent({ version, at }) {
    const { [version]: note, ...others } = this.#unsent
    if (note?.at !== at) return
    this.#record = { ...this.#record, unsent: others }
    this.#write()
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

  // {state: "new" never opened | "changed" since the version with the id `before` was read | "read", seen: pages of this version}, or null: nothing to read yet
  stateOf(paper, reading) {
    if (!paper.version) return null
    const last = Math.max(this.#record.papers[paper.id]?.version ?? 0, reading?.version_id ?? 0)
    if (!last) return { state: "new", seen: 0 }
    if (last < paper.version.id) return { state: "changed", seen: 0, before: last }
    const here = this.#unsent[paper.version.id]?.pages.length ?? 0
    const told = reading?.version_id === paper.version.id ? reading.pages_seen : 0
    return { state: "read", seen: Math.max(here, told) }
  }

  get #unsent() {
    return this.#record.unsent ?? {}
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
      return read?.papers ? read : null
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

// Tells the server what was read: of one paper a first word soon, then one at most every quarter of a minute, and at once on leaving.
// What finds no answer stays in the record and is told later.

const SOON_MS = 2000 // spread over this: a hall of tablets turns to a new paper in the same second
const PACE_MS = 15_000

export class ReadingNotes {
  #record
  #send
  #now
  #spread
  #told = new Map() // version → when its last note was sent
  #timers = new Map()
  #busy = new Set()
  #again = new Set() // versions of which more was to be told while a note was on its way

  // record: a ReadingRecord; send(note, {leaving}): resolves when the server has it, rejects with an ApiError
  constructor({ record, send, now = () => performance.now(), spread = Math.random }) {
    this.#record = record
    this.#send = send
    this.#now = now
    this.#spread = spread
  }

  // There may be something to tell: in its own time.
  touch() {
    for (const { version } of this.#record.unsent) {
      if (this.#timers.has(version)) continue
      const last = this.#told.get(version)
      const wait = (last === undefined ? 0 : Math.max(0, last + PACE_MS - this.#now())) + this.#spread() * SOON_MS
      this.#timers.set(version, setTimeout(() => this.#tell(version), wait))
    }
  }

  // The paper is closed: nothing waits any longer. leaving: the page itself is going, and nobody waits for an answer
  tellNow({ leaving = false } = {}) {
    for (const { version } of this.#record.unsent) this.#tell(version, leaving)
  }

  async #tell(version, leaving = false) {
    clearTimeout(this.#timers.get(version))
    this.#timers.delete(version)
    const note = this.#record.unsent.find((one) => one.version === version)
    if (!note) return
    if (this.#busy.has(version) && !leaving) {
      this.#again.add(version)
      return
    }
    this.#busy.add(version)
    this.#told.set(version, this.#now())
    try {
      await this.#send(note, { leaving })
      this.#record.sent(note)
    } catch (error) {
      // Refused: the paper is gone, or no longer open to this person, and will not be taken another time.
      if (error.status >= 400 && error.status < 500 && ![401, 408, 429].includes(error.status)) this.#record.sent(note)
    } finally {
      this.#busy.delete(version)
      if (this.#again.delete(version)) this.#tell(version)
    }
  }
}

// Page numbers as [[first, last], …], in order.
export function rangesOf(pages) {
  const ranges = []
  for (const page of [...pages].sort((a, b) => a - b)) {
    const last = ranges.at(-1)
    if (last && page <= last[1] + 1) last[1] = page
    else ranges.push([page, page])
  }
  return ranges
}

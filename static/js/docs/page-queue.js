// The pages of a scrolled paper, fetched few at a time, the nearest first. Each is drawn and its bitmap closed at once:
// the canvases on the stage are all the memory there is. No DOM: `onBitmap(page, bitmap, profile)` draws, `onState(page, state)` tells.

const AT_ONCE = 2
const AGAIN_MS = 1200
const MOST_AGAIN_MS = 5000

export class PageQueue {
  #load
  #onBitmap
  #onState
  #pages = new Map() // page → {kind: "waiting" | "loading" | "rendering" | "shown" | "failed", limit, timer, wait}
  #loading = 0

  // load(page, profile, signal) → Promise of a bitmap, or throws {code, retryAfter?}
  constructor({ load, onBitmap, onState }) {
    this.#load = load
    this.#onBitmap = onBitmap
    this.#onState = onState
  }

  // The nearest first; what is not among them is given up.
  want(pages) {
    const wanted = new Map(pages.map((page) => [page, this.#pages.get(page) ?? this.#enter()]))
    for (const [page, entry] of this.#pages) if (!wanted.has(page)) this.#drop(entry)
    this.#pages = wanted
    this.#pump()
  }

  // Fetched once more: to be drawn at another size, or because it did not come.
  again(pages) {
    for (const page of pages) {
      const entry = this.#pages.get(page)
      if (entry && entry.kind !== "loading") {
        clearTimeout(entry.timer)
        entry.kind = "waiting"
      }
    }
    this.#pump()
  }

  retryFailed() {
    this.again([...this.#pages].filter(([, { kind }]) => kind === "failed" || kind === "rendering").map(([page]) => page))
  }

  close() {
    this.want([])
  }

  #enter() {
    return { kind: "waiting", limit: new AbortController(), timer: 0, wait: AGAIN_MS, drawn: false }
  }

  #drop(entry) {
    clearTimeout(entry.timer)
    entry.limit.abort()
  }

  #pump() {
    for (const [page, entry] of this.#pages) {
      if (this.#loading >= AT_ONCE) return
      if (entry.kind === "waiting") this.#fetch(page, entry)
    }
  }

  async #fetch(page, entry) {
    this.#loading += 1
    entry.kind = "loading"
    if (!entry.drawn) {
      this.#onState(page, { page, kind: "waiting" })
      this.#bridge(page, entry)
    }
    try {
      await this.#draw(page, entry, "page")
      entry.kind = "shown"
      entry.drawn = true
      if (!entry.limit.signal.aborted) this.#onState(page, { page, kind: "shown" })
    } catch (error) {
      if (!entry.limit.signal.aborted) this.#failed(page, entry, error)
    }
    this.#loading -= 1
    this.#pump()
  }

  // The thumbnail, until the page is there.
  async #bridge(page, entry) {
    try {
      await this.#draw(page, entry, "thumb")
    } catch {
      // The page itself is on its way.
    }
  }

  async #draw(page, entry, profile) {
    const bitmap = await this.#load(page, profile, entry.limit.signal)
    const late = entry.limit.signal.aborted || (profile === "thumb" && entry.drawn)
    if (!late) this.#onBitmap(page, bitmap, profile)
    bitmap.close()
  }

  #failed(page, entry, error) {
    if (error?.code !== "page_not_ready") {
      entry.kind = "failed"
      return this.#onState(page, { page, kind: "failed", error })
    }
    entry.kind = "rendering"
    this.#onState(page, { page, kind: "rendering" })
    const pause = error.retryAfter ? Math.min(error.retryAfter * 1000, MOST_AGAIN_MS) : entry.wait
    entry.wait = Math.min(entry.wait * 1.5, MOST_AGAIN_MS)
    entry.timer = setTimeout(() => this.again([page]), pause)
    return undefined
  }
}

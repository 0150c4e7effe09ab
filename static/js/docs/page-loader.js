// Which rendering of the page wanted is shown when: the thumbnail first, then the page; the neighbours beforehand.
// No DOM: `onBitmap(page, bitmap, profile)` draws at once, `onState(state)` tells the words around it, `onAhead(page, bitmap)` has a
// neighbour made ready, and `rest()` is a promise that what is drawn has been seen: what is fetched beforehand must not delay it.
//
//   state: {page, kind: "shown" | "waiting" | "rendering" | "failed", error?}

import { BitmapCache } from "./bitmap-cache.js"

const AHEAD = [1, -1, 2]
const MOST_PAGES = 5 // decoded: the one shown, those fetched beforehand, and one more backwards; 14 MB each
// On a good line the first page is there before a blurred one could be drawn; who leafs through pages is shown each of them at once.
const PATIENCE_MS = 300
const AGAIN_MS = 1200
const MOST_AGAIN_MS = 5000

export class PageLoader {
  #pages
  #thumbs
  #count
  #onBitmap
  #onState
  #onAhead
  #rest
  #page = 0
  #shown = null // {page, profile} on the canvas
  #timer = 0
  #bridge = 0
  #closed = false

  // load(page, profile, signal) → Promise of a bitmap, or throws {code, retryAfter?}
  constructor({ load, count, onBitmap, onState = () => {}, onAhead = () => {}, rest = async () => {} }) {
    const of = (profile) => (page, signal) => load(page, profile, signal)
    this.#pages = new BitmapCache({ load: of("page"), capacity: MOST_PAGES })
    this.#thumbs = new BitmapCache({ load: of("thumb"), capacity: 6 })
    this.#count = count
    this.#onBitmap = onBitmap
    this.#onState = onState
    this.#onAhead = onAhead
    this.#rest = rest
  }

  get page() {
    return this.#page
  }

  // Draws within this call when the page is decoded already, and gives the bitmap. decoded: only then; nothing is done otherwise
  show(page, decoded) {
    const ready = this.#pages.get(page)
    if (decoded && !ready) return ready
    if (page === this.#page && this.#shown?.page === page) return ready
    clearTimeout(this.#timer)
    clearTimeout(this.#bridge)
    this.#page = page
    const window = [page, ...AHEAD.map((step) => page + step)].filter((one) => one >= 1 && one <= this.#count)
    this.#pages.keepLoading(window)
    this.#thumbs.keepLoading([page])
    if (ready) {
      this.#put(page, ready, "page")
      this.#prefetch()
    } else {
      this.#onState({ page, kind: "waiting" })
      if (this.#shown) this.#fetchThumb(page)
      else this.#bridge = setTimeout(() => this.#fetchThumb(page), PATIENCE_MS)
      this.#fetchPage(page, AGAIN_MS)
    }
    return ready
  }

  // The same page at another size: the bitmap it is drawn from, if any.
  redraw() {
    if (!this.#shown) return
    const { page, profile } = this.#shown
    const bitmap = { page: this.#pages, thumb: this.#thumbs }[profile].get(page)
    if (bitmap) this.#onBitmap(page, bitmap, profile)
  }

  retry() {
    const page = this.#page
    if (!page || (this.#shown?.page === page && this.#shown.profile !== "thumb")) return
    clearTimeout(this.#timer)
    this.#onState({ page, kind: "waiting" })
    this.#fetchPage(page, AGAIN_MS)
  }

  close() {
    this.#closed = true
    clearTimeout(this.#timer)
    clearTimeout(this.#bridge)
    for (const cache of [this.#pages, this.#thumbs]) cache.clear()
  }

  async #fetchThumb(page) {
    if (this.#shown?.page === page) return
    try {
      const bitmap = await this.#thumbs.fetch(page)
      if (this.#wanted(page) && this.#shown?.page !== page) this.#put(page, bitmap, "thumb")
    } catch {
      // The page itself is on its way; a thumbnail is only to bridge the wait.
    }
  }

  async #fetchPage(page, wait) {
    try {
      const bitmap = await this.#pages.fetch(page)
      if (!this.#wanted(page)) return
      this.#put(page, bitmap, "page")
      this.#prefetch()
    } catch (error) {
      if (error?.name === "AbortError" || !this.#wanted(page)) return
      if (error?.code !== "page_not_ready") return this.#onState({ page, kind: "failed", error })
      this.#onState({ page, kind: "rendering" })
      const pause = error.retryAfter ? Math.min(error.retryAfter * 1000, MOST_AGAIN_MS) : wait
      this.#timer = setTimeout(() => this.#fetchPage(page, Math.min(wait * 1.5, MOST_AGAIN_MS)), pause)
    }
  }

  // One after the other, the likeliest first, so that they never hold up the page itself.
  async #prefetch() {
    const page = this.#page
    await this.#rest()
    for (const step of AHEAD) {
      if (!this.#wanted(page)) return
      const next = page + step
      if (next < 1 || next > this.#count) continue
      try {
        const bitmap = await this.#pages.fetch(next)
        if (this.#wanted(page)) this.#onAhead(next, bitmap)
      } catch {
        // Asked for again when it is turned to.
      }
    }
  }

  #put(page, bitmap, profile) {
    this.#shown = { page, profile }
    if (profile === "page") this.#pages.pin(page)
    this.#onBitmap(page, bitmap, profile)
    // A thumbnail may come when the page has failed already: that stays said.
    if (profile !== "thumb") this.#onState({ page, kind: "shown" })
  }

  #wanted(page) {
    return !this.#closed && page === this.#page
  }
}

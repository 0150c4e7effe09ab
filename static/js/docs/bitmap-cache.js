// Decoded pages, few and counted: a bitmap of a page is 14 MB of memory that the browser frees late unless close() is called.
// No fetch and no DOM here: `load(key, signal)` → Promise of a bitmap ({width, height, close()}).

export class BitmapCache {
  #load
  #capacity
  #ready = new Map() // key → bitmap, least recently used first
  #loading = new Map() // key → {promise, abort}
  #pinned = null

  constructor({ load, capacity = 6 }) {
    this.#load = load
    this.#capacity = capacity
  }

  get size() {
    return this.#ready.size
  }

  // The bitmap now, or undefined. It counts as used.
  get(key) {
    const bitmap = this.#ready.get(key)
    if (bitmap) {
      this.#ready.delete(key)
      this.#ready.set(key, bitmap)
    }
    return bitmap
  }

  // The one on the screen: never closed, however many come after it.
  pin(key) {
    this.#pinned = key
  }

  // The bitmap as soon as it is there; two who ask for the same page share one fetch.
  fetch(key) {
    const bitmap = this.get(key)
    if (bitmap) return Promise.resolve(bitmap)
    const loading = this.#loading.get(key)
    if (loading) return loading.promise
    const limit = new AbortController()
    const promise = this.#load(key, limit.signal).then(
      (loaded) => this.#arrived(key, loaded, limit),
      (error) => {
        if (this.#loading.get(key)?.promise === promise) this.#loading.delete(key)
        throw error
      },
    )
    this.#loading.set(key, { promise, abort: () => limit.abort() })
    return promise
  }

  // Stops fetching what nobody wants any more, so that a person leafing fast does not wait for pages passed by.
  keepLoading(keys) {
    const wanted = new Set(keys)
    for (const [key, { abort }] of this.#loading) {
      if (wanted.has(key)) continue
      this.#loading.delete(key)
      abort()
    }
  }

  clear() {
    this.keepLoading([])
    for (const bitmap of this.#ready.values()) bitmap.close()
    this.#ready.clear()
    this.#pinned = null
  }

  #arrived(key, bitmap, limit) {
    if (limit.signal.aborted) {
      bitmap.close()
      throw new DOMException("No longer wanted", "AbortError")
    }
    this.#loading.delete(key)
    this.#ready.set(key, bitmap)
    this.#evict(key)
    return bitmap
  }

  #evict(newest) {
    for (const [key, bitmap] of this.#ready) {
      if (this.#ready.size <= this.#capacity) return
      if (key === this.#pinned || key === newest) continue
      this.#ready.delete(key)
      bitmap.close()
    }
  }
}

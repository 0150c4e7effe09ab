import assert from "node:assert/strict"
import { test } from "node:test"
import { BitmapCache } from "../../static/js/docs/bitmap-cache.js"

// A loader whose pages arrive when the test says so, and bitmaps that remember being closed.
function shelf() {
  const asked = new Map()
  const closed = []
  const load = (page, signal) =>
    new Promise((resolve, reject) => {
      asked.set(page, { resolve: () => resolve(bitmap(page)), reject, signal })
    })
  const bitmap = (page) => ({ page, close: () => closed.push(page) })
  return { asked, closed, load, loadAtOnce: async (page) => bitmap(page) }
}

test("a seventh page closes the one unused for longest", async () => {
  const { closed, loadAtOnce } = shelf()
  const cache = new BitmapCache({ load: loadAtOnce })
  for (const page of [1, 2, 3, 4, 5, 6]) await cache.fetch(page)
  cache.get(1)
  await cache.fetch(7)
  assert.deepEqual(closed, [2])
  assert.equal(cache.size, 6)
})

test("the page on the screen is never closed", async () => {
  const { closed, loadAtOnce } = shelf()
  const cache = new BitmapCache({ load: loadAtOnce, capacity: 2 })
  await cache.fetch(1)
  cache.pin(1)
  for (const page of [2, 3, 4]) await cache.fetch(page)
  assert.deepEqual(closed, [2, 3])
  assert.equal(cache.get(1).page, 1)
})

test("two who ask for the same page share one fetch", async () => {
  const { asked, load } = shelf()
  const cache = new BitmapCache({ load })
  const both = [cache.fetch(1), cache.fetch(1)]
  asked.get(1).resolve()
  const [first, second] = await Promise.all(both)
  assert.equal(first, second)
})

test("a page nobody wants any more is not kept, even if it arrives", async () => {
  const { asked, closed, load } = shelf()
  const cache = new BitmapCache({ load })
  const late = cache.fetch(1)
  cache.keepLoading([2])
  assert.equal(asked.get(1).signal.aborted, true)
  asked.get(1).resolve()
  await assert.rejects(late, { name: "AbortError" })
  assert.deepEqual(closed, [1])
  assert.equal(cache.size, 0)
})

test("a page that failed is fetched anew when asked for again", async () => {
  const { asked, load } = shelf()
  const cache = new BitmapCache({ load })
  const first = cache.fetch(1)
  asked.get(1).reject(new Error("no line"))
  await assert.rejects(first)
  const second = cache.fetch(1)
  asked.get(1).resolve()
  assert.equal((await second).page, 1)
})

test("a page asked for again after being given up is not undone by the failure of the first fetch", async () => {
  const { asked, load } = shelf()
  const cache = new BitmapCache({ load })
  const first = cache.fetch(1)
  const { reject } = asked.get(1)
  cache.keepLoading([])
  const second = cache.fetch(1)
  reject(new Error("aborted"))
  await assert.rejects(first)
  assert.equal(cache.fetch(1), cache.fetch(1))
  asked.get(1).resolve()
  assert.equal((await second).page, 1)
})

test("clearing closes everything", async () => {
  const { closed, loadAtOnce } = shelf()
  const cache = new BitmapCache({ load: loadAtOnce })
  await cache.fetch(1)
  await cache.fetch(2)
  cache.pin(2)
  cache.clear()
  assert.deepEqual(closed, [1, 2])
})

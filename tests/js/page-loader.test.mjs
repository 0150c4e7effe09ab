import assert from "node:assert/strict"
import { mock, test } from "node:test"
import { PageLoader } from "../../static/js/docs/page-loader.js"

const settle = () => new Promise((resolve) => setImmediate(resolve))

// A server of pages: those in `missing` are refused with the given code; drawn and states are what the reader sees.
function reader({ count = 20, missing = new Map() } = {}) {
  const drawn = []
  const states = []
  const asked = []
  const load = async (page, profile) => {
    asked.push(`${page} ${profile}`)
    const code = missing.get(`${page} ${profile}`)
    if (code) throw Object.assign(new Error(code), { code })
    return { width: 1600, height: 2263, close() {} }
  }
  const loader = new PageLoader({
    load,
    count,
    onBitmap: (page, _, profile) => drawn.push(`${page} ${profile}`),
    onState: ({ page, kind }) => states.push(`${page} ${kind}`),
  })
  return { loader, drawn, states, asked, missing }
}

async function shown(one, page) {
  one.loader.show(page)
  for (let n = 0; n < 12; n += 1) await settle()
}

test("the first page that comes in time is drawn without a thumbnail before it", async () => {
  mock.timers.enable({ apis: ["setTimeout"] })
  const one = reader()
  await shown(one, 3)
  mock.timers.tick(1000)
  for (let n = 0; n < 6; n += 1) await settle()
  mock.timers.reset()
  assert.deepEqual(one.drawn, ["3 page"])
  assert.ok(!one.asked.includes("3 thumb"))
  assert.equal(one.states.at(-1), "3 shown")
})

test("the thumbnail bridges a longer wait, then the page is drawn", async () => {
  mock.timers.enable({ apis: ["setTimeout"] })
  const one = reader({ missing: new Map([["3 page", "page_not_ready"]]) })
  await shown(one, 3)
  mock.timers.tick(350)
  for (let n = 0; n < 6; n += 1) await settle()
  assert.deepEqual(one.drawn, ["3 thumb"])
  one.missing.clear()
  mock.timers.tick(1000)
  for (let n = 0; n < 6; n += 1) await settle()
  mock.timers.reset()
  assert.deepEqual(one.drawn, ["3 thumb", "3 page"])
})

test("who leafs on to a page that is not here sees its thumbnail at once", async () => {
  const one = reader({ missing: new Map([["12 page", "page_not_ready"]]) })
  await shown(one, 3)
  await shown(one, 12)
  one.loader.close()
  assert.equal(one.drawn.at(-1), "12 thumb")
})

test("the next page, the one before and the one after next are fetched beforehand", async () => {
  const one = reader()
  await shown(one, 3)
  assert.deepEqual(one.asked, ["3 page", "4 page", "2 page", "5 page"])
})

test("a page fetched beforehand is drawn within the call", async () => {
  const one = reader()
  await shown(one, 3)
  one.loader.show(4)
  assert.equal(one.drawn.at(-1), "4 page")
})

test("what is decoded can be drawn before anything else is done, and what is not is left alone", async () => {
  const one = reader()
  await shown(one, 3)
  assert.equal(one.loader.show(9, true), undefined)
  assert.deepEqual([one.loader.page, one.drawn.at(-1)], [3, "3 page"])
  assert.ok(one.loader.show(4, true))
  assert.deepEqual([one.loader.page, one.drawn.at(-1)], [4, "4 page"])
})

test("nothing is fetched beyond the ends of the paper", async () => {
  const one = reader({ count: 2 })
  await shown(one, 1)
  assert.deepEqual(one.asked, ["1 page", "2 page"])
})

test("a page still being rendered is asked for until it comes", async () => {
  mock.timers.enable({ apis: ["setTimeout"] })
  const one = reader({ missing: new Map([["3 page", "page_not_ready"]]) })
  await shown(one, 3)
  assert.equal(one.states.at(-1), "3 rendering")
  one.missing.clear()
  mock.timers.tick(1300)
  for (let n = 0; n < 6; n += 1) await settle()
  mock.timers.reset()
  assert.equal(one.states.at(-1), "3 shown")
})

test("a page that failed says so, and comes on the retry", async () => {
  const one = reader({ missing: new Map([["3 page", "unreachable"]]) })
  await shown(one, 3)
  assert.ok(one.states.includes("3 failed"))
  one.missing.clear()
  one.loader.retry()
  for (let n = 0; n < 6; n += 1) await settle()
  assert.equal(one.states.at(-1), "3 shown")
})

test("a thumbnail that comes after the page has failed does not hide that", async () => {
  let came
  const states = []
  const load = (_, profile) => {
    if (profile === "thumb") return new Promise((resolve) => (came = resolve))
    return Promise.reject(Object.assign(new Error(""), { code: "unreachable" }))
  }
  const loader = new PageLoader({ load, count: 1, onBitmap: () => {}, onState: ({ kind }) => states.push(kind) })
  mock.timers.enable({ apis: ["setTimeout"] })
  loader.show(1)
  await settle()
  mock.timers.tick(350)
  mock.timers.reset()
  await settle()
  came({ width: 240, height: 340, close() {} })
  await settle()
  assert.equal(states.at(-1), "failed")
})

test("a page turned past is not drawn when it comes late", async () => {
  const one = reader()
  one.loader.show(3)
  one.loader.show(10)
  for (let n = 0; n < 12; n += 1) await settle()
  assert.ok(!one.drawn.some((drawing) => drawing.startsWith("3 ")))
  assert.equal(one.drawn.at(-1), "10 page")
})

test("nothing is fetched beforehand until the page shown has been seen; then its neighbours are made ready, the next one first", async () => {
  let seen
  const asked = []
  const ready = []
  const loader = new PageLoader({
    load: async (page) => (asked.push(page), { width: 1600, height: 2263, close() {} }),
    count: 20,
    onBitmap() {},
    onAhead: (page) => ready.push(page),
    rest: () => new Promise((resolve) => (seen = resolve)),
  })
  loader.show(5)
  for (let n = 0; n < 12; n += 1) await settle()
  assert.deepEqual(asked, [5])
  seen()
  for (let n = 0; n < 12; n += 1) await settle()
  assert.deepEqual(asked, [5, 6, 4, 7])
  assert.deepEqual(ready, [6, 4, 7])
  loader.close()
})

import assert from "node:assert/strict"
import { test } from "node:test"
import { anchorAt, GAP, layFlow, pageInView, pagesNear, pointOf } from "../../static/js/docs/flow-layout.js"

const A4 = { w: 600, h: 800 }
const stage = { w: 1200, h: 700 }
const flow = (more = {}) => layFlow({ count: 9, sizeOf: () => A4, columns: 1, stage, fit: "width", zoom: 1, ...more })

test("one below the other, each page as wide as the stage", () => {
  const { boxes, height, width } = flow()
  assert.deepEqual(boxes[1], { page: 2, x: 0, y: 1600 + GAP, w: 1200, h: 1600 })
  assert.deepEqual([width, height], [1200, 9 * 1600 + 8 * GAP])
})

test("two by two, the last of an odd number in its place", () => {
  const { boxes, rows } = flow({ columns: 2 })
  assert.equal(boxes[0].w, boxes[8].w)
  assert.equal(boxes[1].x, boxes[0].w + GAP)
  assert.deepEqual([rows.length, rows[4].first, rows[4].last], [5, 9, 9])
  assert.equal(boxes[8].x, 0)
})

test("the whole page leaves nothing below the edge and stands in the middle", () => {
  const { boxes } = flow({ fit: "page" })
  assert.equal(boxes[0].h, 700)
  assert.equal(boxes[0].x, (1200 - boxes[0].w) / 2)
})

test("only the pages near the stage have a canvas, the nearest first", () => {
  const laid = flow({ count: 100 })
  const near = pagesNear(laid, 49 * (1600 + GAP), 700)
  assert.equal(near[0], 50)
  assert.deepEqual([...near].sort((a, b) => a - b), [49, 50, 51])
  assert.ok(pagesNear(flow({ columns: 2, fit: "page" }), 0, 700).length <= 6)
})

test("the page read is the one of which most is seen, and stays so while half of it is", () => {
  const laid = flow()
  const at = (y, current) => pageInView(laid, y, 700, current)
  assert.equal(at(0, 1), 1)
  assert.equal(at(1600 - 360, 1), 1)
  assert.equal(at(1600 - 300, 1), 2)
  assert.equal(at(laid.height - 700, 8), 9)
})

test("a short page turned to stays the page that is read, although the next is seen as well", () => {
  const laid = flow({ sizeOf: () => ({ w: 1600, h: 300 }) })
  assert.equal(pageInView(laid, laid.boxes[2].y, 700, 3), 3)
})

test("what was under the fingers is found again at another size", () => {
  const [before, after] = [flow(), flow({ fit: null, zoom: 2 })]
  const on = anchorAt(before, { x: 300, y: before.boxes[4].y + 160 })
  assert.deepEqual([on.page, on.x, on.y], [5, 0.25, 0.1])
  assert.deepEqual(pointOf(after, on), { x: 600, y: after.boxes[4].y + 320 })
})

test("a paper too long for a browser to scroll is drawn smaller", () => {
  assert.ok(flow({ count: 10_000, fit: null, zoom: 5 }).height <= 16_000_000)
})

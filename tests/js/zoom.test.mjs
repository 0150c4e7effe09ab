import assert from "node:assert/strict"
import { test } from "node:test"
import { canvasSize, clampZoom, detailLevel, fitPageZoom, MOST_PIXELS, ownCanvasSize, scrollAfterZoom, seenOf, sheetSize, tilesOf } from "../../static/js/docs/zoom.js"

const A4 = { w: 595, h: 842 }
const portrait = { w: 800, h: 1100 }
const landscape = { w: 1280, h: 650 }

test("fitting the width fills it; fitting the page leaves nothing below the edge", () => {
  assert.equal(sheetSize({ page: A4, stage: portrait, fit: "width", zoom: 3 }).w, 800)
  const whole = sheetSize({ page: A4, stage: landscape, fit: "page", zoom: 3 })
  assert.ok(whole.h <= 651 && whole.w < 1280)
})

test("a page broader than the stage is no larger than it when the whole page is shown", () => {
  assert.equal(fitPageZoom({ w: 842, h: 595 }, portrait), 1)
})

test("no canvas is ever larger than tablets can hold", () => {
  for (const zoom of [1, 1.6, 3, 5]) {
    for (const ratio of [1, 1.5, 2, 3]) {
      for (const page of [A4, { w: 842, h: 595 }, { w: 200, h: 4000 }]) {
        const sheet = sheetSize({ page, stage: { w: 1366, h: 1024 }, fit: null, zoom })
        const { w, h } = canvasSize({ sheet, ratio, width: 3200 })
        assert.ok(w * h <= MOST_PIXELS, `${zoom} ${ratio}: ${w} × ${h}`)
      }
    }
  }
})

test("the canvas has no more pixels than the screen, and none the picture lacks", () => {
  assert.equal(canvasSize({ sheet: { w: 800, h: 1132 }, ratio: 1, width: 1600 }).w, 800)
  assert.equal(canvasSize({ sheet: { w: 2400, h: 3396 }, ratio: 2, width: 1600 }).w, 1600)
})

test("a thumbnail is drawn over the canvas of the page it stands for", () => {
  assert.equal(canvasSize({ sheet: { w: 800, h: 1132 }, ratio: 1.5, width: 240 }).w, 1200)
})

test("a page is copied pixel by pixel; drawn at the screen's size only when it rests and would be shrunk much", () => {
  const picture = { w: 1600, h: 2263 }
  const size = (across, rested) => ownCanvasSize({ sheet: { w: across, h: (across * 2263) / 1600 }, ratio: 1, picture, rested }).w
  assert.deepEqual([400, 800, 1200, 3200].map((across) => size(across, false)), [1600, 1600, 1600, 1600])
  assert.deepEqual([400, 800, 1200, 3200].map((across) => size(across, true)), [400, 800, 1600, 1600])
})

test("a picture with more pixels than tablets can hold is drawn smaller, also while a page is turned", () => {
  const { w, h } = ownCanvasSize({ sheet: { w: 800, h: 8000 }, ratio: 2, picture: { w: 1600, h: 16000 }, rested: false })
  assert.ok(w * h <= MOST_PIXELS)
})

test("a thumbnail keeps its few pixels", () => {
  assert.equal(ownCanvasSize({ sheet: { w: 800, h: 1132 }, ratio: 2, picture: { w: 240, h: 340 }, rested: true }).w, 240)
})

test("finer pieces are fetched as soon as the screen has more pixels than the page's own picture", () => {
  assert.deepEqual([800, 1600, 1830, 1850, 3200, 3690, 6400, 30000].map(detailLevel), [0, 0, 0, 2, 2, 4, 4, 4])
})

test("only the pieces that are on the screen are fetched, however far one zooms", () => {
  assert.deepEqual(tilesOf(2, { x: 0, y: 0, w: 0.5, h: 0.4 }), [{ level: 2, column: 0, row: 0 }])
  assert.equal(tilesOf(2, { x: 0, y: 0, w: 1, h: 1 }).length, 4)
  const seen = tilesOf(4, { x: 0.3, y: 0.6, w: 0.2, h: 0.15 })
  assert.deepEqual(seen.map(({ column, row }) => [column, row]), [[1, 2]])
  assert.equal(tilesOf(4, { x: 0.99, y: 0.99, w: 0.2, h: 0.2 }).at(-1).column, 3)
})

test("what of a sheet is on the stage", () => {
  const sheet = { x: 100, y: 1000, w: 600, h: 800 }
  assert.equal(seenOf(sheet, { x: 0, y: 0 }, { w: 800, h: 900 }), null)
  assert.deepEqual(seenOf(sheet, { x: 0, y: 500 }, { w: 800, h: 900 }), { x: 0, y: 0, w: 600, h: 400 })
  assert.deepEqual(seenOf(sheet, { x: 300, y: 1200 }, { w: 200, h: 300 }), { x: 200, y: 200, w: 200, h: 300 })
})

test("zoom stays within its bounds", () => {
  assert.equal(clampZoom(99), 5)
  assert.equal(clampZoom(0.01), 0.4)
})

test("what is under the fingers stays under them", () => {
  const before = { w: 800, h: 1132 }
  const after = { w: 1600, h: 2264 }
  const at = { x: 300, y: 500 }
  const scroll = { x: 0, y: 20 }
  const moved = scrollAfterZoom({ at, scroll, before, after, stage: portrait })
  assert.equal((moved.x + at.x) / after.w, (scroll.x + at.x) / before.w)
  assert.equal(Math.round(1000 * (moved.y + at.y) / after.h), Math.round(1000 * (scroll.y + at.y) / before.h))
})

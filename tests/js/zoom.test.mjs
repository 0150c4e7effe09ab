import assert from "node:assert/strict"
import { test } from "node:test"
import { canvasSize, clampZoom, fitPageZoom, MOST_PIXELS, needsSharp, scrollAfterZoom, sheetSize } from "../../static/js/docs/zoom.js"

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
        const { w, h } = canvasSize({ sheet, ratio, bitmap: { width: 3200 } })
        assert.ok(w * h <= MOST_PIXELS, `${zoom} ${ratio}: ${w} × ${h}`)
      }
    }
  }
})

test("the canvas has no more pixels than the screen, and none the picture lacks", () => {
  assert.equal(canvasSize({ sheet: { w: 800, h: 1132 }, ratio: 1, bitmap: { width: 1600 } }).w, 800)
  assert.equal(canvasSize({ sheet: { w: 2400, h: 3396 }, ratio: 2, bitmap: { width: 1600 } }).w, 1600)
})

test("a thumbnail is drawn over the canvas of the page it stands for", () => {
  assert.equal(canvasSize({ sheet: { w: 800, h: 1132 }, ratio: 1.5, bitmap: { width: 240 } }).w, 1200)
})

test("a sharper picture is fetched past 1.6 times, when the screen has the pixels for it", () => {
  const sheet = (zoom) => ({ w: 800 * zoom, h: 1132 * zoom })
  assert.equal(needsSharp({ sheet: sheet(1), stage: portrait, ratio: 1.5 }), false)
  assert.equal(needsSharp({ sheet: sheet(1.5), stage: portrait, ratio: 1.5 }), false)
  assert.equal(needsSharp({ sheet: sheet(1.7), stage: portrait, ratio: 1.5 }), true)
  assert.equal(needsSharp({ sheet: sheet(1.7), stage: portrait, ratio: 1 }), false)
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

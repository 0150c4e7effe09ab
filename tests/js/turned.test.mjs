import assert from "node:assert/strict"
import { test } from "node:test"
import { seenOnPage, turnedShape, turningMatrix } from "../../static/js/docs/turned.js"

const round = (numbers) => numbers.map((number) => Math.round(number * 1000) / 1000 + 0)

test("a quarter turn lays a page on its side", () => {
  assert.deepEqual(turnedShape({ w: 595, h: 842 }, 1), { w: 842, h: 595 })
  assert.deepEqual(turnedShape({ w: 595, h: 842 }, 2), { w: 595, h: 842 })
})

test("a corner of the page comes to where its drawing says, and back from there", () => {
  for (const turn of [0, 1, 2, 3]) {
    const shown = turnedShape({ w: 300, h: 400 }, turn)
    const [a, b, c, d, e, f] = turningMatrix(shown, turn)
    // A point at 10 % and 20 % of the upright page.
    const [x, y] = [0.1 * 300, 0.2 * 400]
    const at = { x: (a * x + c * y + e) / shown.w, y: (b * x + d * y + f) / shown.h }
    const back = seenOnPage({ ...at, w: 0, h: 0 }, turn)
    assert.deepEqual(round([back.x, back.y]), [0.1, 0.2], `turn ${turn}`)
  }
})

test("turned clockwise, the top of the screen shows the left side of the page", () => {
  assert.deepEqual(seenOnPage({ x: 0, y: 0, w: 1, h: 0.25 }, 1), { x: 0, y: 0, w: 0.25, h: 1 })
})

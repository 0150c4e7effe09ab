// The half-circle of a result: everybody has a place, no two places touch, the wedges run from left to right.

import assert from "node:assert/strict"
import { test } from "node:test"
import { seatHalfCircle } from "../../static/js/voting/seating.js"

const SIZES = [1, 2, 3, 9, 12, 13, 30, 46, 98, 487, 500]

test("an empty room has no seats", () => {
  assert.deepEqual(seatHalfCircle(0).seats, [])
})

for (const size of SIZES) {
  test(`a council of ${size} has ${size} places, none of which touch`, () => {
    const { radius, seats } = seatHalfCircle(size)
    assert.equal(seats.length, size)
    assert.ok(radius > 0.015)
    for (let a = 0; a < seats.length; a += 1) {
      for (let b = 0; b < a; b += 1) {
        assert.ok(Math.hypot(seats[a].x - seats[b].x, seats[a].y - seats[b].y) > 2 * radius)
      }
    }
  })

  test(`the places of a council of ${size} lie in the half-circle, sorted from left to right`, () => {
    const { seats } = seatHalfCircle(size)
    for (const { x, y } of seats) assert.ok(Math.hypot(x, y) <= 1.0001 && y >= -1e-9)
    const angles = seats.map((seat) => seat.angle)
    assert.deepEqual(angles, [...angles].sort((a, b) => b - a))
  })
}

import assert from "node:assert/strict"
import { test } from "node:test"

import { depthAt, indent, moveDown, moveUp, numbers, orderRows, outdent, place, plannedTimes } from "../../static/js/agenda/agenda-order.js"

// 1 Opening · 2 Budget (3 Report, 4 Debate (5 Questions)) · 6 Close
const ITEMS = Object.fromEntries(
  [
    [1, null, 1, 15],
    [2, null, 2, null],
    [3, 2, 3, 30],
    [4, 2, 4, 20],
    [5, 4, 5, null],
    [6, null, 6, 5],
  ].map(([id, parent_id, position, minutes]) => [id, { id, parent_id, position, minutes }]),
)
const rows = orderRows(ITEMS)
const seen = (list) => list.map(({ id, depth, parent_id }) => `${"  ".repeat(depth)}${id}<${parent_id ?? ""}`)

test("the agenda is read depth first and numbered by its place", () => {
  assert.deepEqual(seen(rows), ["1<", "2<", "  3<2", "  4<2", "    5<4", "6<"])
  assert.deepEqual(numbers(rows), { 1: "1", 2: "2", 3: "2.1", 4: "2.2", 5: "2.2.1", 6: "3" })
})

test("an item moves together with all that stands below it", () => {
  assert.deepEqual(seen(moveUp(rows, 2)), ["2<", "  3<2", "  4<2", "    5<4", "1<", "6<"])
  assert.deepEqual(seen(moveDown(rows, 2)), ["1<", "6<", "2<", "  3<2", "  4<2", "    5<4"])
})

test("an item at the edge of its siblings does not move further", () => {
  assert.equal(moveUp(rows, 1), null)
  assert.equal(moveUp(rows, 3), null)
  assert.equal(moveDown(rows, 4), null)
  assert.equal(moveDown(rows, 6), null)
})

test("indented, an item goes under the one before it; outdented, it leaves its later siblings behind", () => {
  assert.deepEqual(seen(indent(rows, 6)), ["1<", "2<", "  3<2", "  4<2", "    5<4", "  6<2"])
  assert.deepEqual(seen(outdent(rows, 3)), ["1<", "2<", "  4<2", "    5<4", "3<", "6<"])
  assert.equal(indent(rows, 1), null)
  assert.equal(outdent(rows, 1), null)
})

test("no more than four levels", () => {
  const deep = orderRows(Object.fromEntries([1, 2, 3, 4].map((id) => [id, { id, parent_id: id - 1 || null, position: id }])))
  const wide = orderRows({ ...Object.fromEntries(deep.map((row, n) => [row.id, { ...row, position: n }])), 9: { id: 9, parent_id: null, position: 0 } })
  assert.equal(indent(wide, 1), null)
})

test("a dropped item never takes a child away from its parent", () => {
  // Between 2 and 3 only a child of 2 can stand, however far left it is dropped.
  assert.deepEqual(seen(place(rows, 6, 2, 0)), ["1<", "2<", "  6<2", "  3<2", "  4<2", "    5<4"])
  assert.deepEqual(seen(place(rows, 1, 5, 7)), ["2<", "  3<2", "  4<2", "    5<4", "6<", "  1<6"])
  assert.equal(depthAt(rows, 0, 3), 0)
})

test("planned times: an item's minutes hold those of its sub-items, and a longer sum of these counts", () => {
  const times = plannedTimes(rows, ITEMS, "2026-11-24T01:00:00Z")
  const at = Object.fromEntries(Object.entries(times.begins).map(([id, ms]) => [id, new Date(ms).toISOString().slice(11, 16)]))
  assert.deepEqual(at, { 1: "01:00", 2: "01:15", 3: "01:15", 4: "01:45", 5: "01:45", 6: "02:05" })
  assert.equal(times.minutes, 70)
  assert.equal(times.untimed, 0)
  assert.equal(plannedTimes(rows, { ...ITEMS, 2: { ...ITEMS[2], minutes: 95 } }, "2026-11-24T01:00:00Z").minutes, 115)
  assert.equal(plannedTimes(rows, { ...ITEMS, 6: { ...ITEMS[6], minutes: null } }, "2026-11-24T01:00:00Z").untimed, 1)
})

// Opinions that are awaited of somebody: when it becomes urgent.

import assert from "node:assert/strict"
import { test } from "node:test"
import { isUrgent } from "../../static/js/voting/awaited-opinions.js"

const now = new Date("2026-11-28T08:00:00Z")

test("what is due in a few days is not urgent", () => {
  assert.equal(isUrgent({ deadline_at: "2026-11-29T08:00:01Z", reminded_at: null }, now), false)
})

test("a day before the deadline it is, whoever reminds of it or not", () => {
  assert.equal(isUrgent({ deadline_at: "2026-11-29T08:00:00Z", reminded_at: null }, now), true)
})

test("so it is once the desk has asked again", () => {
  assert.equal(isUrgent({ deadline_at: "2026-12-20T08:00:00Z", reminded_at: "2026-11-28T07:00:00Z" }, now), true)
})

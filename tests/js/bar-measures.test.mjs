import assert from "node:assert/strict"
import { test } from "node:test"
import { measuresOf, partsOf } from "../../static/js/voting/bar-measures.js"

const base = (number, kind = "cast") => ({ number, kind })
const ELECTION = { form: "picks", options: [], rule: {} }
const EACH = { form: "each", options: ["for", "against"], rule: {} }
const CONFIDENCE = { form: "each", options: ["high", "confidence", "low"], rule: { option: "low" } }
const MOTION = { form: "one", options: ["for", "against", "abstain"], rule: {} }

test("a bar is as long as the electorate; what the percentages are of is a part of it, and the line stands in it", () => {
  const result = { electorate: 50, base: base(40), required: 21, outcome: "incomplete" }
  assert.deepEqual(measuresOf(ELECTION, result), { whole: 50, base: 80, line: 42 })
  assert.deepEqual(measuresOf(MOTION, { ...result, base: base(50, "all"), required: 26 }), { whole: 50, base: null, line: 52 })
})

test("where the most are enough there is no line", () => {
  assert.equal(measuresOf(ELECTION, { electorate: 50, base: base(40), required: null, outcome: "elected" }).line, null)
})

test("an answer that speaks against somebody is reached from the other end, and stands there", () => {
  const result = { electorate: 50, base: base(50, "all"), required: 26, outcome: "counted", invalid: 1, not_cast: 4 }
  assert.deepEqual(measuresOf(CONFIDENCE, result), { whole: 50, base: null, line: 48 })
  const parts = partsOf(CONFIDENCE, result, { counts: { high: 20, confidence: 15, low: 10 } })
  assert.deepEqual(parts.map(({ choice }) => choice), ["high", "confidence", "invalid", "not_cast", "low"])
})

test("the parts of a bar are the whole electorate, the invalid ballots among them", () => {
  const result = { electorate: 50, base: base(50, "all"), required: 26, invalid: 2, not_cast: 3 }
  const parts = partsOf(EACH, result, { counts: { for: 30, against: 15 } })
  assert.equal(parts.reduce((sum, { number }) => sum + number, 0), 50)
})

test("nothing is longer than its bar", () => {
  assert.equal(measuresOf(ELECTION, { electorate: 0, base: base(0), required: 1, outcome: "incomplete" }).line, 100)
})

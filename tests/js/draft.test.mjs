import assert from "node:assert/strict"
import { test } from "node:test"

import { mergeDraft, pruneDraft } from "../../static/js/core/draft.js"

test("a fact changes the fields nobody touched and leaves the half-typed one", () => {
  const typing = { title: { mine: "Opening of the sess", base: "Opening" } }
  const { values, conflicts } = mergeDraft(typing, { title: "Opening", minutes: "20" })
  assert.deepEqual(values, { title: "Opening of the sess", minutes: "20" })
  assert.deepEqual(conflicts, {})
})

test("what another secretary wrote into the same field is shown beside, not put over it", () => {
  const typing = { title: { mine: "Opening of the sess", base: "Opening" } }
  const { values, conflicts } = mergeDraft(typing, { title: "Welcome" })
  assert.equal(values.title, "Opening of the sess")
  assert.deepEqual(conflicts, { title: "Welcome" })
})

test("both wrote the same: nothing to decide", () => {
  assert.deepEqual(mergeDraft({ title: { mine: "Welcome", base: "Opening" } }, { title: "Welcome" }).conflicts, {})
})

test("what was recorded is shown until the server says it back, then the server's word counts", () => {
  const recorded = { title: { mine: " Welcome", base: "Opening", settled: true } }
  assert.equal(mergeDraft(recorded, { title: "Opening" }).values.title, " Welcome")
  assert.equal(mergeDraft(recorded, { title: "Welcome" }).values.title, "Welcome")
  assert.deepEqual(pruneDraft(recorded, { title: "Welcome" }), {})
})

test("a field typed back to what it was is no longer a draft", () => {
  assert.deepEqual(pruneDraft({ title: { mine: "Opening", base: "Opening" } }, { title: "Opening" }), {})
})

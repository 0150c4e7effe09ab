import assert from "node:assert/strict"
import { test } from "node:test"

import { useCatalogue } from "../../static/js/core/i18n.js"
import { rowWords } from "../../static/js/installation/row-words.js"

useCatalogue("en", {})
const words = (name, row) => rowWords({ name, ...row }).words

test("a queue says how many papers wait, or that it does not answer", () => {
  assert.equal(words("queue", { jobs: 0, papers: 0, oldest: null }), "None is waiting")
  assert.match(words("queue", { jobs: 30, papers: 2, oldest: "2026-11-25T01:00:00.000Z" }), /^2 papers · the oldest since .* · 30 jobs in the queue$/)
  assert.equal(words("queue", { jobs: null, papers: 2, oldest: "2026-11-25T01:00:00.000Z" }), "The queue does not answer.")
})

test("what was never done is said to be still to come, not to be nothing", () => {
  assert.equal(words("store", { at: null }), "Not measured yet; the worker does it.")
  assert.equal(words("check", { at: null }), "Not yet; the operator's guide says how.")
  assert.equal(words("clean_up", { at: null }), "Not yet; the worker does it once a day.")
})

test("a check tells what was found and what of it was put right", () => {
  const at = "2026-11-25T01:00:00.000Z"
  assert.match(words("check", { at, wrong: 3, mended: 2 }), / · 3 found wrong, 2 put right$/)
  assert.match(words("check", { at, wrong: 0, mended: 0, documents: 214 }), / · 214 files, all of them whole$/)
})

test("LibreOffice that is missing is told from one that is not wanted", () => {
  assert.equal(words("libreoffice", { version: "7.4.7.2", wanted: true }), "Version 7.4.7.2")
  assert.match(words("libreoffice", { version: null, wanted: true }), /^Not found/)
  assert.match(words("libreoffice", { version: null, wanted: false }), /^Not used/)
})

test("pages of an older drawing: those on their way and those that stay", () => {
  assert.equal(words("redrawing", { waiting: 0, given_up: 0 }), "None")
  assert.equal(words("redrawing", { waiting: 1, given_up: 2 }), "1 paper is being drawn anew · 2 papers could not be and stay as they are")
})

test("sizes are told in the unit that a person would use", () => {
  const disk = (free) => words("disk", { free, total: 256 * 1024 ** 3 })
  assert.equal(disk(0), "0 KB free of 256 GB")
  assert.equal(disk(1.5 * 1024 ** 3), "1.5 GB free of 256 GB")
  assert.equal(disk(214 * 1024 ** 2), "214 MB free of 256 GB")
})

test("the key of the record of votes is told whole, to be noted elsewhere, and that an earlier one is lost", () => {
  const key = "ab".repeat(32)
  assert.equal(words("vote_record", { ok: true, key }), key)
  assert.match(words("vote_record", { ok: false, key }), new RegExp(`^${key} · an earlier key could not be read and was replaced`))
})

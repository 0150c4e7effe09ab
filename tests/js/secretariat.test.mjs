import assert from "node:assert/strict"
import { test } from "node:test"

import { matchNames } from "../../static/js/agenda/add-many-seats.js"
import { localParts, momentOf } from "../../static/js/agenda/local-time.js"
import { findings } from "../../static/js/agenda/readiness.js"
import { paperCounts } from "../../static/js/docs/paper-counts.js"
import { suggestSignInName } from "../../static/js/people/sign-in-name.js"

test("a date is typed in the installation's zone and kept in UTC", () => {
  assert.equal(momentOf("2026-11-24", "08:00", "Asia/Ho_Chi_Minh"), "2026-11-24T01:00:00.000Z")
  assert.deepEqual(localParts("2026-11-24T01:00:00.000Z", "Asia/Ho_Chi_Minh"), { date: "2026-11-24", time: "08:00" })
  assert.equal(momentOf("2026-03-29", "12:00", "Europe/Berlin"), "2026-03-29T10:00:00.000Z")
  assert.equal(momentOf("", "08:00", "Asia/Ho_Chi_Minh"), null)
})

test("a sign-in name is the given name and the family name, without accents, and free", () => {
  assert.equal(suggestSignInName("Nguyễn Thị Ngọc Trâm"), "tram.nguyen")
  assert.equal(suggestSignInName("Đỗ Đức"), "duc.do")
  assert.equal(suggestSignInName("Nguyễn Văn Trâm", ["tram.nguyen", "tram.nguyen2"]), "tram.nguyen3")
  assert.equal(suggestSignInName("  "), "")
})

test("pasted names are found without accents; who is unknown or there twice is named", () => {
  const people = [
    { id: 1, name: "Nguyễn Đức Thuận" },
    { id: 2, name: "Lê Hòa" },
    { id: 3, name: "Lê Hoa" },
  ]
  const { found, unknown } = matchNames("1. nguyen duc thuan\n2) Lê Hoa\tGiám đốc\nle hoa\nNgười Lạ\n", people)
  assert.deepEqual(found.map(({ id }) => id), [1, 3])
  assert.deepEqual(unknown, ["le hoa", "Người Lạ"])
})

test("counts of an item: its papers, those that failed and those on their way", () => {
  const papers = { 1: { id: 1, item_id: 7 }, 2: { id: 2, item_id: 7 } }
  const intakes = { 1: { id: 1, paper_id: 1, state: "failed" }, 2: { id: 2, paper_id: 2, state: "failed" }, 3: { id: 3, paper_id: 2, state: "converting" } }
  const uploading = [{ target: { itemId: 7 }, state: "sending" }, { target: { itemId: 8 }, state: "failed" }]
  assert.deepEqual(paperCounts(papers, intakes, uploading), { 7: { papers: 2, failed: 1, busy: 2 }, 8: { papers: 0, failed: 1, busy: 0 } })
})

test("an empty agenda cannot be published; what is missing else is only said", () => {
  const meeting = { state: "draft", place: "", starts_at: "2026-11-24T01:00:00Z" }
  const none = { meeting, items: {}, papers: {}, intakes: {}, seats: {}, people: null, now: 0 }
  assert.deepEqual(findings(none).filter(({ grave }) => grave).map(({ code }) => code), ["no_items"])
  const items = { 1: { id: 1, parent_id: null, position: 1 }, 2: { id: 2, parent_id: 1, position: 2 } }
  const codes = findings({ ...none, items }).map(({ code, things }) => `${code} ${things.map(({ id }) => id)}`)
  assert.ok(codes.includes("items_without_papers 2"), "an item that holds others needs no paper")
})

import assert from "node:assert/strict"
import { afterEach, test } from "node:test"
import {
  collate,
  compareNames,
  dayKey,
  fold,
  formatDate,
  formatDay,
  formatDuration,
  formatNumber,
  formatPercent,
  formatTime,
  t,
  tn,
  useCatalogue,
} from "../../static/js/core/i18n.js"

afterEach(() => useCatalogue("vi", {}))

test("a roll goes by the given name, then the middle names, then the family name", () => {
  const roll = ["Trần Văn Bình", "Nguyễn Thị An", "Lê Văn An", "Phạm Thị An", "Đỗ Ánh", "Nguyễn Văn Đức", "Lê Dũng"]
  const names = roll.map((name) => ({ name }))
  assert.deepEqual(
    collate(names).map(({ name }) => name),
    ["Nguyễn Thị An", "Phạm Thị An", "Lê Văn An", "Đỗ Ánh", "Trần Văn Bình", "Lê Dũng", "Nguyễn Văn Đức"],
  )
})

test("letters come in the Vietnamese order: a ă â, d đ, e ê, o ô ơ, u ư", () => {
  const inOrder = ["Ca", "Că", "Câ", "Da", "Đa", "E", "Ê", "O", "Ô", "Ơ", "U", "Ư"]
  assert.deepEqual(collate([...inOrder].reverse(), (name) => name), inOrder)
})

test("a name of one word and spaces around names do no harm", () => {
  assert.ok(compareNames("An", " Lê  Bình ") < 0)
  assert.equal(compareNames("Lê An", "Lê  An"), 0)
})

test("collating leaves the list it was given as it was", () => {
  const given = [{ name: "B" }, { name: "A" }]
  collate(given)
  assert.equal(given[0].name, "B")
})

test("a sentence without a translation is shown in English", () => {
  assert.equal(t("{name} has the floor", { name: "An" }), "An has the floor")
})

test("a translated sentence has its places filled, in either form", () => {
  useCatalogue("vi", { "{name} has the floor": "Mời {name} phát biểu", "Page %(page)s failed": "Trang %(page)s bị lỗi" })
  assert.equal(t("{name} has the floor", { name: "đại biểu An" }), "Mời đại biểu An phát biểu")
  assert.equal(t("Page %(page)s failed", { page: 3 }), "Trang 3 bị lỗi")
})

test("a place that nobody filled stays visible", () => {
  assert.equal(t("{name} left", { other: 1 }), "{name} left")
})

test("Vietnamese has one form for any number, English two", () => {
  useCatalogue("vi", { "{count} ballot": ["{count} phiếu"] })
  assert.equal(tn("{count} ballot", "{count} ballots", 1), "1 phiếu")
  assert.equal(tn("{count} ballot", "{count} ballots", 1200), "1.200 phiếu")
  useCatalogue("en", {})
  assert.equal(tn("{count} ballot", "{count} ballots", 1), "1 ballot")
  assert.equal(tn("{count} ballot", "{count} ballots", 1200), "1,200 ballots")
})

test("dates and times are those of the meeting's place, wherever the tablet thinks it is", () => {
  const moment = "2026-11-22T18:05:00Z"
  assert.equal(formatDate(moment), "23/11/2026")
  assert.equal(formatTime(moment), "01:05")
  assert.equal(formatDay(moment), "Thứ Hai, 23/11/2026")
  assert.equal(dayKey(moment), "2026-11-23")
  assert.equal(formatTime("2026-11-22T17:05:00Z"), "00:05")
})

test("durations are read as on a clock", () => {
  assert.deepEqual([0, 65, 3723, -12, -0.2].map(formatDuration), ["0:00", "1:05", "1:02:03", "-0:12", "0:00"])
})

test("percentages keep the digits that the server decided", () => {
  assert.equal(formatPercent("86.86"), "86,86%")
  assert.equal(formatNumber(1234.5), "1.234,5")
})

test("folding takes away what a hurried person does not type", () => {
  assert.equal(fold("Đặng Thị Hường"), "dang thi huong")
})

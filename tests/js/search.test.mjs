// The search of all papers: its own state, and its marks on a page.
import assert from "node:assert/strict"
import { test } from "node:test"
import { lettersIn, parseQuery } from "../../static/js/docs/query.js"
import { byPaper, createSearch } from "../../static/js/docs/search.js"
import { pieces } from "../../static/js/docs/text-pieces.js"
import { findInLines } from "../../static/js/docs/text-marks.js"

const LINES = ["Dự toán ngân", "sách năm 2027; chính sách, ngân hàng", "Ngan sach địa phương"]

function marked(typed) {
  return findInLines(LINES, parseQuery(typed)).map(({ line, start, end }) => LINES[line].slice(start, end))
}

test("words are marked where they stand together, over the end of a line too", () => {
  assert.deepEqual(marked("ngan sach"), ["ngân", "sách", "Ngan sach"])
  assert.deepEqual(marked("ngân sách"), ["ngân", "sách"])
  assert.deepEqual(marked('"ngân sách" 2027'), ["ngân", "sách", "2027"])
  assert.deepEqual(marked("chính sách"), ["chính sách"])
})

test("the last word may be going on, unless it is short or ended", () => {
  assert.deepEqual(marked("địa phươ"), ["địa phương"])
  assert.deepEqual(marked("địa ph"), ["địa"])
  assert.deepEqual(marked("địa phươ "), ["địa"])
})

test("punctuation is nothing to search for", () => {
  assert.equal(lettersIn(' "!?* '), 0)
  assert.equal(lettersIn("số 7"), 3)
  assert.deepEqual(findInLines(LINES, parseQuery("!?")), [])
})

test("a snippet is cut by characters, whatever they take in memory", () => {
  assert.deepEqual(pieces("𝐀 ngân sách", [[2, 6], [7, 11]]), [
    { text: "𝐀 ", marked: false },
    { text: "ngân", marked: true },
    { text: " ", marked: false },
    { text: "sách", marked: true },
  ])
  assert.deepEqual(pieces("", []), [])
})

const hit = (paper_id, page, pages = 1) => ({ paper_id, page, pages })

function searching() {
  const asked = []
  const get = (path, { signal }) => new Promise((resolve, reject) => asked.push({ path, signal, resolve, reject }))
  const timers = []
  const wait = (run, ms) => timers.push({ run, ms }) && timers.length
  const search = createSearch("/api/search", { get, wait })
  const rest = () => new Promise((resolve) => setImmediate(resolve))
  return { search, asked, timers, rest }
}

test("hits of one paper stand together, in the order of the papers", () => {
  assert.deepEqual(byPaper([hit(7, 3), hit(7, 1), hit(2, 1)]).map((found) => found.map(({ page }) => page)), [[3, 1], [1]])
})

test("typing asks after a pause, a longer one where a word has just begun, and not for one letter", () => {
  const { search, timers } = searching()
  search.type("n")
  assert.equal(timers.length, 0)
  search.type("ngân s")
  search.type("ngân sách")
  search.type("ngân sách ")
  assert.deepEqual(timers.map(({ ms }) => ms), [900, 300, 300])
})

test("the answer to what is no longer asked is not shown", async () => {
  const { search, asked, rest } = searching()
  search.words.value = "ngân"
  search.seek()
  search.words.value = "ngân sách"
  search.seek()
  assert.equal(asked[0].signal.aborted, true)
  asked[1].resolve({ hits: [hit(1, 1)], total: 1, more: false })
  asked[0].resolve({ hits: [hit(9, 9)], total: 9, more: false })
  await rest()
  assert.equal(search.answer.value.words, "ngân sách")
  assert.equal(search.answer.value.total, 1)
})

test("a failure is said, and done again on request", async () => {
  const { search, asked, rest } = searching()
  search.words.value = "ngân sách"
  search.seek()
  asked[0].reject(Object.assign(new Error("x"), { unanswered: true }))
  await rest()
  assert.equal(search.error.value.unanswered, true)
  search.seek()
  assert.equal(search.error.value, null)
  asked[1].resolve({ hits: [], total: 0, more: false })
  await rest()
  assert.deepEqual(search.answer.value.hits, [])
})

test("more papers follow those that are there", async () => {
  const { search, asked, rest } = searching()
  search.words.value = "ngân sách"
  search.seek()
  asked[0].resolve({ hits: [hit(1, 1)], total: 2, more: true })
  await rest()
  search.grow()
  assert.match(asked[1].path, /page=2/)
  asked[1].resolve({ hits: [hit(2, 1)], total: 2, more: false })
  await rest()
  assert.deepEqual(search.answer.value.hits.map(({ paper_id }) => paper_id), [1, 2])
  assert.equal(search.answer.value.more, false)
})

test("a paper that is taken away leaves the list with its pages", async () => {
  const { search } = searching()
  search.answer.value = { words: "x", hits: [hit(1, 1, 4), hit(1, 2, 4), hit(2, 1)], total: 5, more: false }
  search.keep((id) => id !== 1)
  assert.deepEqual([search.answer.value.hits.length, search.answer.value.total], [1, 1])
})

// Receipts, counted by paper and by person.
import assert from "node:assert/strict"
import { test } from "node:test"
import { byPaper, byPerson } from "../../static/js/docs/receipts-summary.js"

const seats = [1, 2, 3].map((person_id) => ({ id: 10 + person_id, person_id, name: `Đại biểu ${person_id}` }))
const papers = [{ id: 4 }, { id: 5 }, { id: 6 }]
const receipts = {
  4: { id: 4, version_id: 41, page_count: 9, readers: [1, 2, 3], opened: [{ person_id: 1, version_id: 41, pages_seen: 9 }, { person_id: 2, version_id: 40, pages_seen: 9 }] },
  5: { id: 5, version_id: 50, page_count: 2, readers: [1], opened: [] },
}
const people = (rows) => rows.map(({ seat }) => seat.person_id)

test("of each paper: who has opened it, who an older version only, who nothing", () => {
  const [first, second] = byPaper(papers, receipts, seats)
  assert.deepEqual([first.count, people(first.opened), people(first.older)], [3, [1], [2]])
  assert.deepEqual(first.missing.map(({ person_id }) => person_id), [3])
  assert.deepEqual([second.count, second.missing.length], [1, 1])
})

test("a paper that nobody of the group may see is not listed for it", () => {
  assert.deepEqual(byPaper(papers, receipts, seats.slice(1)).map(({ paper }) => paper.id), [4])
})

test("of each person: how many of the papers meant for them they have opened as they are now", () => {
  const rows = byPerson(papers, receipts, seats)
  assert.deepEqual(rows.map(({ opened, count }) => [opened, count]), [[1, 2], [0, 1], [0, 1]])
})

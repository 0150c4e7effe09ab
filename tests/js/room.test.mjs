// The small pure parts of the member's room.
import assert from "node:assert/strict"
import { test } from "node:test"
import { agendaInOrder, papersOf } from "../../static/js/agenda/tree.js"
import { mayCheckIn } from "../../static/js/agenda/check-in.js"
import { nextHit } from "../../static/js/docs/find.js"
import { findPage } from "../../static/js/docs/go-to-page.js"
import { findInLines } from "../../static/js/docs/text-marks.js"
import { currentSpeech, ownSpeech, secondsLeft, secondsSpoken, waitingSpeeches } from "../../static/js/speaking/queue.js"
import { allSameButProgress, dismissalsOf, sameButProgress, voteInRoom, voteToShow } from "../../static/js/voting/current-vote.js"

const item = (id, parent_id, position) => ({ id, parent_id, position })

test("the agenda reads from top to bottom, each item before those under it", () => {
  const items = { 4: item(4, 2, 2), 1: item(1, null, 2), 2: item(2, null, 1), 3: item(3, 2, 1), 5: item(5, 3, 1) }
  assert.deepEqual(agendaInOrder(items).map(({ item, depth }) => [item.id, depth]), [[2, 0], [3, 1], [5, 2], [4, 1], [1, 0]])
})

test("an item's papers come in their order", () => {
  const papers = { 1: { id: 1, item_id: 9, position: 2 }, 2: { id: 2, item_id: 9, position: 1 }, 3: { id: 3, item_id: 8, position: 1 } }
  assert.deepEqual(papersOf(papers, 9).map((paper) => paper.id), [2, 1])
})

const speeches = {
  1: { id: 1, seat_id: 11, state: "done", position: 1 },
  2: { id: 2, seat_id: 12, state: "speaking", position: 2, running_since: "2026-11-23T08:00:00.000Z", spoken_seconds: 10, allotted_seconds: 60 },
  3: { id: 3, seat_id: 13, state: "waiting", position: 4 },
  4: { id: 4, seat_id: 11, state: "waiting", position: 3 },
  5: { id: 5, seat_id: 14, state: "withdrawn", position: 5 },
}

test("those who wait stand in their order; who spoke or withdrew is not among them", () => {
  assert.deepEqual(waitingSpeeches(speeches).map((speech) => speech.id), [4, 3])
  assert.equal(currentSpeech(speeches).id, 2)
})

test("a member sees the own place among those waiting, and nothing when not waiting", () => {
  assert.equal(ownSpeech(speeches, 13).place, 2)
  assert.equal(ownSpeech(speeches, 12).place, 0)
  assert.equal(ownSpeech(speeches, 14), null)
  assert.equal(ownSpeech({}, null), null)
})

test("time runs only since the clock was started, on top of what was spoken before", () => {
  const now = Date.parse("2026-11-23T08:01:00.000Z")
  assert.equal(secondsSpoken(speeches[2], now), 70)
  assert.equal(secondsLeft(speeches[2], now), -10)
  assert.equal(secondsLeft({ ...speeches[2], running_since: null }, now), 50)
  assert.equal(secondsLeft({ ...speeches[2], allotted_seconds: null }, now), null)
})

const vote = (id, state, more) => ({ id, state, item_id: 1, opened_at: `2026-11-23T08:0${id}:00Z`, closed_at: `2026-11-23T08:1${id}:00Z`, ...more })
const looking = { itemId: 1, witnessed: new Set([1, 2, 3]), dismissed: new Set() }

test("an open vote comes before everything", () => {
  assert.equal(voteToShow({ 1: vote(1, "open"), 2: vote(2, "published"), 3: vote(3, "closed") }, looking).id, 1)
})

test("ballots that come in draw nothing anew but their numbers, and whatever else is told does", () => {
  const open = { ...vote(1, "open"), cast: 0, electorate: 3, answers: "---", electors: [1, 2, 3], rule: { strict: true } }
  const further = { ...open, cast: 1, answers: "0--", electors: [1, 2, 3], rule: { strict: true } }
  assert.ok(sameButProgress(open, further))
  assert.ok(allSameButProgress({ 1: open, 2: vote(2, "draft") }, { 1: further, 2: vote(2, "draft") }))
  const others = [{ ...open, state: "closed" }, { ...open, electors: [1, 2] }, { ...open, rule: { strict: false } }, { ...open, countdown_s: 30 }, { ...open, rule: undefined }]
  for (const other of others) {
    assert.ok(!sameButProgress(open, other) && !sameButProgress(other, open))
    assert.ok(!allSameButProgress({ 1: open }, { 1: other }))
  }
  assert.ok(!allSameButProgress({ 1: open }, {}) && !allSameButProgress({}, { 1: open }) && !allSameButProgress({ 1: open }, { 2: open }))
  assert.ok(sameButProgress(null, null) && !sameButProgress(open, null) && !sameButProgress(null, open))
})

test("a draft is never shown, and neither is a result published before one came", () => {
  assert.equal(voteToShow({ 1: vote(1, "draft"), 4: vote(4, "published") }, looking), null)
})

test("a vote closed on this item waits for its result, one of another item only if it was witnessed", () => {
  assert.equal(voteToShow({ 5: vote(5, "closed") }, looking).id, 5)
  assert.equal(voteToShow({ 5: vote(5, "closed", { item_id: 9 }) }, looking), null)
  assert.equal(voteToShow({ 3: vote(3, "closed", { item_id: 9 }) }, looking).id, 3)
})

test("a result put away stays away, but putting away the waiting does not put away the result", () => {
  const dismissed = new Set(["2 closed"])
  assert.equal(voteToShow({ 2: vote(2, "closed") }, { ...looking, dismissed }), null)
  assert.equal(voteToShow({ 2: vote(2, "published") }, { ...looking, dismissed }).id, 2)
  assert.equal(voteToShow({ 2: vote(2, "published") }, { ...looking, dismissed: new Set(["2 published"]) }), null)
})

test("what was put away comes back when one is reminded of it", () => {
  const circulated = vote(2, "open", { manner: "circulation", reminded_at: null })
  const dismissed = new Set(Object.values(dismissalsOf(circulated)))
  assert.equal(voteToShow({ 2: circulated }, { ...looking, dismissed }), null)
  const reminded = { ...circulated, reminded_at: "2026-11-24T08:00:00Z" }
  assert.equal(voteToShow({ 2: reminded }, { ...looking, dismissed }).id, 2)
  const ballots = (hour) => ({ 2: { answer: {}, recorded_at: `2026-11-24T${hour}:00:00Z` } })
  assert.equal(voteToShow({ 2: reminded }, { ...looking, dismissed, ballots: ballots("07") }), null)
  assert.equal(voteToShow({ 2: reminded }, { ...looking, dismissed, ballots: ballots("09") }).id, 2)
})

test("what circulates comes after everything of the room, and stays away once put away", () => {
  const circulated = vote(2, "open", { manner: "circulation" })
  assert.equal(voteToShow({ 1: vote(1, "open"), 2: circulated }, looking).id, 1)
  assert.equal(voteToShow({ 2: circulated, 3: vote(3, "closed") }, looking).id, 3)
  assert.equal(voteToShow({ 2: circulated }, looking).id, 2)
  assert.equal(voteToShow({ 2: circulated }, { ...looking, dismissed: new Set(["2 open"]) }), null)
})

test("that a vote was annulled is told to whoever had it before them", () => {
  assert.equal(voteToShow({ 2: vote(2, "annulled", { closed_at: null }) }, looking).id, 2)
  assert.equal(voteToShow({ 4: vote(4, "annulled") }, looking), null)
})

test("what was told last is shown, though another vote was closed after it", () => {
  const election = vote(2, "published", { closed_at: "2026-11-23T02:02:00Z", published_at: "2026-11-23T02:20:00Z" })
  const motion = vote(3, "published", { closed_at: "2026-11-23T02:06:00Z", published_at: "2026-11-23T02:07:00Z" })
  const annulled = (more) => vote(2, "annulled", { annulment: { confirmed_at: "2026-11-23T02:21:00Z" }, ...more })
  const known = { ...looking, witnessed: new Set([2, 3]) }
  assert.equal(voteToShow({ 2: election, 3: motion }, known).id, 2)
  assert.equal(voteToShow({ 2: { ...election, state: "closed", published_at: null }, 3: motion }, known).id, 3)
  assert.equal(voteToShow({ 2: annulled({ closed_at: null }), 3: motion }, known).id, 2)
  assert.equal(voteToShow({ 2: annulled({ closed_at: election.closed_at }), 3: motion }, known).id, 2)
})

test("words are found without their diacritics, and the marks are where the words are", () => {
  const lines = ["Dự toán NGÂN SÁCH năm 2027", "ngân", "sách đô thị"]
  assert.deepEqual(findInLines(lines, "ngan sach"), [
    { line: 0, start: 8, end: 17 },
    { line: 1, start: 0, end: 4 },
    { line: 2, start: 0, end: 4 },
  ])
  assert.deepEqual(findInLines(lines, "đô thị"), [{ line: 2, start: 5, end: 11 }])
})

test("text written with separate accents is found at the right place", () => {
  assert.deepEqual(findInLines(["ngân sách".normalize("NFD")], "sach"), [{ line: 0, start: 5, end: 9 }])
})

test("nothing sought is nothing found", () => {
  assert.deepEqual(findInLines(["abc"], "  "), [])
})

test("a page is found by its number or by its printed label", () => {
  const manifest = { pages: [{ label: "i" }, { label: "A-1" }] }
  assert.equal(findPage(" 2 ", 2, manifest), 2)
  assert.equal(findPage("a-1", 2, manifest), 2)
  assert.equal(findPage("3", 2, manifest), null)
  assert.equal(findPage("0", 2, null), null)
  assert.equal(findPage("", 2, manifest), null)
})

test("the next page found comes round to the first", () => {
  const hits = [{ page: 3 }, { page: 8 }]
  assert.deepEqual([nextHit(hits, 1, 1), nextHit(hits, 3, 1), nextHit(hits, 8, 1), nextHit(hits, 3, -1)], [3, 8, 3, 8])
})

const opened = Date.parse("2026-11-23T08:00:00Z")

test("one checks in to a running meeting, or on the day of one to come", () => {
  const seat = { present: false }
  const running = { state: "running", starts_at: "2026-11-20T01:00:00Z" }
  const today = { state: "published", starts_at: "2026-11-23T06:00:00Z" }
  assert.equal(mayCheckIn(running, seat, opened), true)
  assert.equal(mayCheckIn(today, seat, opened), true)
  assert.equal(mayCheckIn({ ...today, starts_at: "2026-11-25T06:00:00Z" }, seat, opened), false)
  assert.equal(mayCheckIn({ ...running, state: "ended" }, seat, opened), false)
  assert.equal(mayCheckIn(running, { present: true }, opened), false)
  assert.equal(mayCheckIn(running, undefined, opened), false)
})

test("the tablets are asked about the ballot of the vote in the room, not about what circulates beside it", () => {
  const circulating = { ...vote(1, "open"), manner: "circulation" }
  assert.equal(voteInRoom({ 1: circulating, 2: vote(2, "open"), 3: vote(3, "closed") }).id, 2)
  assert.equal(voteInRoom({ 1: circulating }), null)
})

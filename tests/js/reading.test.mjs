// What was read: kept on the tablet, told to the server, joined with what other devices told it.
import assert from "node:assert/strict"
import { mock, test } from "node:test"
import { filterPapers } from "../../static/js/docs/paper-kinds.js"
import { rangesOf, ReadingNotes } from "../../static/js/docs/reading-notes.js"
import { ReadingRecord } from "../../static/js/docs/reading-record.js"

function drawerOf(content = {}) {
  return { getItem: (name) => content[name] ?? null, setItem: (name, text) => void (content[name] = text), content }
}

const NOW = Date.parse("2026-11-23T08:00:00Z")
const mine = (storage = drawerOf()) => new ReadingRecord({ storage, personId: 1, meetingId: 2 })
const paper = (version) => ({ id: 4, version: { id: version, page_count: 20 } })
const told = (more) => ({ id: 4, version_id: 40, page: 9, page_at: new Date(NOW).toISOString(), pages_seen: 9, ...more })

test("the place in a paper is remembered, for this person and meeting", () => {
  const storage = drawerOf()
  mine(storage).note(4, 17, 40, NOW)
  assert.equal(mine(storage).pageOf(4), 17)
  assert.equal(new ReadingRecord({ storage, personId: 5, meetingId: 2 }).pageOf(4), 1)
})

test("the later place counts, whichever device was there", () => {
  const record = mine()
  assert.equal(record.pageOf(4, told()), 9)
  record.note(4, 5, 40, NOW + 1)
  assert.equal(record.pageOf(4, told()), 5)
  assert.equal(record.pageOf(4, told({ page_at: new Date(NOW + 2).toISOString() })), 9)
})

test("how a paper was turned is remembered with it, the way of reading for all papers", () => {
  const storage = drawerOf()
  const record = mine(storage)
  record.note(4, 17, 40, NOW)
  record.noteTurn(4, 3)
  record.note(4, 18, 40, NOW)
  record.noteTurn(5, 1)
  record.noteManner({ layout: "continuous" })
  record.noteManner({ textSize: 3 })
  const later = mine(storage)
  assert.deepEqual([later.turnOf(4), later.pageOf(4), later.turnOf(6)], [3, 18, 0])
  assert.deepEqual(later.manner, { layout: "continuous", textSize: 3 })
})

test("a paper is new until it is opened, here or elsewhere, and changed once there is another version", () => {
  const record = mine()
  assert.deepEqual(record.stateOf(paper(40)), { state: "new", seen: 0 })
  assert.deepEqual(record.stateOf(paper(40), told()), { state: "read", seen: 9 })
  assert.equal(record.stateOf(paper(41), told()).state, "changed")
  assert.equal(record.stateOf(paper(41), told()).before, 40)
  record.note(4, 1, 41, NOW)
  assert.deepEqual(record.stateOf(paper(41), told()), { state: "read", seen: 1 })
  assert.equal(record.stateOf({ id: 4, version: null }), null)
})

test("a way of turning alone is no reading", () => {
  const record = mine()
  record.noteTurn(4, 1)
  assert.equal(record.stateOf(paper(40)).state, "new")
})

test("a spoilt record and a forbidden storage do no harm", () => {
  assert.equal(mine({ getItem: () => "{not json", setItem() {} }).pageOf(4), 1)
  const refusing = { getItem() { throw new Error("no") }, setItem() { throw new Error("no") } }
  assert.equal(mine(refusing).pageOf(4), 1)
})

test("pages are told as ranges", () => {
  assert.deepEqual(rangesOf([12, 3, 1, 2, 9, 10]), [[1, 3], [9, 10], [12, 12]])
  assert.deepEqual(rangesOf([]), [])
})

function telling(send, storage) {
  mock.timers.enable({ apis: ["setTimeout"] })
  let clock = 0
  const sent = []
  const record = mine(storage)
  const notes = new ReadingNotes({
    record,
    now: () => clock,
    spread: () => 0.5,
    send: async (note, how) => {
      sent.push({ clock, pages: note.pages, page: note.page, ...how })
      return send?.(note)
    },
  })
  return {
    record,
    notes,
    sent,
    // Time passes, and answers arrive.
    async pass(ms) {
      clock += ms
      mock.timers.tick(ms)
      await new Promise(setImmediate)
    },
  }
}

const refusal = (status) => Object.assign(new Error("refused"), { status })

test("the first page is told soon, the next ones together after a while, the last at once on leaving", async (t) => {
  t.after(() => mock.timers.reset())
  const { record, notes, sent, pass } = telling()
  for (const page of [1, 2, 3, 4]) {
    record.note(4, page, 40, NOW + page)
    notes.touch()
    await pass(3000)
  }
  assert.deepEqual(sent.map(({ pages }) => pages), [[1]])
  await pass(10_000)
  assert.deepEqual(sent.map(({ pages }) => pages), [[1], [2, 3, 4]])
  assert.ok(sent[1].clock - sent[0].clock >= 10_000)
  record.note(4, 5, 40, NOW + 5)
  notes.tellNow({ leaving: true })
  assert.deepEqual([sent.length, sent[2].page, sent[2].leaving], [3, 5, true])
})

test("a paper closed while a note is on its way tells the rest as soon as that has arrived", async (t) => {
  t.after(() => mock.timers.reset())
  let arrived
  const { record, notes, sent, pass } = telling(() => new Promise((resolve) => (arrived = resolve)))
  record.note(4, 1, 40, NOW)
  notes.tellNow()
  record.note(4, 2, 40, NOW + 1)
  notes.tellNow()
  assert.equal(sent.length, 1)
  arrived()
  await pass(0)
  assert.deepEqual(sent.map(({ page }) => page), [1, 2])
})

test("what finds no answer is kept, also over a reload, and told with what came after it", async (t) => {
  t.after(() => mock.timers.reset())
  const storage = drawerOf()
  const offline = telling(() => Promise.reject(refusal(0)), storage)
  offline.record.note(4, 1, 40, NOW)
  offline.notes.touch()
  await offline.pass(3000)
  assert.equal(offline.sent.length, 1)
  mock.timers.reset()
  const back = telling(null, storage)
  back.record.note(4, 2, 40, NOW + 1)
  back.notes.touch()
  await back.pass(3000)
  assert.deepEqual(back.sent.map(({ pages, page }) => [pages, page]), [[[1, 2], 2]])
  assert.deepEqual(back.record.unsent, [])
})

test("what is refused is not told again", async (t) => {
  t.after(() => mock.timers.reset())
  const { record, notes, sent, pass } = telling(() => Promise.reject(refusal(404)))
  record.note(4, 1, 40, NOW)
  notes.touch()
  await pass(3000)
  assert.deepEqual([sent.length, record.unsent], [1, []])
})

test("the agenda may show only what is new to this person, or came late", () => {
  const papers = [{ id: 1, late: false }, { id: 2, late: true }, { id: 3, late: false }]
  const states = { 1: "read", 2: "changed", 3: "new" }
  const readingOf = ({ id }) => ({ state: states[id] })
  const shown = (kind) => filterPapers(papers, readingOf, kind).map(({ id }) => id)
  assert.deepEqual([shown("all"), shown("news"), shown("late")], [[1, 2, 3], [2, 3], [2]])
})

// What the hall sees: an open vote before everything, a result until the room moves on, never an old one again.

import assert from "node:assert/strict"
import { test } from "node:test"
import { readAddress, writeAddress } from "../../static/js/hall/address.js"
import { hallScene } from "../../static/js/hall/scene.js"

const minute = (n) => `2026-11-23T02:${String(n).padStart(2, "0")}:00Z`

function room(changes = {}) {
  return {
    meeting: { state: "running", current_item_id: 1, ended_at: null },
    items: { 1: { id: 1, started_at: minute(0) } },
    presentation: null,
    speeches: {},
    votes: {},
    ...changes,
  }
}

const vote = (changes) => ({ id: 5, state: "open", opened_at: minute(10), closed_at: null, published_at: null, hall_at: null, result: null, ...changes })
const published = vote({ state: "published", closed_at: minute(12), published_at: minute(13), hall_at: minute(13), result: {} })

test("before the meeting, and between items, the hall waits", () => {
  assert.equal(hallScene(room({ meeting: { state: "published", current_item_id: null } })).kind, "waiting")
})

test("an item without a page is shown by its title", () => {
  assert.equal(hallScene(room()).kind, "item")
})

test("an open vote stands before the page", () => {
  const scene = hallScene(room({ presentation: { paper_id: 1, page: 1, at: minute(20) }, votes: { 5: vote() } }))
  assert.deepEqual([scene.kind, scene.vote.id], ["vote", 5])
})

test("a draft is nothing to the hall", () => {
  assert.equal(hallScene(room({ votes: { 5: vote({ state: "draft", opened_at: null }) } })).kind, "item")
})

test("a counted vote shows no numbers until it is published", () => {
  const scene = hallScene(room({ votes: { 5: vote({ state: "closed", closed_at: minute(12) }) } }))
  assert.equal(scene.kind, "counting")
})

test("a result stays although a page was presented before it", () => {
  const scene = hallScene(room({ presentation: { at: minute(9) }, votes: { 5: published } }))
  assert.equal(scene.kind, "result")
})

test("a page turned after the result takes its place", () => {
  assert.equal(hallScene(room({ presentation: { at: minute(14) }, votes: { 5: published } })).kind, "page")
})

test("a result published after the page was turned is shown, although its closing had given way", () => {
  const passed = new Set()
  const presentation = { at: minute(12) }
  const closed = vote({ state: "closed", closed_at: minute(11) })
  assert.equal(hallScene(room({ presentation, votes: { 5: closed } }), passed).kind, "page")
  assert.equal(hallScene(room({ presentation, votes: { 5: published } }), passed).kind, "result")
})

test("a result that gave way to a speaker does not come back when the speaker has ended", () => {
  const passed = new Set()
  const speaking = { 1: { id: 1, state: "speaking", running_since: minute(14) } }
  assert.equal(hallScene(room({ votes: { 5: published }, speeches: speaking }), passed).kind, "item")
  assert.equal(hallScene(room({ votes: { 5: published } }), passed).kind, "item")
})

test("the end of the meeting stands after its last result", () => {
  const meeting = { state: "ended", current_item_id: null, ended_at: minute(30) }
  assert.equal(hallScene(room({ meeting, votes: { 5: published } })).kind, "ended")
})

test("the address holds the token, the meeting and the settings", () => {
  assert.deepEqual(readAddress("#12.ab34&lang=en&theme=light"), { token: "12.ab34", meetingId: 12, lang: "en", theme: "light" })
  assert.deepEqual(readAddress("#12.ab34"), { token: "12.ab34", meetingId: 12, lang: null, theme: "dark" })
  assert.equal(readAddress("").meetingId, null)
  assert.equal(writeAddress({ token: "12.ab34", lang: "vi", theme: "dark" }), "#12.ab34&lang=vi")
})

test("a vote annulled after its result is shown as annulled, until the room moves on", () => {
  const annulled = { ...published, state: "annulled", annulment: { confirmed_at: minute(15) } }
  assert.equal(hallScene(room({ presentation: { at: minute(14) }, votes: { 5: annulled } })).kind, "annulled")
  assert.equal(hallScene(room({ presentation: { at: minute(16) }, votes: { 5: annulled } })).kind, "page")
})

test("a vote annulled while it was open is shown as annulled", () => {
  const annulled = vote({ state: "annulled", annulment: { confirmed_at: minute(12) } })
  assert.equal(hallScene(room({ votes: { 5: annulled } })).kind, "annulled")
})

test("what circulates between meetings is nothing to the hall", () => {
  assert.equal(hallScene(room({ votes: { 5: vote({ manner: "circulation" }) } })).kind, "item")
})

test("a result published to the tablets alone is not on the hall, nor does an older one come back for it", () => {
  const older = { ...published, id: 4, closed_at: minute(10), published_at: minute(11), hall_at: minute(11) }
  const quiet = { ...published, hall_at: null, result: null }
  assert.equal(hallScene(room({ votes: { 4: older, 5: quiet } })).kind, "item")
  assert.equal(hallScene(room({ votes: { 4: older, 5: published } })).vote.id, 5)
  assert.equal(hallScene(room({ votes: { 5: { ...quiet, state: "closed" } } })).kind, "counting")
})

test("a result that the hall has before the tablets is shown, and does not come back when they are given it", () => {
  const passed = new Set()
  const alone = { ...published, state: "closed", published_at: null }
  const both = { ...published, published_at: minute(20) }
  assert.equal(hallScene(room({ presentation: { at: minute(12) }, votes: { 5: alone } }), passed).kind, "result")
  assert.equal(hallScene(room({ presentation: { at: minute(14) }, votes: { 5: alone } }), passed).kind, "page")
  assert.equal(hallScene(room({ votes: { 5: both } }), passed).kind, "item")
})

test("what the hall was told last is shown, though another vote was closed after it", () => {
  const urn = { ...published, id: 4, closed_at: minute(2), published_at: minute(20), hall_at: minute(20) }
  const annulled = { ...urn, state: "annulled", annulment: { confirmed_at: minute(21) } }
  assert.equal(hallScene(room({ votes: { 4: { ...urn, state: "closed", hall_at: null, result: null }, 5: published } })).vote.id, 5)
  assert.equal(hallScene(room({ votes: { 4: urn, 5: published } })).vote.id, 4)
  assert.equal(hallScene(room({ votes: { 4: annulled, 5: published } })).kind, "annulled")
})

test("a result put on the hall after the room had moved on is shown", () => {
  const passed = new Set()
  const presentation = { at: minute(14) }
  assert.equal(hallScene(room({ presentation, votes: { 5: { ...published, hall_at: null, result: null } } }), passed).kind, "page")
  assert.equal(hallScene(room({ presentation, votes: { 5: { ...published, hall_at: minute(15) } } }), passed).kind, "result")
})

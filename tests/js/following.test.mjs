import assert from "node:assert/strict"
import { test } from "node:test"
import { isTurn, looked, lost, moved, NOWHERE, presented, returned } from "../../static/js/docs/following.js"

const at = (paper_id, page, calls = 0) => ({ paper_id, page, by_seat_id: 1, calls })
const place = (paper_id, page) => ({ paper_id, page })

test("when somebody presents, everybody follows", () => {
  const state = presented(NOWHERE, at(7, 1))
  assert.deepEqual(state, { mode: "following", place: place(7, 1) })
})

test("a follower goes where the presenter goes, to other papers too", () => {
  const state = presented(presented(NOWHERE, at(7, 1)), at(8, 4))
  assert.deepEqual(state, { mode: "following", place: place(8, 4) })
})

test("the same place told twice changes nothing", () => {
  const state = presented(NOWHERE, at(7, 1))
  assert.equal(presented(state, { ...at(7, 1), at: "later" }), state)
})

test("turning a page detaches, and the presenter's turns no longer move it", () => {
  const alone = moved(presented(NOWHERE, at(7, 1)), place(7, 2), at(7, 1))
  assert.deepEqual(alone, { mode: "detached", place: place(7, 2), calls: 0 })
  assert.equal(presented(alone, at(7, 9)), alone)
})

test("a touch that turns nothing does not detach", () => {
  const state = presented(NOWHERE, at(7, 1))
  assert.equal(moved(state, place(7, 1), at(7, 1)), state)
})

test("closing the paper while somebody presents is reading alone, too", () => {
  assert.deepEqual(moved(presented(NOWHERE, at(7, 1)), null, at(7, 1)), { mode: "detached", place: null, calls: 0 })
})

test("one step returns to where the presenter is now", () => {
  const alone = moved(presented(NOWHERE, at(7, 1)), place(3, 5), at(7, 1))
  assert.deepEqual(returned(alone, at(7, 12)), { mode: "following", place: place(7, 12) })
})

test("coming by chance to the presenter's page does not attach", () => {
  const alone = moved(presented(NOWHERE, at(7, 1)), place(7, 2), at(7, 1))
  assert.equal(moved(alone, place(7, 1), at(7, 1)).mode, "detached")
})

test("when the presenting ends, the page stays", () => {
  const state = presented(presented(NOWHERE, at(7, 3)), null)
  assert.deepEqual(state, { mode: "alone", place: place(7, 3) })
})

test("a new presentation takes along those who had detached from the last one", () => {
  const alone = moved(presented(NOWHERE, at(7, 1)), place(7, 2), at(7, 1))
  assert.equal(presented(presented(alone, null), at(8, 1)).mode, "following")
})

test("nobody presents: reading is simply reading", () => {
  assert.deepEqual(moved(NOWHERE, place(7, 2), null), { mode: "alone", place: place(7, 2) })
  assert.equal(presented(NOWHERE, null), NOWHERE)
})

test("a paper that is gone is given up, the mode stays", () => {
  assert.deepEqual(lost({ mode: "detached", place: place(7, 2) }), { mode: "detached", place: null })
})

test("the presenter's next page is a turn; another paper, the same page or a reader alone is none", () => {
  const following = presented(NOWHERE, at(7, 1))
  assert.equal(isTurn(following, presented(following, at(7, 2))), true)
  assert.equal(isTurn(following, presented(following, at(8, 2))), false)
  assert.equal(isTurn(following, presented(following, at(7, 1))), false)
  const alone = moved(following, place(7, 5), at(7, 1))
  assert.equal(isTurn(alone, presented(alone, at(7, 2))), false)
  assert.equal(isTurn(NOWHERE, following), false)
})

test("everybody who reads elsewhere is called to the page, once", () => {
  const alone = moved(presented(NOWHERE, at(7, 1, 2)), place(7, 5), at(7, 1, 2))
  assert.equal(presented(alone, at(7, 2, 2)), alone)
  const called = presented(alone, at(7, 2, 3))
  assert.deepEqual(called, { mode: "following", place: place(7, 2) })
  const again = moved(called, place(7, 9), at(7, 2, 3))
  assert.equal(presented(again, at(7, 2, 3)), again)
})

test("who presents turns for everybody, and what the server tells of it moves nothing back", () => {
  const state = presented(NOWHERE, at(7, 1), true)
  assert.deepEqual(state, { mode: "presenting", place: place(7, 1) })
  const turned = moved(state, place(7, 3), at(7, 1), true)
  assert.deepEqual(turned, { mode: "presenting", place: place(7, 3), isOwn: true })
  assert.equal(presented(turned, at(7, 2), true, true), turned)
  assert.equal(presented(turned, at(7, 3), true), turned)
})

test("who presents on two tablets sees on each what was turned to on the other", () => {
  const turned = moved(presented(NOWHERE, at(7, 1), true), place(7, 2), at(7, 1), true)
  assert.deepEqual(presented(turned, at(7, 5), true), { mode: "presenting", place: place(7, 5) })
})

test("who presents and closes the paper reads on alone, and returns to presenting", () => {
  const closed = moved(presented(NOWHERE, at(7, 1), true), null, at(7, 1), true)
  assert.equal(closed.mode, "detached")
  assert.deepEqual(returned(closed, at(7, 1), true), { mode: "presenting", place: place(7, 1) })
})

test("who is taken over from follows like everybody else", () => {
  const mine = presented(NOWHERE, at(7, 1), true)
  assert.deepEqual(presented(mine, at(7, 4), false), { mode: "following", place: place(7, 4) })
})

test("enlarging the page is reading elsewhere; for who reads alone or presents it is nothing", () => {
  const following = presented(NOWHERE, at(7, 1, 1))
  assert.deepEqual(looked(following, at(7, 1, 1)), { mode: "detached", place: place(7, 1), calls: 1 })
  const mine = presented(NOWHERE, at(7, 1), true)
  assert.equal(looked(mine, at(7, 1)), mine)
  assert.equal(looked(NOWHERE, null), NOWHERE)
})

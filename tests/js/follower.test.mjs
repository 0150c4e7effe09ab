import assert from "node:assert/strict"
import { test } from "node:test"
import { Follower, Need } from "../../static/js/core/follower.js"

const fact = (seq, channel = "meeting") => ({ name: "vote:progressed", channel, seq })
const seqs = (facts) => facts.map(({ seq }) => seq)

function following(at = { meeting: 10 }) {
  const follower = new Follower()
  follower.takeSnapshot({ epoch: "a", seqs: at })
  return follower
}

test("a tablet that has joined but knows nothing needs the snapshot", () => {
  assert.equal(new Follower().need, Need.SNAPSHOT)
})

test("what was heard before the snapshot came is applied after it, and only what it lacks", () => {
  const follower = new Follower()
  for (const seq of [9, 10, 11, 12]) assert.deepEqual(follower.hear(fact(seq)), [])
  assert.deepEqual(seqs(follower.takeSnapshot({ epoch: "a", seqs: { meeting: 10 } })), [11, 12])
  assert.equal(follower.need, Need.NOTHING)
})

test("the next fact is applied at once", () => {
  assert.deepEqual(seqs(following().hear(fact(11))), [11])
})

test("a fact heard again is let go", () => {
  const follower = following()
  follower.hear(fact(11))
  assert.deepEqual(follower.hear(fact(11)), [])
  assert.equal(follower.need, Need.NOTHING)
})

test("after a gap nothing is applied until the log fills it, then all in order", () => {
  const follower = following()
  assert.deepEqual(follower.hear(fact(13)), [])
  assert.equal(follower.need, Need.FACTS)
  assert.deepEqual(seqs(follower.takeLog([fact(11), fact(12), fact(13)])), [11, 12, 13])
  assert.equal(follower.need, Need.NOTHING)
})

test("facts that overtook each other are put right without asking", () => {
  const follower = following()
  follower.hear(fact(12))
  assert.deepEqual(seqs(follower.hear(fact(11))), [11, 12])
  assert.equal(follower.need, Need.NOTHING)
})

test("a gap in one channel does not hold up another", () => {
  const follower = following({ meeting: 10, desk: 4 })
  follower.hear(fact(12))
  assert.deepEqual(seqs(follower.hear(fact(5, "desk"))), [5])
  assert.equal(follower.need, Need.FACTS)
})

test("a channel that had told nothing begins at one", () => {
  assert.deepEqual(seqs(following().hear(fact(1, "person"))), [1])
})

test("a heartbeat ahead of what was heard means something was missed", () => {
  const follower = following()
  follower.hearHeartbeat({ channel: "meeting", epoch: "a", seq: 12 })
  assert.equal(follower.need, Need.FACTS)
  follower.takeLog([fact(11), fact(12)])
  assert.equal(follower.need, Need.NOTHING)
})

test("a heartbeat that was overtaken by its own fact asks for nothing", () => {
  const follower = following()
  follower.hearHeartbeat({ channel: "meeting", epoch: "a", seq: 11 })
  follower.hear(fact(11))
  assert.equal(follower.need, Need.NOTHING)
})

test("another epoch means another database: only a snapshot will do", () => {
  const follower = following()
  follower.hearHeartbeat({ channel: "meeting", epoch: "b", seq: 3 })
  assert.equal(follower.need, Need.SNAPSHOT)
  follower.takeSnapshot({ epoch: "b", seqs: { meeting: 3 } })
  assert.equal(follower.need, Need.NOTHING)
  assert.deepEqual(seqs(follower.hear(fact(4))), [4])
})

test("after joining again facts wait for the log", () => {
  const follower = following()
  follower.hold()
  assert.deepEqual(follower.hear(fact(13)), [])
  assert.deepEqual(seqs(follower.takeLog([fact(11), fact(12)])), [11, 12, 13])
})

test("a log that reaches only part of the way leaves the rest to ask for", () => {
  const follower = following()
  follower.hear(fact(14))
  assert.deepEqual(seqs(follower.takeLog([fact(11), fact(12)])), [11, 12])
  assert.equal(follower.need, Need.FACTS)
})

test("what waited when the line was lost is let go: the log has it", () => {
  const follower = following()
  follower.hear(fact(13))
  follower.begin()
  assert.deepEqual(seqs(follower.takeLog([fact(11)])), [11])
  assert.equal(follower.need, Need.NOTHING)
})

test("a fact of another past never passes for the one of its number", () => {
  const follower = following()
  follower.hear(fact(13))
  follower.takeSnapshot({ epoch: "b", seqs: { meeting: 11 } })
  assert.deepEqual(seqs(follower.hear(fact(12))), [12])
  assert.equal(follower.need, Need.NOTHING)
})

test("what was heard while a snapshot was fetched comes after it, though it was read before", () => {
  const follower = following()
  follower.hold()
  for (const seq of [11, 12]) assert.deepEqual(follower.hear(fact(seq)), [])
  assert.deepEqual(seqs(follower.takeSnapshot({ epoch: "a", seqs: { meeting: 10 } })), [11, 12])
})

test("a heartbeat heard while a snapshot was fetched still counts", () => {
  const follower = following()
  follower.hearHeartbeat({ channel: "meeting", epoch: "a", seq: 12 })
  follower.takeSnapshot({ epoch: "a", seqs: { meeting: 11 } })
  assert.equal(follower.need, Need.FACTS)
})

test("whoever holds back needs the log, also when nothing seems to be missing", () => {
  const follower = following()
  follower.hold()
  assert.equal(follower.need, Need.FACTS)
})

import assert from "node:assert/strict"
import { test } from "node:test"
import { createEntries, OUTDATED } from "../../static/js/voting/roll-call-sending.js"

const FOR = { choice: "for" }
const AGAINST = { choice: "against" }
const ABSTAIN = { choice: "abstain" }

// A clerk's desk before a server that answers when told to: desk.asked holds what was sent and is not answered yet.
function desk() {
  const asked = []
  let keys = 0
  const send = (key, id, entry) => new Promise((resolve, reject) => asked.push({ key, id, ...entry, recorded: (revision = entry.revision + 1, answer = entry.answer, more) => resolve({ entry: { answer, revision }, is_replaced: false, ...more }), refused: (error) => reject(error) }))
  return { asked, entries: createEntries({ send, newKey: () => `key ${(keys += 1)}`, tell() {} }) }
}

const outdated = (answer, revision) => Object.assign(new Error("NOT recorded"), { code: OUTDATED, told: { entry: { answer, revision } } })
const settled = () => new Promise((resolve) => setTimeout(resolve))

// Whatever was entered is on its way.
async function entered(entries, ...all) {
  for (const [id, answer, told] of all) entries.send(id, answer, told)
  await settled()
}

test("an entry is made on the one that is seen", async () => {
  const { asked, entries } = desk()
  await entered(entries, [1, FOR, { answer: AGAINST, revision: 4 }], [2, FOR, undefined])
  assert.deepEqual(asked.map(({ id, revision }) => [id, revision]), [[1, 4], [2, 0]])
})

test("what is corrected while it is on its way is made on it, and what was meant in between is never sent", async () => {
  const { asked, entries } = desk()
  await entered(entries, [1, FOR])
  await entered(entries, [1, AGAINST], [1, ABSTAIN])
  assert.equal(asked.length, 1)
  asked[0].recorded()
  await settled()
  assert.deepEqual(asked.slice(1).map(({ answer, revision }) => [answer, revision]), [[ABSTAIN, 1]])
  assert.notEqual(asked[0].key, asked[1].key)
})

test("of a newer entry of another clerk one's own makes no secret", async () => {
  const { asked, entries } = desk()
  await entered(entries, [1, FOR])
  assert.deepEqual(entries.answerOf(1, undefined), FOR)
  asked[0].recorded()
  await settled()
  assert.deepEqual(entries.answerOf(1, { answer: AGAINST, revision: 2 }), AGAINST)
  assert.deepEqual(entries.answerOf(1, { answer: null, revision: 0 }), FOR)
  assert.equal(entries.answerOf(1, { answer: null, revision: 2 }), null)
})

test("what came too late is shown beside what stands, and entered on it only on purpose", async () => {
  const { asked, entries } = desk()
  await entered(entries, [1, FOR])
  asked[0].refused(outdated(AGAINST, 3))
  await settled()
  assert.deepEqual([entries.stateOf(1), entries.answerOf(1), entries.outdated()], ["outdated", AGAINST, [[1, FOR]]])
  assert.equal(asked.length, 1)
  entries.again(1, { answer: ABSTAIN, revision: 4 })
  assert.deepEqual([asked[1].answer, asked[1].revision, asked[1].key === asked[0].key], [FOR, 4, false])
})

test("it may be left as it is", async () => {
  const { asked, entries } = desk()
  await entered(entries, [1, FOR])
  asked[0].refused(outdated(AGAINST, 3))
  await settled()
  entries.leave(1)
  assert.deepEqual([entries.stateOf(1), entries.answerOf(1), entries.outdated()], [null, AGAINST, []])
})

test("a correction made before one heard of the other clerk's entry does not pass it by", async () => {
  const { asked, entries } = desk()
  await entered(entries, [1, FOR])
  await entered(entries, [1, ABSTAIN])
  asked[0].refused(outdated(AGAINST, 3))
  await settled()
  assert.equal(asked[1].revision, 0)
})

test("without an answer the same is tried again under the same key, and a late one may say that it was replaced", async () => {
  const { asked, entries } = desk()
  await entered(entries, [1, FOR])
  asked[0].refused(new Error("no answer"))
  await settled()
  assert.deepEqual([entries.stateOf(1), entries.answerOf(1), entries.errorOf(1)], ["failed", FOR, "no answer"])
  entries.again(1)
  assert.deepEqual([asked[1].key, asked[1].revision], [asked[0].key, 0])
  asked[1].recorded(2, AGAINST, { is_replaced: true })
  await settled()
  assert.deepEqual([entries.stateOf(1), entries.answerOf(1)], ["outdated", AGAINST])
})

test("an entry is taken back as it was seen", async () => {
  const { asked, entries } = desk()
  await entered(entries, [1, FOR])
  asked[0].recorded()
  await settled()
  await entered(entries, [1, null, undefined])
  assert.deepEqual([asked[1].answer, asked[1].revision, entries.answerOf(1)], [null, 1, null])
  asked[1].recorded(2, null)
  await settled()
  await entered(entries, [1, AGAINST, undefined])
  assert.equal(asked[2].revision, 2)
})

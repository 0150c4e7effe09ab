import assert from "node:assert/strict"
import { test } from "node:test"
import { paddedAnswer, sealAnswer } from "../../static/js/voting/sealing.js"
import { OVERHEAD, fetchNoble, seal, unseal } from "../../static/js/voting/urn/sealed-box.js"
import { fromHex, toHex } from "../../static/js/voting/urn/hexadecimal.js"

const noble = await fetchNoble()
const own = noble.x25519.keygen()
const urn_key = toHex(own.publicKey)
const motion = { form: "one", options: ["for", "against", "abstain"], subjects: [], urn_key }
const people = [1, 2, 10].map((id) => ({ id, title: "Ứng cử viên" }))
const election = { form: "picks", options: [], subjects: people, urn_key }
const confidence = { form: "each", options: ["confidence", "no_confidence"], subjects: people, urn_key }

const opened = (sealed) => JSON.parse(new TextDecoder().decode(unseal(noble, sealed, own)))

test("what is sealed comes out of the box as it was put in", async () => {
  for (const [vote, answer] of [
    [motion, { choice: "abstain" }],
    [election, { picks: [2, 10] }],
    [confidence, { each: { 1: "confidence", 2: "no_confidence", 10: "confidence" } }],
  ]) {
    assert.deepEqual(opened(await sealAnswer(vote, answer)), answer)
  }
})

test("every answer to a vote is as long as every other", async () => {
  const sizes = (vote, answers) => Promise.all(answers.map(async (answer) => (await sealAnswer(vote, answer)).length))
  const motions = await sizes(motion, motion.options.map((choice) => ({ choice })))
  assert.deepEqual(motions, Array(3).fill(2 * (OVERHEAD + '{"choice":"against"}'.length)))
  const elections = await sizes(election, [{ picks: [] }, { picks: [10] }, { picks: [1, 2, 10] }])
  assert.equal(new Set(elections).size, 1)
  const each = (option) => ({ each: Object.fromEntries(people.map(({ id }) => [id, option])) })
  assert.equal(new Set(await sizes(confidence, confidence.options.map(each))).size, 1)
})

test("an answer is never cut to fit", () => {
  assert.throws(() => paddedAnswer(motion, { choice: "against", note: "…" }), RangeError)
})

test("the same answer sealed twice looks different", async () => {
  assert.notEqual(await sealAnswer(motion, { choice: "for" }), await sealAnswer(motion, { choice: "for" }))
})

test("a box that was changed, or made for another urn, does not open", () => {
  const message = new TextEncoder().encode("x")
  const sealed = seal(noble, message, urn_key)
  const changed = (sealed[100] === "0" ? "1" : "0") + sealed.slice(101)
  assert.throws(() => unseal(noble, sealed.slice(0, 100) + changed, own))
  assert.throws(() => unseal(noble, seal(noble, message, toHex(noble.x25519.keygen().publicKey)), own))
})

test("a key that is no point of the curve seals nothing", () => {
  assert.throws(() => seal(noble, new Uint8Array(1), "00".repeat(32)))
  assert.throws(() => fromHex("zz"), TypeError)
})

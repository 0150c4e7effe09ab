import assert from "node:assert/strict"
import { test } from "node:test"
import { toHex } from "../../static/js/voting/urn/hexadecimal.js"
import { inGroups, keepKey, keptKey, readWritten } from "../../static/js/voting/urn/own-key.js"
import { sealAnswer } from "../../static/js/voting/sealing.js"
import { agreementBody, checkNumber, countBody, dealBody, fetchCryptography, ownKey, requireAll, sharesBody, taskOf } from "../../static/js/voting/urn/telling.js"

const noble = await fetchCryptography()
const NUMBERS = [1, 2, 3]

// What the server would tell teller `number`, of what all three handed in so far.
function told(hands, number, step, urn_key = null) {
  const sealedFor = (part) => Object.fromEntries(NUMBERS.map((n) => [n, hands[n][part]?.[number]]).filter(([, one]) => one))
  return {
    id: 7,
    number,
    step,
    urn_key,
    tellers: NUMBERS.map((n) => ({
      number: n,
      public_key: hands[n].public_key ?? null,
      commitments: hands[n].commitments ?? null,
      urn_key: hands[n].urn_key ?? null,
      has_shared: Boolean(hands[n].shares),
      count_hash: hands[n].count_hash ?? null,
    })),
    dealt: sealedFor("dealt"),
    shares: sealedFor("shares"),
  }
}

function makeUrn() {
  const own = Object.fromEntries(NUMBERS.map((n) => [n, ownKey(noble)]))
  const hands = Object.fromEntries(NUMBERS.map((n) => [n, { public_key: toHex(own[n].publicKey) }]))
  for (const n of NUMBERS) {
    const { commitments, shares } = dealBody(noble, told(hands, n, "deal"))
    Object.assign(hands[n], { commitments, dealt: shares })
  }
  for (const n of NUMBERS) Object.assign(hands[n], agreementBody(noble, told(hands, n, "agree"), own[n]))
  return { own, hands, urn_key: hands[1].urn_key }
}

test("three tellers make a key, two of them count, and both find the same, what is no answer included", async () => {
  const { own, hands, urn_key } = makeUrn()
  assert.deepEqual(new Set(NUMBERS.map((n) => hands[n].urn_key)), new Set([urn_key]))
  for (const n of [1, 3]) Object.assign(hands[n], sharesBody(noble, told(hands, n, "shares", urn_key), own[n]))
  const vote = { form: "one", options: ["for", "against"], subjects: [], urn_key }
  const given = ["for", "against", "for"].map((choice) => ({ choice }))
  const counted = ["against", "for", "for"].map((choice) => ({ choice })) // in no order that leads back to a ballot
  const sealed = [...(await Promise.all(given.map((answer) => sealAnswer(vote, answer)))), "00".repeat(68)]
  for (const n of [1, 3]) {
    const telling = told(hands, n, "count", urn_key)
    assert.equal(taskOf(telling, hands[n].public_key), "count")
    for (const handed of [sealed, sealed.toReversed()]) assert.deepEqual(await countBody(noble, telling, own[n], handed), { answers: [null, ...counted] })
  }
})

test("the check number is one on all three tablets, and another as soon as a key was changed on the way", () => {
  const { hands, urn_key } = makeUrn()
  const numbers = NUMBERS.map((n) => checkNumber(noble, told(hands, n, "ready", urn_key)))
  assert.match(numbers[0], /^\d{4} \d{4} \d{4}$/)
  assert.deepEqual(new Set(numbers).size, 1)
  hands[2].public_key = toHex(ownKey(noble).publicKey)
  assert.notEqual(checkNumber(noble, told(hands, 1, "ready", urn_key)), numbers[0])
})

test("what a tablet has to do follows from what the three have done", () => {
  const hands = { 1: {}, 2: {}, 3: {} }
  const task = (step, own = "k1", urn_key = null) => taskOf(told(hands, 1, step, urn_key), own)
  assert.equal(task("keys"), "make")
  for (const n of NUMBERS) hands[n].public_key = `k${n}`
  assert.equal(task("keys"), "wait")
  assert.equal(task("keys", null), "lost")
  assert.equal(task("ready", "another"), "lost")
  assert.equal(task("deal"), "deal")
  hands[1].commitments = ["A", "B"]
  assert.equal(task("deal"), "wait")
  assert.equal(task("agree"), "agree")
  hands[1].urn_key = "u"
  assert.equal(task("agree"), "wait")
  Object.assign(hands[2], { urn_key: "u" })
  Object.assign(hands[3], { urn_key: "v" })
  assert.equal(task("agree"), "differ")
  assert.equal(task("ready"), "ready")
  assert.equal(task("shares"), "open")
  hands[1].shares = { 2: "s", 3: "s" }
  assert.equal(task("shares"), "wait")
  hands[3].shares = { 1: "s", 2: "s" }
  assert.equal(task("count"), "count")
  hands[1].count_hash = "h"
  assert.equal(task("count"), "counted")
  hands[3].count_hash = "g"
  assert.equal(task("count"), "differ")
  assert.equal(task("over"), "over")
})

test("a key is kept, written down and typed in again", () => {
  const kept = new Map()
  const storage = { getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => kept.set(name, value) }
  const key = toHex(ownKey(noble).secretKey)
  keepKey(7, 3, key, storage)
  assert.equal(keptKey(7, 3, storage), key)
  assert.equal(keptKey(7, 4, storage), null)
  assert.equal(readWritten(inGroups(key).join(" ").toUpperCase()), key)
  assert.equal(readWritten(key.slice(1)), null)
  assert.throws(() => keepKey(7, 3, key, { getItem: () => null, setItem() {} }))
})

test("a tablet counts no other ballots than those recorded at the close, and says how many it was handed", () => {
  const handed = ["cc", "aa", "bb"]
  const hash = toHex(noble.sha256(new TextEncoder().encode('["aa","bb","cc"]')))
  const published = { number: 3, hash }
  requireAll(noble, { sealed: published }, handed)
  requireAll(noble, { sealed: null }, ["aa"]) // closed before this was recorded
  for (const others of [["aa", "bb"], ["aa", "bb", "cc", "dd"], ["aa", "bb", "dd"], ["aa", "bb", "bb"], []]) {
    assert.throws(() => requireAll(noble, { sealed: published }, others), { name: "OtherBallots", handed: others.length, published: 3 })
  }
})

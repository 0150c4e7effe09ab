import assert from "node:assert/strict"
import { test } from "node:test"
import { ed25519 } from "../../static/vendor/noble/ed25519.js"
import { fetchNoble, seal } from "../../static/js/voting/urn/sealed-box.js"
import { toHex } from "../../static/js/voting/urn/hexadecimal.js"
import { DealtWrongly, addUp, deal, findKey, makeOwnKey, openWithKey, sealShare } from "../../static/js/voting/urn/splitting.js"

const noble = { ...(await fetchNoble()), ed25519 }
const NUMBERS = [1, 2, 3]
const bytes = (text) => new TextEncoder().encode(text)
const text = (found) => found && new TextDecoder().decode(found)

// Three tablets that have made a key together.
function threeTablets(change = () => {}) {
  const own = Object.fromEntries(NUMBERS.map((number) => [number, makeOwnKey(noble)]))
  const publicKeys = Object.fromEntries(NUMBERS.map((number) => [number, toHex(own[number].publicKey)]))
  const deals = Object.fromEntries(NUMBERS.map((number) => [number, deal(noble, publicKeys)]))
  change(deals, publicKeys)
  const commitments = Object.fromEntries(NUMBERS.map((number) => [number, deals[number].commitments]))
  const found = (number) => addUp(noble, own[number], number, pick(deals, (one) => one.shares[number]), commitments)
  return { own, publicKeys, found }
}

const pick = (deals, choose) => Object.fromEntries(NUMBERS.map((number) => [number, choose(deals[number])]))

function keyOf({ own, publicKeys, found }, number, other) {
  const handed = { [other]: sealShare(noble, found(other).share, publicKeys[number]) }
  return findKey(noble, own[number], { number, share: found(number).share }, handed, found(number).urnKey)
}

test("three tablets find one key for the urn, and any two of them open what was sealed for it", () => {
  const tablets = threeTablets()
  const { urnKey } = tablets.found(1)
  assert.deepEqual([2, 3].map((number) => tablets.found(number).urnKey), [urnKey, urnKey])
  const sealed = seal(noble, bytes("abc"), urnKey)
  for (const [number, other] of [[1, 2], [2, 1], [1, 3], [3, 1], [2, 3], [3, 2]]) {
    assert.equal(text(openWithKey(noble, keyOf(tablets, number, other), urnKey, sealed)), "abc")
  }
})

test("twenty urns in a row work: nothing depends on the bits of a key", () => {
  for (let turn = 0; turn < 20; turn += 1) {
    const tablets = threeTablets()
    const { urnKey } = tablets.found(3)
    assert.equal(text(openWithKey(noble, keyOf(tablets, 2, 3), urnKey, seal(noble, bytes(`${turn}`), urnKey))), `${turn}`)
  }
})

test("a tablet that lost everything but its own key finds its share again", () => {
  const tablets = threeTablets()
  const before = tablets.found(2).share
  tablets.own[2] = makeOwnKey(noble, tablets.own[2].secretKey)
  assert.equal(tablets.found(2).share, before)
})

test("one share alone, or one of another urn, leads nowhere", () => {
  const tablets = threeTablets()
  const { urnKey, share } = tablets.found(1)
  const find = (shares) => () => findKey(noble, tablets.own[1], { number: 1, share }, shares, urnKey)
  assert.throws(find({}), /not of this urn/)
  assert.throws(find({ 1: sealShare(noble, share, tablets.publicKeys[1]) }), /not of this urn/)
  assert.throws(find({ 2: sealShare(noble, threeTablets().found(2).share, tablets.publicKeys[1]) }), /not of this urn/)
  assert.throws(find({ 2: sealShare(noble, tablets.found(2).share, tablets.publicKeys[3]) }), /not of this urn/)
})

test("with one bad share among them the good one is used", () => {
  const tablets = threeTablets()
  const { urnKey, share } = tablets.found(1)
  const shares = { 2: "00".repeat(80), 3: sealShare(noble, tablets.found(3).share, tablets.publicKeys[1]) }
  const key = findKey(noble, tablets.own[1], { number: 1, share }, shares, urnKey)
  assert.equal(text(openWithKey(noble, key, urnKey, seal(noble, bytes("x"), urnKey))), "x")
})

for (const [what, change] of [
  ["another point than committed to", (deals, keys) => (deals[2].shares[1] = deal(noble, keys).shares[1])],
  ["a share sealed for somebody else", (deals) => (deals[2].shares[1] = deals[2].shares[3])],
  ["a commitment that is no point", (deals) => (deals[2].commitments[0] = "ff".repeat(32))],
  ["a commitment of nothing", (deals) => (deals[2].commitments[0] = noble.ed25519.Point.ZERO.toHex())],
  // A dealer who chose its part after those of the others would know the whole key.
  ["a part chosen after the others'", (deals) => {
    const { Point } = noble.ed25519
    const minus = (hex) => Point.fromHex(hex).negate()
    const wanted = Point.BASE.multiply(7n)
    deals[2].commitments[0] = wanted.add(minus(deals[1].commitments[0])).add(minus(deals[3].commitments[0])).toHex()
  }],
]) {
  test(`who deals ${what} is named`, () => {
    assert.throws(() => threeTablets(change).found(1), (error) => error instanceof DealtWrongly && error.number === 2)
  })
}

test("what does not open is null for everybody: forged, changed, sealed for another urn, or no point at all", () => {
  const tablets = threeTablets()
  const { urnKey } = tablets.found(1)
  const good = seal(noble, bytes("abc"), urnKey)
  const changed = good.slice(0, -1) + (good.endsWith("0") ? "1" : "0")
  for (const bad of ["", "zz", "00".repeat(70), "ff".repeat(70), changed, seal(noble, bytes("abc"), tablets.publicKeys[1])]) {
    assert.equal(openWithKey(noble, keyOf(tablets, 1, 2), urnKey, bad), null)
    assert.equal(openWithKey(noble, keyOf(tablets, 3, 2), urnKey, bad), null)
  }
})

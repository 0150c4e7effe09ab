// The key of a split urn: made by three tablets together, none of which ever has it, and found again by any two.
// Shamir's sharing over the group of Ed25519, each tablet dealing for itself, checked by Feldman's commitments. Pure, given
// { ed25519 } and the parts of a sealed box.
//
// Each tablet draws a line f(x) = a + bx. Its commitments are A = aG and B = bG; teller number j is dealt f(j), and checks that
// f(j)G = A + jB. The shares of all three add up to points of one line through the urn's key at x = 0, whose public half is
// the sum of the three A.

import { openBox, seal, unseal } from "./sealed-box.js"
import { fromHex, toHex } from "./hexadecimal.js"

// The tablet's own key: the one thing it must keep. → {secretKey, publicKey}, bytes
export function makeOwnKey({ x25519 }, secretKey) {
  return secretKey ? { secretKey, publicKey: x25519.getPublicKey(secretKey) } : x25519.keygen()
}

// publicKeys: {number: hexadecimal} of the three tablets → {commitments, shares: {number: sealed}}
export function deal(noble, publicKeys) {
  const { Point } = noble.ed25519
  const line = [drawScalar(noble), drawScalar(noble)]
  const shares = {}
  for (const [number, publicKey] of Object.entries(publicKeys)) {
    shares[number] = seal(noble, numberToBytes(Point.Fn.create(line[0] + BigInt(number) * line[1])), publicKey)
  }
  return { commitments: line.map((scalar) => Point.BASE.multiply(scalar).toHex()), shares }
}

export class DealtWrongly extends Error {
  constructor(number) {
    super(`what teller ${number} dealt does not fit its commitments`)
    this.number = number
  }
}

// dealt: {number of the dealer: sealed for this tablet}; commitments: {number of the dealer: [A, B]}
// → {share, urnKey: hexadecimal}. Throws DealtWrongly, naming the dealer.
export function addUp(noble, own, number, dealt, commitments) {
  const { Point } = noble.ed25519
  let share = 0n
  let sum = Point.ZERO
  for (const [dealer, [first, second]] of Object.entries(commitments)) {
    const part = readDealt(noble, own, number, dealt[dealer], [first, second])
    if (part === null) throw new DealtWrongly(Number(dealer))
    share = Point.Fn.create(share + part)
    sum = sum.add(Point.fromHex(first))
  }
  return { share, urnKey: toMontgomery(noble, sum) }
}

function readDealt(noble, own, number, sealed, commitments) {
  const { Point } = noble.ed25519
  try {
    const part = readScalar(noble, unseal(noble, sealed, own))
    const [first, second] = commitments.map((hex) => Point.fromHex(hex))
    for (const point of [first, second]) if (!point.isTorsionFree() || point.is0()) return null
    return Point.BASE.multiply(part).equals(first.add(second.multiply(BigInt(number)))) ? part : null
  } catch {
    return null
  }
}

export function sealShare(noble, share, publicKey) {
  return seal(noble, numberToBytes(share), publicKey)
}

// shares: {number: sealed for this tablet} of the others, mine beside them → the urn's key. Throws when no two lead to it.
export function findKey(noble, own, mine, shares, urnKey) {
  for (const [number, sealed] of Object.entries(shares)) {
    const other = { number: BigInt(number), share: readScalarSealed(noble, own, sealed) }
    if (other.share === null || other.number === BigInt(mine.number)) continue
    const key = meet(noble, { number: BigInt(mine.number), share: mine.share }, other)
    if (key !== 0n && toMontgomery(noble, noble.ed25519.Point.BASE.multiply(key)) === urnKey) return key
  }
  throw new Error("these shares are not of this urn")
}

// Where the line through two points meets x = 0.
function meet(noble, one, other) {
  const { Fn } = noble.ed25519.Point
  const over = Fn.inv(Fn.create(other.number - one.number))
  return Fn.create((one.share * other.number - other.share * one.number) * over)
}

// → the plaintext, or null where there is none: whoever else opens the same box finds the same.
export function openWithKey(noble, key, urnKey, sealed) {
  try {
    const sender = fromMontgomery(noble, fromHex(sealed).subarray(0, 32))
    const shared = fromHex(toMontgomery(noble, sender.multiply(key)))
    return openBox(noble, sealed, shared, fromHex(urnKey))
  } catch {
    return null
  }
}

// X25519 knows a point by its u alone; (1 + y) / (1 - y) = u leads from one form of the curve to the other.
function fromMontgomery({ ed25519: { Point } }, bytes) {
  const { Fp } = Point
  const u = Fp.create(bytesToNumber(bytes) & ((1n << 255n) - 1n))
  const y = Fp.div(Fp.sub(u, 1n), Fp.add(u, 1n))
  return Point.fromBytes(Fp.toBytes(y))
}

function toMontgomery({ ed25519 }, point) {
  return toHex(ed25519.utils.toMontgomery(point.toBytes()))
}

// Even to one part in 2^250: 64 random bytes, as Ed25519 itself does it.
function drawScalar({ ed25519: { Point } }) {
  const scalar = Point.Fn.create(bytesToNumber(crypto.getRandomValues(new Uint8Array(64))))
  return scalar === 0n ? 1n : scalar
}

function readScalar({ ed25519: { Point } }, bytes) {
  const number = bytesToNumber(bytes)
  if (bytes.length !== 32 || number === 0n || number >= Point.Fn.ORDER) throw new RangeError("no scalar")
  return number
}

function readScalarSealed(noble, own, sealed) {
  try {
    return readScalar(noble, unseal(noble, sealed, own))
  } catch {
    return null
  }
}

function bytesToNumber(bytes) {
  return BigInt(`0x${toHex(bytes.slice().reverse())}`)
}

function numberToBytes(number) {
  return fromHex(number.toString(16).padStart(64, "0")).reverse()
}

// What a teller's tablet has to do next for a split urn, and the doing of it. No DOM.

import { fetchNoble } from "./sealed-box.js"
import { fromHex, toHex } from "./hexadecimal.js"
import { addUp, deal, findKey, makeOwnKey, openWithKey, sealShare } from "./splitting.js"

const AT_ONCE = 10 // ballots opened before the screen gets its turn

// ownPublic: the public half of the key kept on this tablet, or null
// → "make" and "open" wait for the teller; "deal", "agree" and "count" the tablet does by itself; "lost": the key is not here;
//   "wait", "differ" (the three keys, or two counts), "ready", "counted", "over"
export function taskOf(telling, ownPublic) {
  const { step, tellers, number, shares } = telling
  const me = tellers.find((one) => one.number === number)
  if (step === "over") return "over"
  if (!me.public_key) return "make"
  if (ownPublic !== me.public_key) return "lost"
  if (step === "deal") return me.commitments ? "wait" : "deal"
  if (step === "agree") return taskOfAgreement(tellers, me)
  if (step === "ready") return "ready"
  if (step === "shares" || step === "count") return taskOfCount(step, tellers, me, shares)
  return "wait"
}

function taskOfAgreement(tellers, me) {
  if (tellers.every((one) => one.urn_key)) return "differ"
  return me.urn_key ? "wait" : "agree"
}

function taskOfCount(step, tellers, me, shares) {
  const others = tellers.filter((one) => one !== me)
  if (!me.has_shared) return "open"
  if (me.count_hash) return others.some((one) => one.count_hash && one.count_hash !== me.count_hash) ? "differ" : "counted"
  return step === "count" && others.some((one) => one.has_shared && shares[one.number]) ? "count" : "wait"
}

export async function fetchCryptography() {
  const vendored = [import("../../../vendor/noble/ed25519.js"), import("../../../vendor/noble/sha256.js")]
  const [parts, { ed25519 }, { sha256 }] = await Promise.all([fetchNoble(), ...vendored])
  return { ...parts, ed25519, sha256 }
}

// secret: hexadecimal, or nothing for a fresh one → {secretKey, publicKey}, bytes
export function ownKey(noble, secret) {
  return makeOwnKey(noble, secret && fromHex(secret))
}

export function dealBody(noble, telling) {
  return deal(noble, byNumber(telling, (one) => one.public_key))
}

// Throws DealtWrongly.
export function agreementBody(noble, telling, own) {
  return { urn_key: found(noble, telling, own).urnKey }
}

export function sharesBody(noble, telling, own) {
  const { share } = found(noble, telling, own)
  const others = telling.tellers.filter((one) => one.number !== telling.number)
  return { shares: Object.fromEntries(others.map((one) => [one.number, sealShare(noble, share, one.public_key)])) }
}

function found(noble, { number, dealt, tellers }, own) {
  return addUp(noble, own, number, dealt, Object.fromEntries(tellers.map((one) => [one.number, one.commitments])))
}

// Opens every ballot here. The server judges which of what comes out is an answer, by the same rule as ever.
// onProgress(done): how many so far → {answers}, in an order that tells nothing of the ballots
export async function countBody(noble, telling, own, sealed, onProgress = () => {}) {
  requireAll(noble, telling, sealed)
  const { number, shares, urn_key } = telling
  const key = findKey(noble, own, { number, share: found(noble, telling, own).share }, shares, urn_key)
  const answers = []
  for (const one of sealed) {
    answers.push(readAnswer(openWithKey(noble, key, urn_key, one)))
    if (answers.length % AT_ONCE) continue
    onProgress(answers.length)
    await new Promise((resolve) => setTimeout(resolve))
  }
  return { answers: inOrder(answers) }
}

// The ballots handed out are those that the record published at the close, all of them and no others. Throws OtherBallots.
export function requireAll({ sha256 }, { sealed: published }, sealed) {
  if (!published) return // closed before this was recorded
  const list = new TextEncoder().encode(JSON.stringify([...sealed].sort()))
  if (sealed.length === published.number && toHex(sha256(list)) === published.hash) return
  throw Object.assign(new Error("other ballots than were published"), { name: "OtherBallots", handed: sealed.length, published: published.number })
}

// Sorted: in the order in which it handed out the ballots the server would know whose each is.
function inOrder(answers) {
  return answers.map((answer) => JSON.stringify(answer)).sort().map((words) => JSON.parse(words))
}

function readAnswer(bytes) {
  try {
    const answer = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes))
    return answer !== null && typeof answer === "object" && !Array.isArray(answer) ? answer : null
  } catch {
    return null
  }
}

// Twelve digits that are the same on the three tablets only if nobody between them has changed a key: to be read aloud.
export function checkNumber({ blake2b }, { tellers, urn_key }) {
  const keys = tellers.map((one) => one.public_key).join("")
  const digest = toHex(blake2b(fromHex(keys + urn_key), { dkLen: 8 }))
  return (BigInt(`0x${digest}`) % 10n ** 12n).toString().padStart(12, "0").match(/.{4}/g).join(" ")
}

function byNumber({ tellers }, pick) {
  return Object.fromEntries(tellers.map((one) => [one.number, pick(one)]))
}

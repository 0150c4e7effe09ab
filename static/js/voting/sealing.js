// A secret answer, sealed on the tablet so that nobody between it and the urn can read it, not by its length either.

import { fetchNoble, seal } from "./urn/sealed-box.js"

// To be called as soon as a secret vote is seen: the ballot may be given when the line is bad.
export const getReady = fetchNoble

// answer as in {choice}, {picks} or {each} → hexadecimal. Not the same twice: what is sent again must be what was sent first.
export async function sealAnswer(vote, answer) {
  return seal(await fetchNoble(), paddedAnswer(vote, answer), vote.urn_key)
}

// As many bytes for every answer to this vote; meeting/voting/urn/sealing.py reckons the same.
export function paddedAnswer(vote, answer) {
  const option = vote.options.reduce((longest, one) => (one.length > longest.length ? one : longest), "")
  const longest = {
    one: () => ({ choice: option }),
    picks: () => ({ picks: vote.subjects.map(({ id }) => id) }),
    each: () => ({ each: Object.fromEntries(vote.subjects.map(({ id }) => [id, option])) }),
  }[vote.form]()
  const size = JSON.stringify(longest).length
  const text = JSON.stringify(answer)
  if (text.length > size) throw new RangeError("an answer longer than any that this vote takes")
  return new TextEncoder().encode(text.padEnd(size))
}

// The key that a teller's tablet keeps for one vote: 32 bytes, from which everything else is found again. It lies on this
// device alone, until the vote is counted; what the teller wrote down opens the urn on another.

const name = (voteId, seatId) => `teller-key ${voteId} ${seatId}`

// → hexadecimal, or null
export function keptKey(voteId, seatId, storage = localStorage) {
  return storage.getItem(name(voteId, seatId))
}

// Throws where this browser keeps nothing.
export function keepKey(voteId, seatId, key, storage = localStorage) {
  storage.setItem(name(voteId, seatId), key)
  if (storage.getItem(name(voteId, seatId)) !== key) throw new Error("not kept")
}

export function forgetKey(voteId, seatId, storage = localStorage) {
  storage.removeItem(name(voteId, seatId))
}

// "3fa2 90c1 …", to be written down
export function inGroups(key) {
  return key.match(/.{4}/g)
}

// What was typed from paper → the key, or null
export function readWritten(text) {
  const digits = text.toLowerCase().replace(/[^0-9a-f]/g, "")
  return digits.length === 64 ? digits : null
}

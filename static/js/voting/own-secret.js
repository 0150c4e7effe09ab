// What this tablet sealed in a secret vote, so that its owner can look at it again: in memory only, until the page is left.
// The server cannot say it; its receipt says whether what it holds is still what was sealed here.

const sealed = new Map() // {vote id: {receipt, answer}}

export function rememberSealed(voteId, receipt, answer) {
  sealed.set(voteId, { receipt, answer })
}

// The answer, or null when this tablet does not know what the ballot holds: another device sealed it.
export function recallSealed(voteId, receipt) {
  const known = sealed.get(voteId)
  return known && known.receipt === receipt ? known.answer : null
}

// What is in the ballot the server holds, as far as anybody can know it here.
export function answerIn(ballot) {
  if (!ballot) return null
  return ballot.is_sealed ? recallSealed(ballot.id, ballot.receipt) : ballot.answer
}

// "3f2a 91bc 07de 5512": to be read out and compared.
export function receiptWords(receipt) {
  return receipt?.match(/.{1,4}/g).join(" ") ?? ""
}

// Who was elected, or what was chosen.

import { outcomeWords } from "./outcome-words.js"

// What came of the whole vote, where the names stand beside it: "Chosen" says more of a choice than "Adopted".
export function shortHeadline({ kind }, result) {
  return outcomeWords(isWon(result) ? winners(result)[0].outcome : result.outcome, kind)
}

export function isWon(result) {
  return ["elected", "adopted"].includes(result.outcome) && winners(result).length > 0
}

// For those who tie at the last of them; one where nobody stands for places.
export function placesLeft(result) {
  return Math.max((result.places ?? 1) - winners(result).length, 1)
}

export function winners({ subjects }) {
  return (subjects ?? []).filter(({ outcome }) => outcome === "elected" || outcome === "chosen")
}

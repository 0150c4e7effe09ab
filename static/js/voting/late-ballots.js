// Answers of mine that came too late, each kept until it is understood: the vote may have left the screen by then. Pure: no DOM.

import { signal } from "../core/ui.js"

export const lateBallots = signal([]) // [{vote, message: the server's refusal}], the first to be told first

export function tellTooLate(vote, message) {
  lateBallots.value = [...lateBallots.value.filter((one) => one.vote.id !== vote.id), { vote, message }]
}

export function understand(voteId) {
  lateBallots.value = lateBallots.value.filter(({ vote }) => vote.id !== voteId)
}

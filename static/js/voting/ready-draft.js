// The draft that is about to be opened: its presence and quorum are in view.

import { signal } from "../core/ui.js"

export const ready = signal(null) // its id

export function showDraft(vote) {
  ready.value = vote.id
}

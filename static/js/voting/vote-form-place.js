// Where the form of a vote stands on the desk: beside its columns, so that a tablet that is turned does not throw away what is
// being typed.

import { late } from "../core/on-demand.js"
import { html, signal } from "../core/ui.js"
import { showDraft } from "./ready-draft.js"

const VoteForm = late(() => import("./vote-form.js"), "VoteForm")

const asked = signal(null) // {vote} to change | {draft, itemId} to begin with

export function askForVote(what) {
  asked.value = what
}

export function VoteFormPlace() {
  const { vote, draft, itemId } = asked.value ?? {}
  // What came of a template or of an earlier vote is what the chair wants to open next.
  return html`<${VoteForm} open=${asked.value !== null} vote=${vote} draft=${draft} itemId=${itemId} onClose=${() => (asked.value = null)} onSaved=${draft ? showDraft : undefined} />`
}

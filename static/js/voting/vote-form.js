// Draft a vote, or change a draft: every kind of it, and whatever the server refuses said beside its field.

import { useAct } from "../core/act.js"
import { api } from "../core/api.js"
import { ActFailure, Button } from "../core/button.js"
import { Dialog } from "../core/dialog.js"
import { Failed, Loading } from "../core/empty.js"
import { Field } from "../core/field.js"
import { t } from "../core/i18n.js"
import { Icon } from "../core/icon.js"
import { store } from "../core/store.js"
import { html, useEffect, useRef, useState } from "../core/ui.js"
import { meetingPath } from "../agenda/meeting-path.js"
import { agendaInOrder } from "../agenda/tree.js"
import { Deadline } from "./deadline-fields.js"
import { useMajorityRules } from "./majority-rules.js"
import { Tellers } from "./tellers-choice.js"
import { BLANK, bodyOf, draftOfVote, rulesFor } from "./vote-draft.js"
import { VoteFields } from "./vote-fields.js"

// vote: a draft to change; draft: what a new one begins with; itemId: the item proposed for a new one; onSaved(vote)
export function VoteForm({ open, onClose, vote, draft, itemId, onSaved }) {
  return html`<${Dialog} kind="wide" class="vote-form" open=${open} onClose=${onClose} title=${vote ? t("Change the vote") : draft?.rerun_of_id ? t("Take the vote again") : t("Prepare a vote")}>
    ${open && html`<${Loaded} vote=${vote} draft=${draft} itemId=${itemId} onClose=${onClose} onSaved=${onSaved} />`}
  <//>`
}

function Loaded(props) {
  const { presets, failure, load } = useMajorityRules()
  if (failure) return html`<${Failed} error=${failure} onRetry=${load} />`
  if (!presets) return html`<${Loading} lines=${4} />`
  return html`<${Form} ...${props} presets=${presets} />`
}

function Form({ vote, draft: given, itemId, presets, onClose, onSaved }) {
  const items = agendaInOrder(store.items.value).map(({ item }) => item)
  const [draft, setDraft] = useState(() => begin(vote, given, itemId ?? items[0]?.id, presets))
  const form = useRef(null)
  const save = useAct((key, body) => (vote ? api.put(meetingPath(`/votes/${vote.id}`), body, { key }) : api.post(meetingPath("/votes"), body, { key })), {
    onDone: (answer) => {
      onClose()
      onSaved?.(answer.vote)
    },
  })
  const error = save.error.value
  const refusal = (field) => error?.field?.split(".")[0] === field && error.message
  const atField = error && FIELDS.has(error.field?.split(".")[0])
  // What was refused may stand far up in a long form.
  useEffect(() => {
    if (error) form.current.querySelector(".field-error, .act-failure")?.scrollIntoView({ block: "center" })
  }, [error])
  const sending = save.state.value === "sending"
  const submit = (event) => {
    event.preventDefault()
    save.run(bodyOf(draft))
  }
  const set = (changed) => setDraft({ ...draft, ...changed })
  const seats = Object.values(store.seats.value)
  const earlier = draft.rerun_of_id && store.votes.value[draft.rerun_of_id]
  return html`<form class="stack" ref=${form} onSubmit=${submit} novalidate>
    ${earlier && html`<p class="notice"><${Icon} name="refresh" />${t("Taken again after: {question}. Both stay in the record.", { question: earlier.title })}</p>`}
    <${VoteFields}
      draft=${draft}
      onChange=${setDraft}
      presets=${presets}
      refusal=${refusal}
      refused=${error?.field}
      seats=${seats}
      below=${html`${draft.secrecy === "split" && html`<${Tellers} seats=${seats} value=${draft.tellers} onChange=${(tellers) => set({ tellers })} error=${refusal("tellers")} />`}
        ${draft.manner === "circulation" && html`<${Deadline} value=${draft.deadline_at} onChange=${(deadline_at) => set({ deadline_at })} error=${refusal("deadline_at")} />`}`}
    >
      <${Field} label=${t("Agenda item")} as="select" value=${draft.item_id} onInput=${(id) => set({ item_id: Number(id) })} error=${refusal("item_id")}>
        ${items.map((item) => html`<option key=${item.id} value=${item.id} selected=${item.id === draft.item_id}>${item.number}. ${item.title}</option>`)}
      <//>
    <//>
    ${error && !atField && html`<${ActFailure} error=${error} />`}
    <div class="row vote-form-foot">
      <button class="button button-primary" aria-busy=${sending ? "true" : undefined} disabled=${!draft.title.trim()}>
        ${sending ? t("Sending…") : error?.unanswered ? t("Try again") : vote ? t("Save") : t("Save the draft")}
      </button>
      <${Button} onClick=${onClose}>${t("Cancel")}<//>
      ${error && atField && html`<span class="act-failure"><${Icon} name="alert" />${t("Something in the form has to be put right.")}</span>`}
    </div>
  </form>`
}

const FIELDS = new Set([...Object.keys(BLANK)].filter((name) => name !== "rerun_of_id"))

function begin(vote, given, itemId, presets) {
  if (vote) return draftOfVote(vote)
  const draft = { ...BLANK, item_id: itemId, title: proposal(store.state.items[itemId]), ...given }
  return draft.preset ? draft : { ...draft, preset: rulesFor(draft, presets)[0].preset }
}

// What a resolution's vote is usually called; the chair may write something else.
function proposal(item) {
  return item ? t("Adopt: {title}", { title: item.title }).slice(0, 500) : ""
}

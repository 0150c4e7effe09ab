// Draft a vote, or change a draft: the question, the item it belongs to, the majority it takes and where that is written.

import { api } from "../core/api.js"
import { useAct } from "../core/act.js"
import { ActFailure, Button } from "../core/button.js"
import { Dialog } from "../core/dialog.js"
import { Failed, Loading } from "../core/empty.js"
import { Field } from "../core/field.js"
import { t } from "../core/i18n.js"
import { store } from "../core/store.js"
import { html, signal, useEffect, useId, useState } from "../core/ui.js"
import { meetingPath } from "../agenda/meeting-path.js"
import { agendaInOrder } from "../agenda/tree.js"

// The presets do not change while the page is open.
const rules = signal(null)

// vote: a draft to change, or none for a new one; itemId: the item proposed for a new one
export function VoteForm({ open, onClose, vote, itemId }) {
  return html`<${Dialog} kind="wide" open=${open} onClose=${onClose} title=${vote ? t("Change the vote") : t("Prepare a vote")}>
    ${open && html`<${Form} vote=${vote} itemId=${itemId} onClose=${onClose} />`}
  <//>`
}

function Form({ vote, itemId, onClose }) {
  const [failure, setFailure] = useState(null)
  const load = async () => {
    setFailure(null)
    try {
      rules.value ??= (await api.get("/api/majority-rules")).presets.filter((rule) => rule.kinds.includes("motion"))
    } catch (error) {
      setFailure(error)
    }
  }
  useEffect(() => void load(), [])
  if (failure) return html`<${Failed} error=${failure} onRetry=${load} />`
  if (!rules.value) return html`<${Loading} lines=${4} />`
  return html`<${Questions} vote=${vote} itemId=${itemId} presets=${rules.value} onClose=${onClose} />`
}

function Questions({ vote, itemId, presets, onClose }) {
  const items = agendaInOrder(store.items.value).map(({ item }) => item)
  const [form, setForm] = useState(() => ({
    item_id: vote?.item_id ?? itemId ?? items[0]?.id,
    title: vote?.title ?? proposal(store.state.items[itemId]),
    preset: vote?.rule.preset ?? presets[0].preset,
  }))
  const set = (name) => (value) => setForm((before) => ({ ...before, [name]: value }))
  const save = useAct(
    (key, body) => (vote ? api.put(meetingPath(`/votes/${vote.id}`), body, { key }) : api.post(meetingPath("/votes"), body, { key })),
    { onDone: onClose },
  )
  const error = save.error.value
  const of = (field) => error?.field === field && error.message
  const sending = save.state.value === "sending"
  const submit = (event) => {
    event.preventDefault()
    save.run(form)
  }
  return html`<form class="stack" onSubmit=${submit}>
    <${Field} label=${t("Question put to the vote")} as="textarea" rows="3" required maxlength="500" value=${form.title} onInput=${set("title")} error=${of("title")} />
    <${Field} label=${t("Agenda item")} as="select" value=${form.item_id} onInput=${(id) => set("item_id")(Number(id))} error=${of("item_id")}>
      ${items.map((item) => html`<option key=${item.id} value=${item.id} selected=${item.id === form.item_id}>${item.number}. ${item.title}</option>`)}
    <//>
    <${RuleChoice} presets=${presets} value=${form.preset} onChange=${set("preset")} />
    ${error && !error.field && html`<${ActFailure} error=${error} />`}
    <div class="row vote-form-foot">
      <button class="button button-primary" aria-busy=${sending ? "true" : undefined} disabled=${!form.title.trim()}>
        ${sending ? t("Sending…") : vote ? t("Save") : t("Save the draft")}
      </button>
      <${Button} onClick=${onClose}>${t("Cancel")}<//>
    </div>
  </form>`
}

function RuleChoice({ presets, value, onChange }) {
  const name = useId()
  return html`<fieldset class="rule-choice">
    <legend class="strong">${t("Majority required")}</legend>
    ${presets.map(
      (rule) => html`<label class="check" key=${rule.preset}>
        <input type="radio" name=${name} checked=${rule.preset === value} onChange=${() => onChange(rule.preset)} />
        <span>${t(rule.label)}<small>${t("Source: {source}", { source: t(rule.source) })}</small></span>
      </label>`,
    )}
  </fieldset>`
}

// What a resolution's vote is usually called; the chair may write something else.
function proposal(item) {
  return item ? t("Adopt: {title}", { title: item.title }) : ""
}

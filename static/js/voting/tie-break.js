// People have broken a tie; the desk records how, before the result is published. The software never decides it.

import { useAct } from "../core/act.js"
import { api } from "../core/api.js"
import { ActFailure, Button } from "../core/button.js"
import { Dialog } from "../core/dialog.js"
import { Field } from "../core/field.js"
import { t, tn } from "../core/i18n.js"
import { html, useState } from "../core/ui.js"
import { meetingPath } from "../agenda/meeting-path.js"
import { choiceWords } from "./choices.js"
import { FieldError, RadioList } from "./radio-list.js"
import { placesLeft } from "./winners.js"

const SIDES = ["for", "against"]

export function TieBreakDialog({ open, onClose, vote, result }) {
  return html`<${Dialog} kind="wide" open=${open} onClose=${onClose} title=${t("How the tie was broken")}>
    ${open && html`<${Form} vote=${vote} result=${result} onClose=${onClose} />`}
  <//>`
}

function Form({ vote, result, onClose }) {
  const [method, setMethod] = useState("lot")
  const [chosen, setChosen] = useState([])
  const [side, setSide] = useState(null)
  const [note, setNote] = useState("")
  const act = useAct((key, body) => api.post(meetingPath(`/votes/${vote.id}/tie-break`), body, { key }), { onDone: onClose })
  const error = act.error.value
  const of = (field) => error?.field === field && error.message
  const left = placesLeft(result)
  const isWhole = result.ties.length ? chosen.length === left : side !== null
  const submit = (event) => {
    event.preventDefault()
    act.run({ method, chosen, side, note: note.trim() })
  }
  return html`<form class="stack" onSubmit=${submit} novalidate>
    <p>${vote.title}</p>
    <${RadioList}
      label=${t("It was broken")}
      value=${method}
      onChange=${setMethod}
      options=${[
        { value: "lot", label: t("By drawing lots") },
        { value: "chair", label: t("By the chair"), hint: t("Only where the rules of the body leave it to the chair.") },
      ]}
    />
    ${result.ties.length ? html`<${Chosen} result=${result} left=${left} value=${chosen} onChange=${setChosen} error=${of("chosen")} />` : html`<${RadioList} label=${t("The side that prevails")} value=${side} onChange=${setSide} error=${of("side")} options=${SIDES.map((value) => ({ value, label: choiceWords(value) }))} />`}
    <${Field} label=${t("How it went")} maxlength="500" hint=${t("Who drew, who watched. All of this goes into the signed record and cannot be changed afterwards.")} value=${note} onInput=${setNote} />
    <div class="row">
      <${Button} type="submit" kind="primary" size="large" disabled=${!isWhole} busy=${act.state.value === "sending"}>${act.state.value === "sending" ? t("Sending…") : error?.unanswered ? t("Try again") : t("Record it")}<//>
      <${Button} size="large" onClick=${onClose}>${t("Cancel")}<//>
    </div>
    <${ActFailure} error=${error?.field ? null : error} />
  </form>`
}

function Chosen({ result, left, value, onChange, error }) {
  const tied = result.subjects.filter(({ id }) => result.ties[0].includes(id))
  const toggle = (id) => onChange(value.includes(id) ? value.filter((one) => one !== id) : [...value, id])
  return html`<fieldset class="radio-list" aria-describedby=${error ? "tie-chosen-error" : undefined}>
    <legend class="strong">${tn("Who takes the last place", "Who take the last {count} places", left)}</legend>
    ${tied.map(
      ({ id, title }) => html`<label class="check" key=${id}>
        <input type="checkbox" checked=${value.includes(id)} disabled=${!value.includes(id) && value.length >= left} onChange=${() => toggle(id)} />
        <span>${title}</span>
      </label>`,
    )}
    <${FieldError} id="tie-chosen-error" error=${error} />
  </fieldset>`
}

// Of a vote on several names: which of them the seats, the groups or the list of names are about.

import { Field } from "../core/field.js"
import { t } from "../core/i18n.js"
import { html } from "../core/ui.js"

export function SubjectChoice({ vote, value, onChange }) {
  if (vote.form === "one") return null
  return html`<${Field} as="select" label=${t("Answers about")} value=${value} onInput=${(id) => onChange(Number(id))}>
    ${vote.subjects.map(({ id, title }) => html`<option key=${id} value=${id} selected=${id === value}>${title}</option>`)}
  <//>`
}

// What may stand on a seat, in the order of the legend; what nobody can have answered only where somebody has.
export function choicesShown(vote, answers) {
  const offered = vote.form === "picks" ? ["picked", "not_picked"] : vote.options
  const invalid = answers.some(({ choice }) => choice === "invalid") ? ["invalid"] : []
  return [...offered, "not_cast", ...invalid]
}

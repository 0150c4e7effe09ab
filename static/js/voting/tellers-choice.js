// Three who together keep the key of the urn; any two of them open it.

import { Field } from "../core/field.js"
import { collate, t } from "../core/i18n.js"
import { html } from "../core/ui.js"
import { FieldError } from "./radio-list.js"

const TELLERS = [1, 2, 3]

export function Tellers({ seats, value, onChange, error }) {
  const choose = (at, id) => onChange(TELLERS.map((_, n) => (n === at ? Number(id) || null : (value[n] ?? null))).filter(Boolean))
  return html`<fieldset class="tellers-choice">
    <legend class="strong">${t("Tellers")}</legend>
    <p class="small soft">${t("Each of the three needs an own tablet in this meeting. The vote can be opened once all three have made their part of the key.")}</p>
    <div class="vote-numbers">
      ${TELLERS.map(
        (number, at) => html`<${Field} key=${number} as="select" label=${t("Teller {number}", { number })} value=${value[at] ?? ""} onInput=${(id) => choose(at, id)}>
          <option value="" selected=${!value[at]}>${t("Please choose")}</option>
          ${collate(seats).filter(({ id }) => id === value[at] || !value.includes(id)).map((seat) => html`<option key=${seat.id} value=${seat.id} selected=${seat.id === value[at]}>${seat.name}</option>`)}
        <//>`,
      )}
    </div>
    <${FieldError} error=${error} />
  </fieldset>`
}

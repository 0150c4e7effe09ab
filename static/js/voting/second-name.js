// The second of the two people who answer for what the desk enters. Both names stand in the record.

import { Field } from "../core/field.js"
import { collate, t } from "../core/i18n.js"
import { store } from "../core/store.js"
import { html } from "../core/ui.js"

const DESK = new Set(["chair", "secretary"])

// Of those who are here, the others at the desk; `orAnybody`: and after them everybody else with a seat.
export function besideMe(orAnybody = false) {
  const others = collate(Object.values(store.seats.value).filter((seat) => seat.present && seat.id !== store.me.value.seat_id))
  const desk = others.filter((seat) => DESK.has(seat.role))
  return orAnybody ? [...desk, ...others.filter((seat) => !DESK.has(seat.role))] : desk
}

// none: what it says where nobody is chosen
export function SecondName({ seats, none, value, ...rest }) {
  return html`<${Field} as="select" label=${t("Second person")} value=${value} ...${rest}>
    <option value="" selected=${!value}>${none}</option>
    ${seats.map((seat) => html`<option key=${seat.id} value=${seat.id} selected=${String(seat.id) === value}>${seat.name}</option>`)}
  <//>`
}

// Those who sit in the meeting, to be ticked as candidates.

import { Button } from "../core/button.js"
import { Check } from "../core/check.js"
import { Field } from "../core/field.js"
import { collate, fold, t, tn } from "../core/i18n.js"
import { html, useState } from "../core/ui.js"

export function NamesOfSeats({ seats, onAdd }) {
  const [sought, setSought] = useState("")
  const [ticked, setTicked] = useState([])
  const shown = collate(seats).filter((seat) => fold(`${seat.name} ${seat.title ?? ""}`).includes(fold(sought.trim())))
  const tick = (id, on) => setTicked(on ? [...ticked, id] : ticked.filter((one) => one !== id))
  const add = () => onAdd(collate(seats).filter(({ id }) => ticked.includes(id)).map(({ name, title, label }) => ({ title: name, note: title || label || "" })))
  return html`<div class="subjects-way stack tight">
    <${Field} type="search" label=${t("Find a name")} value=${sought} onInput=${setSought} />
    <div class="names-of-seats" role="group" aria-label=${t("Participants")} tabindex="0">
      ${shown.map((seat) => html`<${Check} key=${seat.id} label=${seat.name} hint=${seat.title || seat.label} checked=${ticked.includes(seat.id)} onChange=${(on) => tick(seat.id, on)} />`)}
      ${!shown.length && html`<p class="soft">${t("Nobody here matches.")}</p>`}
    </div>
    <div class="row"><${Button} kind="primary" icon="plus" disabled=${!ticked.length} onClick=${add}>${ticked.length ? tn("Add {count} name", "Add {count} names", ticked.length) : t("Add the names")}<//></div>
  </div>`
}

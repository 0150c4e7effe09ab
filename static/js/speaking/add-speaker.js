// Put somebody on the list: those present first, found by any part of the name, with or without diacritics.

import { api } from "../core/api.js"
import { ActButton } from "../core/button.js"
import { Badge } from "../core/badge.js"
import { Dialog } from "../core/dialog.js"
import { Empty } from "../core/empty.js"
import { Field } from "../core/field.js"
import { collate, fold, t } from "../core/i18n.js"
import { store } from "../core/store.js"
import { html, useState } from "../core/ui.js"
import { meetingPath } from "../agenda/meeting-path.js"
import { seatWords } from "./seat-words.js"

const MOST = 60

export function AddSpeaker({ open, onClose, waiting }) {
  return html`<${Dialog} open=${open} onClose=${onClose} title=${t("Add somebody to the list")}>
    ${open && html`<${Finder} waiting=${waiting} onClose=${onClose} />`}
  <//>`
}

function Finder({ waiting, onClose }) {
  const [text, setText] = useState("")
  const there = new Set(waiting.map((speech) => speech.seat_id))
  const all = collate(Object.values(store.seats.value))
  const found = [...all.filter((seat) => seat.present), ...all.filter((seat) => !seat.present)].filter(
    (seat) => !text.trim() || fold(seat.name).includes(fold(text.trim())),
  )
  return html`<div class="stack">
    <${Field} label=${t("Find a name")} type="search" value=${text} onInput=${setText} autofocus />
    ${!found.length && html`<${Empty} icon="person" title=${t("Nobody here matches.")} />`}
    <ul class="list add-speaker">
      ${found.slice(0, MOST).map(
        (seat) => html`<li class="list-row" key=${seat.id}>
          <p class="grow">
            <span class="strong">${seat.name}</span> ${!seat.present && html`<${Badge} tone="warn">${t("Absent")}<//>`}
            <small>${seatWords(seat)}</small>
          </p>
          ${there.has(seat.id)
            ? html`<${Badge} tone="info" icon="hand">${t("On the list")}<//>`
            : html`<${ActButton} size="small" icon="plus" act=${(key) => api.post(meetingPath(`/speeches/for/${seat.id}`), {}, { key })} onDone=${onClose}>${t("Add")}<//>`}
        </li>`,
      )}
    </ul>
    ${found.length > MOST && html`<p class="small soft">${t("Type more of the name to see the others.")}</p>`}
  </div>`
}

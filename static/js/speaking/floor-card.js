// Who has the floor: the name, the clock large enough to be read across a table, and what the chair can do about it.

import { api } from "../core/api.js"
import { ActButton } from "../core/button.js"
import { Icon } from "../core/icon.js"
import { t } from "../core/i18n.js"
import { store } from "../core/store.js"
import { html } from "../core/ui.js"
import { meetingPath } from "../agenda/meeting-path.js"
import { FloorClock } from "./floor-clock.js"
import { listOfItem } from "./item-list.js"
import { currentSpeech } from "./queue.js"
import { seatWords } from "./seat-words.js"
import { TimePresets } from "./time-presets.js"

// compact: one line while a vote needs the room
export function FloorCard({ compact }) {
  const speech = currentSpeech(store.speeches.value)
  const next = listOfItem(store.speeches.value, store.meeting.value.current_item_id)[0]
  const running = store.meeting.value.state === "running"
  if (compact) return speech ? html`<section class="floor floor-compact" aria-label=${t("The floor")}><${Compact} key=${speech.id} speech=${speech} /></section>` : null
  return html`<section class="floor" aria-label=${t("The floor")}>
    ${speech ? html`<${Speaking} key=${speech.id} speech=${speech} />` : html`<p class="floor-nobody"><${Icon} name="mic" />${t("Nobody has the floor.")}</p>`}
    ${running && next && html`<${CallNext} speech=${next} />`}
  </section>`
}

const doing = (speech, noun) => (key) => api.post(meetingPath(`/speeches/${speech.id}/${noun}`), {}, { key })

function Compact({ speech }) {
  const seat = store.row("seats", speech.seat_id).value
  return html`<p class="grow floor-compact-name"><${Icon} name="mic" /><span class="strong">${seat?.name}</span></p>
    <${FloorClock} speech=${speech} brief />
    <${ActButton} size="small" icon="stop" aria-label=${t("End the turn")} title=${t("End the turn")} act=${doing(speech, "ending")} />`
}

function Speaking({ speech }) {
  const seat = store.row("seats", speech.seat_id).value
  return html`<div class="floor-speaker">
      <p class="floor-name">${seat?.name}</p>
      <p class="soft small">${seatWords(seat)}</p>
    </div>
    <${FloorClock} speech=${speech} />
    <div class="floor-acts">
      ${speech.state === "speaking"
        ? html`<${ActButton} key="pause" icon="pause" act=${doing(speech, "pause")}>${t("Pause")}<//>`
        : html`<${ActButton} key="resume" kind="primary" icon="play" act=${doing(speech, "resumption")}>${t("Resume")}<//>`}
      <${ActButton} icon="stop" act=${doing(speech, "ending")}>${t("End the turn")}<//>
    </div>
    <${TimePresets} speech=${speech} />`
}

function CallNext({ speech }) {
  const seat = store.row("seats", speech.seat_id).value
  return html`<${ActButton} kind="primary" icon="next" wide act=${(key) => api.post(meetingPath("/speeches/next"), {}, { key })}>
    ${t("Call next: {name}", { name: seat?.name ?? "" })}
  <//>`
}

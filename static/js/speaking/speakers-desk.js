// The hands in their order: call one, move one (drag, buttons or keys), add somebody, take one off.

import { api } from "../core/api.js"
import { useAct } from "../core/act.js"
import { ActButton, ActFailure, Button, IconButton } from "../core/button.js"
import { useDragging } from "../core/dragging.js"
import { Empty } from "../core/empty.js"
import { Icon } from "../core/icon.js"
import { formatTime, t } from "../core/i18n.js"
import { store } from "../core/store.js"
import { announce } from "../core/toast.js"
import { classes, html, useRef, useSignal, useState } from "../core/ui.js"
import { meetingPath } from "../agenda/meeting-path.js"
import { AddSpeaker } from "./add-speaker.js"
import { minutesWords } from "./floor-clock.js"
import { listOfItem } from "./item-list.js"
import { seatWords } from "./seat-words.js"
import { TimePresets } from "./time-presets.js"

// How long a recorded order is shown while its facts are on the way.
const PATIENCE_MS = 2000

export function SpeakersDesk() {
  const [adding, setAdding] = useState(false)
  const [openId, setOpenId] = useState(null)
  const list = useRef(null)
  const known = listOfItem(store.speeches.value, store.meeting.value.current_item_id)
  const { waiting, arrange, error, sending } = useOrder(known)
  useDragging(list, { onDrop: ({ ids }) => arrange(ids) })
  const running = store.meeting.value.state === "running"

  const move = (id, step) => {
    const ids = waiting.map((speech) => speech.id)
    const from = ids.indexOf(id)
    const to = from + step
    if (to < 0 || to >= ids.length) return
    ids.splice(to, 0, ...ids.splice(from, 1))
    arrange(ids)
    announce(t("{name} is now number {place}.", { name: store.state.seats[waiting[from].seat_id]?.name ?? "", place: to + 1 }))
  }

  return html`<div class="speakers-desk">
    ${!waiting.length && html`<${Empty} icon="hand" title=${t("No hands are raised.")} />`}
    <ol class="list hands" ref=${list}>
      ${waiting.map(
        (speech, n) => html`<${Hand}
          key=${speech.id}
          speech=${speech}
          place=${n + 1}
          last=${n === waiting.length - 1}
          open=${speech.id === openId}
          onOpen=${() => setOpenId(speech.id === openId ? null : speech.id)}
          onMove=${(step) => move(speech.id, step)}
        />`,
      )}
    </ol>
    <div class="hands-foot">
      <${ActFailure} error=${error} />
      ${sending && html`<p class="small soft" role="status">${t("Sending…")}</p>`}
      ${running && html`<${Button} icon="plus" onClick=${() => setAdding(true)}>${t("Add somebody")}<//>`}
    </div>
    <${AddSpeaker} open=${adding} onClose=${() => setAdding(false)} waiting=${waiting} />
  </div>`
}

function Hand({ speech, place, last, open, onOpen, onMove }) {
  const seat = store.row("seats", speech.seat_id).value
  const name = seat?.name ?? ""
  const keys = (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (!step) return
    event.preventDefault()
    onMove(step)
  }
  return html`<li class="hand" data-id=${speech.id}>
    <div class="hand-line">
      <button type="button" class="drag-handle" aria-label=${t("Move {name}: up and down keys", { name })} title=${t("Drag to move")} onKeyDown=${keys}>
        <span class="count">${place}</span><${Icon} name="drag" />
      </button>
      <p class="grow">
        <span class="strong">${name}</span>
        <small>${seatWords(seat)}</small>
        <small class="figures">${t("asked {time}", { time: formatTime(speech.requested_at) })}${speech.allotted_seconds ? ` · ${minutesWords(speech.allotted_seconds)}` : ""}</small>
      </p>
      <${ActButton} size="small" icon="mic" act=${(key) => api.post(meetingPath(`/speeches/${speech.id}/beginning`), {}, { key })}>${t("Call")}<//>
      <${IconButton} icon=${open ? "chevron_up" : "more"} label=${t("More for {name}", { name })} aria-expanded=${String(open)} onClick=${onOpen} />
    </div>
    ${open &&
    html`<div class="hand-more">
      <div class="button-group">
        <${Button} size="small" icon="move_up" disabled=${place === 1} aria-label=${t("Move {name} up", { name })} title=${t("Up")} onClick=${() => onMove(-1)} />
        <${Button} size="small" icon="move_down" disabled=${last} aria-label=${t("Move {name} down", { name })} title=${t("Down")} onClick=${() => onMove(1)} />
      </div>
      <${TimePresets} speech=${speech} />
      <${ActButton} size="small" kind="quiet" icon="trash" act=${(key) => api.del(meetingPath(`/speeches/${speech.id}`), { key })}>${t("Take off the list")}<//>
    </div>`}
  </li>`
}

// The order wished is seen at once, and sent; refused, the server's order is back.
function useOrder(known) {
  const wish = useSignal(null)
  const act = useAct((key, order) => api.put(meetingPath("/speeches/order"), { order }, { key }))

  async function arrange(ids) {
    wish.value = ids
    if (act.state.value === "sending") return
    let sent = null
    while (wish.value && wish.value !== sent) {
      sent = wish.value
      const answer = await act.run(sent)
      if (!answer) wish.value = null
    }
    setTimeout(() => wish.value === sent && (wish.value = null), PATIENCE_MS)
  }

  const ids = known.map((speech) => speech.id)
  const fits = wish.value && wish.value.length === ids.length && ids.every((id) => wish.value.includes(id))
  const waiting = fits ? wish.value.map((id) => known.find((speech) => speech.id === id)) : known
  return { waiting, arrange, error: act.error.value, sending: act.state.value === "sending" }
}

// Who is here: by group, one tap per person, with the devices that are connected. 500 rows: each redraws alone.

import { api } from "../core/api.js"
import { useAct } from "../core/act.js"
import { ActFailure } from "../core/button.js"
import { Choice, Field } from "../core/field.js"
import { Dialog } from "../core/dialog.js"
import { Empty } from "../core/empty.js"
import { Icon } from "../core/icon.js"
import { collate, fold, t, tn } from "../core/i18n.js"
import { store } from "../core/store.js"
import { classes, computed, html, useComputed, useState } from "../core/ui.js"
import { meetingPath } from "./meeting-path.js"
import { quorumWords } from "./quorum.js"

// Each row asks for itself alone: one device coming or going redraws one row.
const connected = computed(() => new Set(store.online.value))

const SHOWN = {
  all: () => true,
  absent: (seat) => !seat.present,
  present: (seat) => seat.present,
}

export function AttendanceBoard({ open, onClose }) {
  return html`<${Dialog} kind="wide" class="attendance" open=${open} onClose=${onClose} title=${t("Attendance")}>
    ${open && html`<${Board} />`}
  <//>`
}

function Board() {
  const [which, setWhich] = useState("all")
  const [text, setText] = useState("")
  const seats = Object.values(store.seats.value)
  const { quorum } = store.meeting.value
  const groups = groupSeats(seats.filter((seat) => SHOWN[which](seat) && matches(seat, text)))
  const count = (name) => seats.filter(SHOWN[name]).length
  return html`<div class="stack">
    <p class=${classes("notice", quorum.met ? "notice-good" : "notice-warn")}>
      <${Icon} name=${quorum.met ? "check" : "alert"} />
      <span><strong class="figures">${t("{present} of {base} voting members present.", quorum)}</strong> ${quorumWords(quorum)}</span>
    </p>
    <div class="attendance-tools">
      <${Choice}
        label=${t("Show")}
        hideLabel
        value=${which}
        onChange=${setWhich}
        options=${[
          { value: "all", label: `${t("Everybody")} (${count("all")})` },
          { value: "absent", label: `${t("Absent")} (${count("absent")})` },
          { value: "present", label: `${t("Present")} (${count("present")})` },
        ]}
      />
      <${Field} label=${t("Find a name")} hideLabel type="search" placeholder=${t("Find a name")} value=${text} onInput=${setText} />
    </div>
    ${!groups.length && html`<${Empty} icon="people" title=${t("Nobody here matches.")} />`}
    ${groups.map(
      ([group, members]) => html`<section key=${group} class="attendance-group">
        <h3>${group || t("Without a group")} <span class="soft figures">${members.filter((seat) => seat.present).length}/${members.length}</span></h3>
        <ul class="attendance-seats">${members.map(({ id }) => html`<${SeatToggle} key=${id} id=${id} />`)}</ul>
      </section>`,
    )}
    <p class="small soft">${tn("{count} person is connected with a device.", "{count} people are connected with a device.", store.online.value.length)}</p>
  </div>`
}

function SeatToggle({ id }) {
  const seat = store.row("seats", id).value
  const online = useComputed(() => connected.value.has(id)).value
  const mark = useAct((key, present) => api.put(meetingPath(`/seats/${id}/attendance`), { present }, { key }))
  if (!seat) return null
  const sending = mark.state.value === "sending"
  return html`<li>
    <button
      type="button"
      class=${classes("attendance-seat", seat.present && "is-present")}
      role="switch"
      aria-checked=${String(seat.present)}
      aria-busy=${sending ? "true" : undefined}
      onClick=${() => mark.run(!seat.present)}
    >
      <span class="attendance-mark" aria-hidden="true">${seat.present && html`<${Icon} name="check" />`}</span>
      <span class="grow">
        <span class="strong">${seat.name}</span>
        <small>${[seat.label, seat.title, !seat.votes && t("no vote")].filter(Boolean).join(" · ")}</small>
      </span>
      <span class="attendance-state">
        ${sending ? t("Sending…") : seat.present ? t("Present") : t("Absent")}
        ${online && html`<${Icon} name="device" label=${t("device connected")} />`}
      </span>
    </button>
    <${ActFailure} error=${mark.error.value} />
  </li>`
}

// [[group, seats]]: groups in the order of the seats, people by given name.
function groupSeats(seats) {
  const groups = new Map()
  for (const seat of [...seats].sort((a, b) => a.position - b.position)) {
    groups.set(seat.group, [...(groups.get(seat.group) ?? []), seat])
  }
  return [...groups].map(([group, members]) => [group, collate(members)])
}

function matches(seat, text) {
  return !text.trim() || fold(`${seat.name} ${seat.label}`).includes(fold(text.trim()))
}

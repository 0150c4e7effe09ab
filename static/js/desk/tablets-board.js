// Is everybody ready? Each person's tablets: connected since when, which page they show, whether the ballot is in front of them.

import { Badge } from "../core/badge.js"
import { Dialog } from "../core/dialog.js"
import { Empty, Failed, Loading } from "../core/empty.js"
import { Choice } from "../core/field.js"
import { Icon } from "../core/icon.js"
import { collate, formatTime, t } from "../core/i18n.js"
import { store } from "../core/store.js"
import { html, useState } from "../core/ui.js"
import { voteInRoom } from "../voting/current-vote.js"
import { useDevices } from "./devices.js"

export function TabletsBoard({ open, onClose }) {
  return html`<${Dialog} kind="wide" class="tablets" open=${open} onClose=${onClose} title=${t("Tablets")}>
    ${open && html`<${Board} />`}
  <//>`
}

const WHICH = {
  all: () => true,
  away: ({ devices }) => !devices.length,
  elsewhere: ({ devices, ready }) => devices.length > 0 && !ready,
}

function Board() {
  const { devices, error } = useDevices()
  const [which, setWhich] = useState("all")
  if (!devices) return error ? html`<${Failed} error=${error} />` : html`<${Loading} lines=${6} />`
  const rows = rowsOf(devices)
  const count = (name) => rows.filter(WHICH[name]).length
  const vote = openVote()
  const ready = rows.filter((row) => row.ready).length
  return html`<div class="stack">
    <p class="notice ${ready === rows.length ? "notice-good" : "notice-info"}" role="status">
      <${Icon} name="device" />
      <span>
        <strong class="figures">${t("{count} of {all} people connected.", { count: rows.length - count("away"), all: rows.length })}</strong>
        ${" "}${vote ? t("The ballot is in front of {ready}.", { ready }) : store.presentation.value ? t("The page shown is in front of {ready}.", { ready }) : ""}
      </span>
    </p>
    <${Choice}
      label=${t("Show")}
      hideLabel
      value=${which}
      onChange=${setWhich}
      options=${[
        { value: "all", label: `${t("Everybody")} (${count("all")})` },
        { value: "away", label: `${t("Not connected")} (${count("away")})` },
        { value: "elsewhere", label: `${vote ? t("Without the ballot") : t("Elsewhere")} (${count("elsewhere")})` },
      ]}
    />
    ${error && html`<p class="small soft" role="status">${t("No answer from the server.")} ${t("This is how it was a moment ago.")}</p>`}
    ${!rows.some(WHICH[which]) && html`<${Empty} icon="people" title=${t("Nobody here matches.")} />`}
    <ul class="list tablets-list">${rows.filter(WHICH[which]).map((row) => html`<${Row} key=${row.seat.id} ...${row} />`)}</ul>
  </div>`
}

function Row({ seat, devices, ready }) {
  return html`<li class="list-row">
    <${Icon} name=${ready ? "check" : devices.length ? "device" : "close"} />
    <span class="grow">
      <span class="strong">${seat.name}</span> <small class="soft">${seat.label}</small>
      ${devices.map((device) => html`<small key=${device.device} class="tablets-device">${deviceWords(device)}</small>`)}
    </span>
    ${devices.length === 0 ? html`<${Badge} tone="warn">${t("Not connected")}<//>` : ready && html`<${Badge} tone="good">${t("Ready")}<//>`}
  </li>`
}

function deviceWords({ kind, since, paper_id: paperId, page, vote_id: voteId }) {
  const paper = store.papers.value[paperId]
  return [
    t("{kind}, since {time}", { kind: kind || t("Device"), time: formatTime(since) }),
    paper && t("{paper}, page {page}", { paper: paper.title, page }),
    voteId && t("ballot shown"),
  ]
    .filter(Boolean)
    .join(" · ")
}

// Whoever votes needs the ballot; otherwise whoever is here, the page that is presented.
function rowsOf(devices) {
  const vote = openVote()
  const shown = store.presentation.value
  const isReady = (device) => (vote ? device.vote_id === vote.id : shown ? device.paper_id === shown.paper_id && device.page === shown.page : true)
  const seats = Object.values(store.seats.value).filter((seat) => !vote || seat.votes)
  return collate(seats, (seat) => seat.name).map((seat) => {
    const own = devices.filter((device) => device.seat_id === seat.id)
    return { seat, devices: own, ready: own.some(isReady) }
  })
}

function openVote() {
  return voteInRoom(store.votes.value)
}

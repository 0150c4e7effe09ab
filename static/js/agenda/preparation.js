// One meeting being prepared: agenda and papers, participants, details.

import { AccountMenu } from "../people/account.js"
import { ConnectionDot, waitingWords } from "../core/connection-dot.js"
import { status } from "../core/connection.js"
import { Empty, Failed, Loading } from "../core/empty.js"
import { formatDay, formatTime, t } from "../core/i18n.js"
import { Icon } from "../core/icon.js"
import { mark } from "../core/mark.js"
import { late } from "../core/on-demand.js"
import { store } from "../core/store.js"
import { Tabs } from "../core/tabs.js"
import { classes, html, useEffect, useState } from "../core/ui.js"
import { UploadStrip } from "../docs/upload-strip.js"
import { Receipts } from "../docs/receipts.js"
import { Storage } from "../docs/storage.js"
import { AgendaBuilder } from "./agenda-builder.js"
import { orderRows } from "./agenda-order.js"
import { MeetingActions } from "./meeting-actions.js"
import { MeetingState } from "./meeting-state.js"

const ItemEditor = late(() => import("./item-editor.js"), "ItemEditor")
const SeatsEditor = late(() => import("./seats-editor.js"), "SeatsEditor")
const VoteHistory = late(() => import("../voting/history.js"), "VoteHistory")
const MeetingForm = late(() => import("./meeting-form.js"), "MeetingForm")

const TABS = ["agenda", "seats", "details", "votes", "receipts"]

export function Preparation() {
  const [tab, setTab] = useState(TABS.includes(location.hash.slice(1)) ? location.hash.slice(1) : TABS[0])
  const meeting = store.meeting.value
  const refused = status.value.refused
  // Several meetings may be open in several tabs of the browser.
  useEffect(() => {
    if (meeting) document.title = meeting.title
  }, [meeting?.title])
  return html`<header class="app-bar">
      <img class="app-mark" src=${mark} alt="" />
      <a class="button button-quiet" href="/secretariat"><${Icon} name="back" />${t("Secretariat")}</a>
      <span class="grow"></span>
      <${ConnectionDot} />
      <${AccountMenu} />
    </header>
    <main id="main" class="preparation is-${tab}">
      ${meeting ? html`<${Prepared} meeting=${meeting} tab=${tab} onTab=${setTab} />` : html`<div class="page">${refused ? html`<${Failed} error=${{ message: refused }} onRetry=${() => location.reload()} />` : html`<${Loading} lines=${8} label=${waitingWords(t("Fetching the meeting…"))} />`}</div>`}
    </main>`
}

function Prepared({ meeting, tab, onTab }) {
  const [selected, setSelected] = useState(null)
  const go = (next, thing) => {
    onTab(next)
    // The address keeps the tab, so that a reload comes back to it.
    history.replaceState(null, "", `#${next}`)
    if (next === "agenda" && thing) setSelected(thing.item_id ?? thing.id)
  }
  const counts = { agenda: Object.keys(store.items.value).length, seats: Object.keys(store.seats.value).length }
  const tabs = [
    { id: "agenda", label: t("Agenda and papers"), count: counts.agenda },
    { id: "seats", label: t("Participants"), count: counts.seats },
    { id: "details", label: t("Details") },
    { id: "votes", label: t("Votes") },
    store.may("see_receipts") && { id: "receipts", label: t("Who has read") },
  ].filter(Boolean)
  return html`<div class="preparation-head">
      <div class="grow">
        <p class="row tight"><${MeetingState} state=${meeting.state} /><span class="soft small">${meeting.body}</span></p>
        <h1>${meeting.title}</h1>
        <p class="soft small">${formatDay(meeting.starts_at)}, ${formatTime(meeting.starts_at)}${meeting.place && ` · ${meeting.place}`}</p>
      </div>
      <${MeetingActions} onGo=${go} />
    </div>
    <${UploadStrip} />
    <${Tabs} label=${t("Parts of the preparation")} tabs=${tabs} current=${tab} onSelect=${go}>
      ${tab === "agenda" && html`<${AgendaTab} selected=${selected} onSelect=${setSelected} />`}
      ${tab === "seats" && html`<${SeatsEditor} />`}
      ${tab === "votes" && html`<section class="card" aria-label=${t("Votes of this meeting")}><${VoteHistory} /></section>`}
      ${tab === "receipts" && store.may("see_receipts") && html`<${Receipts} />`}
      ${tab === "details" && html`<div class="stack"><div class="card details"><${MeetingForm} meeting=${meeting} /></div><${Storage} /></div>`}
    <//>`
}

// Wide: the tree and the chosen item side by side. Narrow: one at a time.
function AgendaTab({ selected, onSelect }) {
  const items = store.items.value
  const [parent, setParent] = useState(null)
  const rows = orderRows(items)
  // On a wide screen something is always open: nothing chosen, or the chosen one was removed, means the first.
  const chosen = items[selected] ?? items[rows[0]?.id] ?? null
  const addBelow = () => {
    setParent(chosen)
    onSelect(null)
    // On a narrow screen the field is there only after the tree is shown again.
    requestAnimationFrame(() => document.getElementById("new-agenda-item")?.focus())
  }
  return html`<div class=${classes("agenda-tab", items[selected] && "has-selected")}>
    <${AgendaBuilder} selected=${chosen?.id ?? null} onSelect=${onSelect} parent=${parent} onParent=${setParent} />
    ${chosen && html`<${ItemEditor} key=${chosen.id} item=${chosen} onAddBelow=${addBelow} onBack=${() => onSelect(null)} />`}
    ${!chosen && html`<div class="panel item-editor"><${Empty} icon="file" title=${t("Papers come here")}><p>${t("When there is an item on the agenda, its details and its papers are shown here.")}</p><//></div>`}
  </div>`
}

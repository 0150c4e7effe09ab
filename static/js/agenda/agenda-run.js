// The agenda as the chair goes through it: what is under discussion, what comes next, one tap to go on.

import { api } from "../core/api.js"
import { Badge } from "../core/badge.js"
import { ActButton } from "../core/button.js"
import { secondsSince, useServerNow } from "../core/clock.js"
import { Empty } from "../core/empty.js"
import { Icon } from "../core/icon.js"
import { t } from "../core/i18n.js"
import { store } from "../core/store.js"
import { classes, html, useEffect, useRef } from "../core/ui.js"
import { meetingPath } from "./meeting-path.js"
import { agendaInOrder } from "./tree.js"

// chosenId: the item whose papers and votes the desk shows; onChoose(id)
export function AgendaRun({ chosenId, onChoose }) {
  const rows = agendaInOrder(store.items.value)
  const { state } = store.meeting.value
  return html`<section class="panel agenda-run" aria-labelledby="agenda-title">
    <header class="panel-header"><h2 id="agenda-title">${t("Agenda")}</h2></header>
    <div class="panel-body panel-body-flush">
      ${!rows.length && html`<${Empty} icon="agenda" title=${t("The agenda is empty.")} />`}
      <ol class="list">
        ${rows.map(
          ({ item, depth }) => html`<${Row} key=${item.id} item=${item} depth=${depth} running=${state === "running"} chosen=${item.id === chosenId} onChoose=${onChoose} />`,
        )}
      </ol>
    </div>
    ${state === "running" && rows.length > 0 && html`<${Next} />`}
  </section>`
}

function Row({ item, depth, running, chosen, onChoose }) {
  const ref = useRef(null)
  const current = item.state === "current"
  useEffect(() => {
    if (current) ref.current?.scrollIntoView({ block: "nearest" })
  }, [current])
  return html`<li ref=${ref} class=${classes("agenda-row", `agenda-row-${item.state}`, chosen && "is-chosen")}>
    <button
      type="button"
      class="list-row"
      style=${{ paddingInlineStart: `${1 + Math.min(depth, 3) * 1.1}rem` }}
      aria-current=${current ? "step" : undefined}
      aria-expanded=${String(chosen)}
      onClick=${() => onChoose(item.id)}
    >
      <span class="agenda-number figures">${item.number}</span>
      <span class="grow agenda-title">${item.title}<${Details} item=${item} full=${chosen || current} /></span>
      ${item.state === "done" && html`<${Icon} name="check" label=${t("Discussed")} />`}
    </button>
    ${chosen && running && html`<div class="agenda-acts"><${RowAct} item=${item} /></div>`}
  </li>`
}

// Who presents it only where the chair looks: the list is to be taken in at a glance.
function Details({ item, full }) {
  const minutes = item.state !== "current" && item.minutes && t("{count} min", { count: item.minutes })
  const words = [full && item.presenter, minutes].filter(Boolean).join(" · ")
  return html`${words && html`<small>${words}</small>`}
    ${item.state === "current" && html`<span class="agenda-now"><${Badge} tone="live">${t("Now")}<//><${Elapsed} item=${item} /></span>`}`
}

// Only words for the chair: nothing happens when the planned time is over.
function Elapsed({ item }) {
  useServerNow()
  if (!item.started_at) return null
  const minutes = Math.max(0, Math.floor(secondsSince(item.started_at) / 60))
  const over = item.minutes && minutes >= item.minutes
  const words = item.minutes
    ? t("{minutes} of {planned} min", { minutes, planned: item.minutes })
    : t("{count} min", { count: minutes })
  return html`<small class=${classes("figures", over && "timer-low strong")}>${words}</small>`
}

function RowAct({ item }) {
  if (item.state === "current") {
    return html`<${ActButton} size="small" icon="stop" act=${(key) => api.post(meetingPath(`/items/${item.id}/ending`), {}, { key })}>${t("End this item")}<//>`
  }
  return html`<${ActButton} size="small" icon="play" act=${(key) => api.post(meetingPath(`/items/${item.id}/beginning`), {}, { key })}>
    ${item.state === "done" ? t("Return to this item") : t("Begin this item")}
  <//>`
}

function Next() {
  const next = nextItem(store.items.value, store.meeting.value.current_item_id)
  return html`<footer class="agenda-next">
    <${ActButton} kind="primary" size="large" icon="next" wide disabled=${!next} act=${(key) => api.post(meetingPath("/agenda/next"), {}, { key })}>${t("Next item")}<//>
    ${next ? html`<p class="small soft one-line">${next.number}. ${next.title}</p>` : html`<p class="small soft">${t("This was the last item of the agenda.")}</p>`}
  </footer>`
}

// What "next item" will begin: the first not yet discussed after the current one; the server decides by the same rule.
export function nextItem(items, currentId) {
  const order = agendaInOrder(items).map(({ item }) => item)
  const from = order.findIndex((item) => item.id === currentId) + 1
  return order.slice(from).find((item) => item.state === "pending") ?? null
}

// Who has read: for the secretariat, by paper or by person, as small pictures and as lists.

import { groupsOf } from "../agenda/seat-groups.js"
import { meetingPath } from "../agenda/meeting-path.js"
import { agendaInOrder, papersOf } from "../agenda/tree.js"
import { api } from "../core/api.js"
import { Badge } from "../core/badge.js"
import { Check } from "../core/check.js"
import { Empty, Failed, Loading } from "../core/empty.js"
import { Choice, Field } from "../core/field.js"
import { collate, formatDateTime, t, tn } from "../core/i18n.js"
import { Icon } from "../core/icon.js"
import { store } from "../core/store.js"
import { html, useEffect, useState } from "../core/ui.js"
import { byPaper, byPerson } from "./receipts-summary.js"

const LOOK_AGAIN_MS = 10_000

export function Receipts() {
  const { receipts, failure, load } = useReceipts()
  const [by, setBy] = useState("papers")
  const [group, setGroup] = useState("")
  const [late, setLate] = useState(false)
  const seats = collate(Object.values(store.seats.value))
  const groups = groupsOf(seats)
  const papers = papersInOrder().filter((paper) => !late || paper.late)
  const counted = seats.filter((seat) => !group || seat.group === group)
  const file = `${meetingPath("/receipts.csv")}${group ? `?group=${encodeURIComponent(group)}` : ""}`
  return html`<section class="panel receipts" aria-label=${t("Who has read")}>
    <header class="panel-header">
      <h2>${t("Who has read")}</h2>
      <a class="button button-secondary" href=${file} download><${Icon} name="download" />${t("Save as a table (CSV)")}</a>
    </header>
    <div class="receipts-filters">
      <${Choice} label=${t("Listed by")} value=${by} onChange=${setBy} options=${[{ value: "papers", label: t("Papers"), icon: "file" }, { value: "people", label: t("Participants"), icon: "people" }]} />
      <${Field} label=${t("Group")} as="select" value=${group} onInput=${setGroup}>
        <option value="">${t("All groups")}</option>
        ${groups.map((one) => html`<option key=${one} value=${one} selected=${one === group}>${one}</option>`)}
      <//>
      <${Check} label=${t("Late papers only")} checked=${late} onChange=${setLate} />
    </div>
    ${failure && !receipts && html`<${Failed} error=${failure} onRetry=${load} />`}
    ${failure && receipts && html`<p class="notice notice-warn" role="status"><${Icon} name="alert" />${t("No answer from the server: this may be out of date.")}</p>`}
    ${!receipts && !failure && html`<${Loading} lines=${6} />`}
    ${receipts && (by === "papers" ? html`<${Papers} rows=${byPaper(papers, receipts, counted)} />` : html`<${People} rows=${byPerson(papers, receipts, counted)} />`)}
    <p class="receipts-honest small soft"><${Icon} name="info" />${t("Opened means: on their tablet, for more than a moment. Whether somebody has understood a paper no list can say. Members are told that you see this.")}</p>
  </section>`
}

// Looked at again while somebody looks at it: notes of sixty tablets are not worth a word to the desk each.
function useReceipts() {
  const [receipts, setReceipts] = useState(null)
  const [failure, setFailure] = useState(null)
  const load = () =>
    api.get(meetingPath("/receipts"), { tries: 2 }).then(
      (answer) => (setReceipts(answer.receipts), setFailure(null)),
      (error) => setFailure(error),
    )
  useEffect(() => {
    load()
    const timer = setInterval(() => document.visibilityState === "visible" && load(), LOOK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [])
  return { receipts, failure, load: () => (setFailure(null), load()) }
}

function papersInOrder() {
  return agendaInOrder(store.items.value).flatMap(({ item }) => papersOf(store.papers.value, item.id))
}

function Papers({ rows }) {
  if (!rows.length) return html`<${Empty} icon="file" title=${t("No paper here that somebody could read.")} />`
  return html`<ul class="receipts-list">
    ${rows.map(
      ({ paper, receipt, count, opened, older, missing }) => html`<li key=${paper.id}>
        <details>
          <summary>
            <span class="receipt-what">
              <span class="soft figures">${store.items.value[paper.item_id]?.number}</span> <span class="strong">${paper.title}</span>
              ${paper.late && html` <${Badge} tone="warn" icon="clock">${t("Late")}<//>`}
            </span>
            <${Share} part=${opened.length} all=${count} words=${t("{part} of {all} people have opened it", { part: opened.length, all: count })} />
          </summary>
          <${Names} title=${t("Not opened yet")} seats=${missing} />
          <${Names} title=${t("Know an older version only")} seats=${older.map(({ seat }) => seat)} />
          ${opened.length > 0 && html`<ul class="receipt-people">${opened.map(({ seat, entry }) => html`<li key=${seat.id}><span class="strong">${seat.name}</span> <${Pages} entry=${entry} count=${receipt.page_count} /></li>`)}</ul>`}
        </details>
      </li>`,
    )}
  </ul>`
}

function People({ rows }) {
  if (!rows.length) return html`<${Empty} icon="people" title=${t("Nobody here who could read a paper.")} />`
  return html`<ul class="receipts-list">
    ${rows.map(
      ({ seat, count, opened, papers }) => html`<li key=${seat.id}>
        <details>
          <summary>
            <span class="receipt-what"><span class="strong">${seat.name}</span> <span class="soft small">${seat.group}</span></span>
            <${Share} part=${opened} all=${count} words=${tn("{part} of {count} paper opened", "{part} of {count} papers opened", count, { part: opened })} />
          </summary>
          <ul class="receipt-people">
            ${papers.map(({ paper, receipt, entry }) => html`<li key=${paper.id}><span>${paper.title}</span> <${PaperState} receipt=${receipt} entry=${entry} /></li>`)}
          </ul>
        </details>
      </li>`,
    )}
  </ul>`
}

function PaperState({ receipt, entry }) {
  if (!entry) return html`<${Badge}>${t("Not opened yet")}<//>`
  if (entry.version_id !== receipt.version_id) return html`<${Badge} tone="warn">${t("An older version only")}<//>`
  return html`<${Pages} entry=${entry} count=${receipt.page_count} />`
}

// The words say it to everybody; the bar is for the eye.
function Share({ part, all, words }) {
  return html`<span class="receipt-share progress"><span class="figures">${words}</span><progress value=${part} max=${Math.max(all, 1)} aria-hidden="true"></progress></span>`
}

function Pages({ entry, count }) {
  const seen = Math.min(entry.pages_seen, count)
  return html`<span class="receipt-pages soft small figures" title=${t("First opened {first}, last {last}", { first: formatDateTime(entry.first_opened_at), last: formatDateTime(entry.last_opened_at) })}>
    <progress value=${seen} max=${Math.max(count, 1)} aria-hidden="true"></progress>
    ${t("{seen} of {count} pages", { seen, count })} · ${formatDateTime(entry.last_opened_at)}
  </span>`
}

function Names({ title, seats }) {
  if (!seats.length) return null
  return html`<p class="receipt-names"><span class="strong">${title}</span> <span class="count">${seats.length}</span>: ${seats.map(({ name }) => name).join(", ")}</p>`
}

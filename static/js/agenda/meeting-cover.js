// The meeting when no paper is open: what, when, where, how far it has come, and the agenda with its papers.

import { Icon } from "../core/icon.js"
import { Empty } from "../core/empty.js"
import { formatDay, formatTime, t } from "../core/i18n.js"
import { html } from "../core/ui.js"
import { AgendaTree } from "./agenda-tree.js"
import { ItemHeader } from "./item-header.js"

// under(item): papers and votes below an item; seat: mine, if I have one
export function MeetingCover({ meeting, items, seat, under, notice }) {
  const current = items[meeting.current_item_id]
  return html`<div class="cover page stack">
    <header class="cover-head">
      <p class="cover-body">${meeting.body}</p>
      <h1>${meeting.title}</h1>
      <p class="row cover-facts">
        <span class="row tight"><${Icon} name="calendar" /><time datetime=${meeting.starts_at}>${formatTime(meeting.starts_at)} · ${formatDay(meeting.starts_at)}</time></span>
        ${meeting.place && html`<span class="row tight"><${Icon} name="desk" />${meeting.place}</span>`}
        ${seat?.label && html`<span class="row tight"><${Icon} name="person" />${t("Your seat: {label}", { label: seat.label })}</span>`}
      </p>
    </header>
    <${MeetingState} meeting=${meeting} />
    ${notice}
    ${current && html`<section class="card cover-current"><${ItemHeader} item=${current} current />${under(current)}</section>`}
    <section class="stack tight">
      <h2>${t("Agenda")}</h2>
      ${Object.keys(items).length
        ? html`<div class="card cover-agenda"><${AgendaTree} items=${items} currentId=${meeting.current_item_id} under=${under} /></div>`
        : html`<${Empty} icon="agenda" title=${t("The agenda is still empty.")} />`}
    </section>
  </div>`
}

function MeetingState({ meeting }) {
  if (meeting.state === "ended") {
    return html`<p class="notice"><${Icon} name="check" />${t("The meeting ended at {time}. Its papers can still be read.", { time: formatTime(meeting.ended_at) })}</p>`
  }
  if (meeting.state === "published") return html`<p class="notice"><${Icon} name="clock" />${t("The meeting has not begun. You can read the papers already.")}</p>`
  if (meeting.state === "draft") return html`<p class="notice notice-warn"><${Icon} name="info" />${t("This meeting is a draft: only the chair and the secretaries see it.")}</p>`
  return null
}

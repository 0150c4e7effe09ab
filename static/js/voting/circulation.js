// An opinion that is asked for between meetings: who has replied, who has not, until when; reminding, more time, closing.

import { useAct } from "../core/act.js"
import { api } from "../core/api.js"
import { Badge } from "../core/badge.js"
import { ActButton, ActFailure, Button } from "../core/button.js"
import { serverNow, useServerNow } from "../core/clock.js"
import { Dialog } from "../core/dialog.js"
import { Icon } from "../core/icon.js"
import { collate, formatDateTime, formatNumber, t, tn } from "../core/i18n.js"
import { Progress } from "../core/progress.js"
import { store } from "../core/store.js"
import { announce } from "../core/toast.js"
import { html, useState } from "../core/ui.js"
import { meetingPath } from "../agenda/meeting-path.js"
import { Deadline } from "./deadline-fields.js"
import { ElectorateDialog } from "./electorate-dialog.js"
import { CloseButton } from "./open-card.js"

export function Circulating({ vote }) {
  useServerNow()
  const [extending, setExtending] = useState(false)
  const [choosing, setChoosing] = useState(false) // who is asked
  const { cast = [], missing = [] } = store.turnouts.value[vote.id] ?? {}
  const over = Date.parse(vote.deadline_at) <= serverNow()
  const remind = (key) => api.post(meetingPath(`/votes/${vote.id}/reminders`), {}, { key })
  const reminded = ({ reminded: count }) => announce(tn("{count} member was reminded.", "{count} members were reminded.", count))
  return html`<p class="row tight"><${Badge} tone=${over ? "warn" : "live"} icon="clock">${over ? t("The time to answer is over") : t("Going round")}<//> <span class="small">${t("Answers until {time}", { time: formatDateTime(vote.deadline_at) })}</span></p>
    ${over && html`<p class="notice notice-warn"><${Icon} name="alert" />${t("No answer is taken any longer. Close the vote to count it, or give more time.")}</p>`}
    <div class="turnout">
      <p class="turnout-figures figures"><strong>${formatNumber(cast.length)}</strong> / ${formatNumber(cast.length + missing.length)} <span>${t("members have replied")}</span></p>
      <${Progress} label=${t("Replies")} hideLabel value=${cast.length} max=${Math.max(cast.length + missing.length, 1)} />
    </div>
    <div class="row tight">
      ${!over && missing.length > 0 && html`<${ActButton} icon="refresh" act=${remind} onDone=${reminded}>${tn("Remind {count} member", "Remind {count} members", missing.length)}<//>`}
      <${Button} icon="clock" onClick=${() => setExtending(true)}>${t("Give more time…")}<//>
      <${Button} icon="people" onClick=${() => setChoosing(true)}>${t("Let in or recuse…")}<//>
    </div>
    ${vote.reminded_at && html`<p class="small soft">${t("Last reminded at {time}", { time: formatDateTime(vote.reminded_at) })}</p>`}
    <${CloseButton} vote=${vote} words=${t("Close and count")} />
    <${Names} title=${t("Not replied")} ids=${missing} icon="clock" open />
    <${Names} title=${t("Replied")} ids=${cast} icon="check" />
    <p class="small soft">${t("What they answered, and their comments, are seen here once the vote is closed.")}</p>
    <${Dialog} open=${extending} onClose=${() => setExtending(false)} title=${t("Give more time")}>${extending && html`<${Extension} vote=${vote} onClose=${() => setExtending(false)} />`}<//>
    <${ElectorateDialog} open=${choosing} onClose=${() => setChoosing(false)} vote=${vote} />`
}

function Names({ title, ids, icon, open }) {
  const seats = collate(ids.map((id) => store.seats.value[id]).filter(Boolean))
  if (!seats.length) return null
  return html`<details class="turnout-names" open=${open}>
    <summary><${Icon} name=${icon} /><span class="strong">${title}</span> <span class="count">${seats.length}</span></summary>
    <ul>${seats.map((seat) => html`<li key=${seat.id}>${seat.name}${seat.title && html` <small>${seat.title}</small>`}</li>`)}</ul>
  </details>`
}

function Extension({ vote, onClose }) {
  const [moment, setMoment] = useState(vote.deadline_at)
  const act = useAct((key, deadline_at) => api.put(meetingPath(`/votes/${vote.id}/deadline`), { deadline_at }, { key }), { onDone: onClose })
  const error = act.error.value
  const atField = error?.field === "deadline_at"
  return html`<form class="stack" novalidate onSubmit=${(event) => (event.preventDefault(), moment && act.run(moment))}>
    <p class="soft">${t("Until now: {time}. A deadline can only be extended.", { time: formatDateTime(vote.deadline_at) })}</p>
    <${Deadline} value=${vote.deadline_at} onChange=${setMoment} error=${atField && error.message} />
    <div class="row">
      <${Button} type="submit" kind="primary" disabled=${!moment} busy=${act.state.value === "sending"}>${act.state.value === "sending" ? t("Sending…") : error?.unanswered ? t("Try again") : t("Give more time")}<//>
      <${Button} onClick=${onClose}>${t("Cancel")}<//>
    </div>
    <${ActFailure} error=${atField ? null : error} />
  </form>`
}

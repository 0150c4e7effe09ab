// Telling an item of this meeting what an opinion by circulation of an earlier one came to. Not there where nothing was circulated.

import { meetingPath } from "../agenda/meeting-path.js"
import { useAct } from "../core/act.js"
import { api } from "../core/api.js"
import { ActButton, ActFailure, Button } from "../core/button.js"
import { Choice, Field } from "../core/field.js"
import { formatDay, t } from "../core/i18n.js"
import { store } from "../core/store.js"
import { html, useEffect, useState } from "../core/ui.js"
import { ReportedOutcome } from "./reported-results.js"
import { purposeWords, useReports } from "./reports.js"

const PURPOSES = ["information", "ratification"]
const CHANGES = { information: () => t("Only for information"), ratification: () => t("To be ratified instead") }

export function ReportsEditor({ item }) {
  const { reports, untold } = useReports(item.id)
  const offered = useOffered()
  const all = [...reports, ...untold]
  const left = offered.filter(({ vote_id }) => !all.some((report) => report.vote_id === vote_id))
  const ended = store.meeting.value.state === "ended"
  if (!all.length && (ended || !left.length)) return null
  return html`<section class="panel reports-editor" aria-label=${t("Results of opinions by circulation")}>
    <header class="panel-header"><h3>${t("Results of opinions by circulation")}${all.length > 0 && html` <span class="count">${all.length}</span>`}</h3></header>
    <div class="panel-body stack">
      <p class="small soft">${t("Whoever may see the papers of this item sees the question, the numbers and the outcome. Who answered what, the comments and the signed record stay in the meeting where it was taken.")}</p>
      ${all.length > 0 &&
      html`<ul class="list">
        ${reports.map((report) => html`<${Row} key=${report.id} report=${report} path=${pathOf(item, report.vote_id)} fixed=${ended} />`)}
        ${untold.map((report) => html`<${Untold} key=${report.id} path=${pathOf(item, report.vote_id)} fixed=${ended} />`)}
      </ul>`}
      ${!ended && left.length > 0 && html`<${Add} key=${left.length} item=${item} offered=${left} />`}
    </div>
  </section>`
}

function pathOf(item, voteId) {
  return meetingPath(`/items/${item.id}/reported-results/${voteId}`)
}

function useOffered() {
  const [offered, setOffered] = useState([])
  const bodyId = store.meeting.value.body_id
  useEffect(() => {
    // Without an answer nothing is offered; it is asked again with the next item.
    api.get(meetingPath("/reportable-results"), { tries: 2 }).then(({ results }) => setOffered(results), () => {})
  }, [bodyId])
  return offered
}

function Row({ report, path, fixed }) {
  const { vote, meeting, purpose } = report
  const other = PURPOSES.find((one) => one !== purpose)
  return html`<li class="list-row">
    <span class="grow stack tight">
      <span>${vote.title}</span>
      <span class="row tight small"><${ReportedOutcome} vote=${vote} /><span class="soft">${meeting.title} · ${purposeWords(purpose)}</span></span>
    </span>
    ${!fixed && html`<${ActButton} kind="quiet" size="small" icon="edit" act=${(key) => api.put(path, { purpose: other }, { key })}>${CHANGES[other]()}<//>
      <${ActButton} kind="quiet" size="small" icon="trash" aria-label=${t("Take “{title}” off this item", { title: vote.title })} act=${(key) => api.del(path, { key })}>${t("Take it off")}<//>`}
  </li>`
}

// Nothing of it is told any more, not even its question; it can still be taken away.
function Untold({ path, fixed }) {
  return html`<li class="list-row">
    <span class="grow">${t("A result that nobody sees here any more: one of the two meetings belongs to another body by now, or the earlier one was withdrawn.")}</span>
    ${!fixed && html`<${ActButton} kind="quiet" size="small" icon="trash" act=${(key) => api.del(path, { key })}>${t("Take it off")}<//>`}
  </li>`
}

function Add({ item, offered }) {
  const [voteId, setVoteId] = useState(String(offered[0].vote_id))
  const [purpose, setPurpose] = useState("information")
  const act = useAct((key, id, body) => api.put(pathOf(item, id), body, { key }))
  return html`<div class="stack tight">
    <${Field} as="select" label=${t("Published result of an earlier meeting")} value=${voteId} onInput=${setVoteId}>
      ${offered.map(({ vote_id: id, title, closed_at: at, meeting }) => html`<option key=${id} value=${id} selected=${String(id) === voteId}>${title} – ${meeting.title}, ${formatDay(at)}</option>`)}
    <//>
    <${Choice} wrap label=${t("Told for what")} value=${purpose} onChange=${setPurpose} options=${PURPOSES.map((value) => ({ value, label: purposeWords(value) }))} />
    <div class="row"><${Button} icon="plus" busy=${act.state.value === "sending"} onClick=${() => act.run(Number(voteId), { purpose })}>${t("Put it on this item")}<//></div>
    <${ActFailure} error=${act.error.value} />
  </div>`
}

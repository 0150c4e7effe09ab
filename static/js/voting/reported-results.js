// What opinions by circulation of an earlier meeting came to, told on an item of this one: in a line, and unfolded in numbers.

import { Badge } from "../core/badge.js"
import { Failed } from "../core/empty.js"
import { formatDateTime, t } from "../core/i18n.js"
import { Icon } from "../core/icon.js"
import { html } from "../core/ui.js"
import { Numbers } from "./history-row.js"
import { outcomeIcon, outcomeTone, outcomeWords } from "./outcome-words.js"
import { purposeWords, useReports } from "./reports.js"

export function ReportedResults({ itemId }) {
  const { reports, failure, retry } = useReports(itemId)
  if (failure && !reports.length) return html`<${Failed} error=${failure} onRetry=${retry} />`
  if (!reports.length) return null
  return html`<ul class="reported-results" aria-label=${t("Results of opinions by circulation")}>
    ${reports.map((report) => html`<li key=${report.id}><${Reported} report=${report} /></li>`)}
  </ul>`
}

function Reported({ report }) {
  const { vote, meeting } = report
  return html`<details class="reported-result">
    <summary>
      <${Icon} name="ballot" />
      <span class="grow stack tight">
        <span class="paper-title">${vote.title}</span>
        <span class="row tight small"><${ReportedOutcome} vote=${vote} /><span class="soft">${t("Opinion by circulation")} · ${purposeWords(report.purpose)}</span></span>
      </span>
      <${Icon} name="chevron_down" />
    </summary>
    <div class="stack tight">
      ${vote.state === "annulled" && html`<p class="notice notice-bad"><${Icon} name="alert" />${t("This result has been annulled since: it no longer counts.")}</p>`}
      <${Numbers} vote=${vote} result=${vote.result} />
      <p class="small soft">${t("Counted on {time}; taken in: {meeting}. Who answered what, and the signed record, are there.", { time: formatDateTime(vote.closed_at), meeting: meeting.title })}</p>
      ${report.is_open_to_you && html`<p><a class="button button-small button-secondary" href=${`/meetings/${meeting.id}`}><${Icon} name="external" /><span class="button-label">${t("Go to that meeting")}</span></a></p>`}
    </div>
  </details>`
}

export function ReportedOutcome({ vote }) {
  if (vote.state === "annulled") return html`<${Badge} tone="bad" icon="close">${t("Annulled")}<//>`
  const { outcome } = vote.result
  return html`<${Badge} tone=${outcomeTone(outcome)} icon=${outcomeIcon(outcome)}>${outcomeWords(outcome)}<//>`
}

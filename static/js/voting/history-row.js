// One vote in a list of votes that are over: its question, what it came to, its numbers with their base.

import { Badge } from "../core/badge.js"
import { formatDateTime, formatNumber, formatPercent, t } from "../core/i18n.js"
import { classes, html } from "../core/ui.js"
import { choiceWords } from "./choices.js"
import { Hemicycle } from "./hemicycle.js"
import { outcomeIcon, outcomeTone, outcomeWords } from "./outcome-words.js"
import { baseWords } from "./rule-words.js"

// where: what stands above the question; children: what stands below the numbers
export function HistoryRow({ vote, where, children }) {
  const { result, state } = vote
  const annulled = state === "annulled"
  return html`<li class=${classes("list-row", "history-row", annulled && "is-annulled")}>
    ${result && vote.form === "one" && html`<${Hemicycle} counts=${{ ...result.counts, not_cast: result.not_cast }} />`}
    <div class="grow stack tight">
      <p class="small soft">${where}</p>
      <h3 class="history-question">${vote.title}</h3>
      <p class="row tight">
        ${annulled && html`<${Badge} tone="bad" icon="close">${t("Annulled")}<//>`}
        ${result ? html`<span class="history-outcome"><${Badge} tone=${outcomeTone(result.outcome)} icon=${outcomeIcon(result.outcome)}>${outcomeWords(result.outcome)}<//></span>` : html`<${Badge}>${t("Result to be published")}<//>`}
        ${vote.is_consultative && html`<${Badge} tone="info">${t("Consultative")}<//>`}
        ${state === "closed" && result && html`<${Badge} tone="warn" icon="lock">${t("Only the desk sees this result")}<//>`}
        <span class="small soft">${formatDateTime(vote.closed_at)}</span>
      </p>
      ${result && html`<${Numbers} vote=${vote} result=${result} />`}
      ${children}
    </div>
  </li>`
}

function Numbers({ vote, result }) {
  const whole = html`<p class="small soft">${t("Ballots cast: {cast} of {electorate} · percentages of {number} {base}", {
    cast: formatNumber(result.cast),
    electorate: formatNumber(result.electorate),
    number: formatNumber(result.base.number),
    base: baseWords(result.base.kind),
  })}</p>`
  if (!result.subjects.length) return html`<p class="figures">${countsWords(vote.options, result)}</p>${whole}`
  return html`<ul class="history-subjects">
      ${result.subjects.map((subject) => html`<li key=${subject.id}><strong>${subject.title}</strong>: <span class="figures">${countsWords(Object.keys(subject.counts), subject)}</span> – ${outcomeWords(subject.outcome)}</li>`)}
    </ul>
    ${whole}`
}

// "For 32 (80,00%), Against 8 (20,00%)"
function countsWords(options, { counts, percent }) {
  return options.map((option) => `${choiceWords(option)} ${formatNumber(counts[option])}${percent[option] == null ? "" : ` (${formatPercent(percent[option])})`}`).join(", ")
}

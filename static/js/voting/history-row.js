// One vote in a list of votes that are over: its question, what it came to, its numbers with their base.

import { Badge } from "../core/badge.js"
import { formatDateTime, formatNumber, formatPercent, t, tn } from "../core/i18n.js"
import { classes, html } from "../core/ui.js"
import { choiceWords } from "./choices.js"
import { countsOf, Hemicycle } from "./hemicycle.js"
import { brokenWords, outcomeIcon, outcomeTone } from "./outcome-words.js"
import { baseWords } from "./rule-words.js"
import { subjectOutcomeWords } from "./subject-outcome.js"
import { byRank } from "./subjects-order.js"
import { shortHeadline } from "./winners.js"

// where: what stands above the question; children: what stands below the numbers
export function HistoryRow({ vote, where, children }) {
  const { result, state } = vote
  const annulled = state === "annulled"
  return html`<li class=${classes("list-row", "history-row", annulled && "is-annulled")}>
    ${result && vote.form === "one" && html`<${Hemicycle} counts=${countsOf(result)} />`}
    <div class="grow stack tight">
      <p class="small soft">${where}</p>
      <h3 class="history-question">${vote.title}</h3>
      <p class="row tight">
        ${annulled && html`<${Badge} tone="bad" icon="close">${t("Annulled")}<//>`}
        ${result ? html`<span class="history-outcome"><${Badge} tone=${outcomeTone(result.outcome)} icon=${outcomeIcon(result.outcome)}>${shortHeadline(vote, result)}<//></span>` : !annulled && html`<${Badge}>${vote.hall_at ? t("Result shown in the hall") : t("Result to be published")}<//>`}
        ${vote.is_consultative && html`<${Badge} tone="info">${t("Consultative")}<//>`}
        ${state === "closed" && result && (vote.hall_at ? html`<${Badge} tone="info" icon="present">${t("In the hall only")}<//>` : html`<${Badge} tone="warn" icon="lock">${t("Only the desk sees this result")}<//>`)}
        <span class="small soft">${formatDateTime(vote.closed_at)}</span>
      </p>
      ${result && html`<${Numbers} vote=${vote} result=${result} />`}
      ${children}
    </div>
  </li>`
}

export function Numbers({ vote, result }) {
  const whole = html`<p class="small soft">${t("Ballots cast: {cast} of {electorate} · percentages of {base} ({number})", {
    cast: formatNumber(result.cast),
    electorate: formatNumber(result.electorate),
    number: formatNumber(result.base.number),
    base: baseWords(result.base.kind),
  })}${result.invalid > 0 && ` · ${t("invalid: {count}", { count: formatNumber(result.invalid) })}`}</p>${result.tie_break && html`<p class="small">${brokenWords(result.tie_break)}</p>`}`
  if (!result.subjects.length) return html`<p class="figures">${countsWords(vote.options, result)}</p>${whole}`
  return html`<ul class="history-subjects">
      ${byRank(result.subjects).map((subject) => html`<li key=${subject.id}><strong>${subject.title}</strong>: <span class="figures">${vote.form === "picks" ? pickedWords(subject) : countsWords(vote.options, subject)}</span>${subject.outcome !== "counted" && ` – ${subjectOutcomeWords(vote, subject)}`}</li>`)}
    </ul>
    ${whole}`
}

// "For 32 (80,00%), Against 8 (20,00%)"
function countsWords(options, { counts, percent }) {
  return options.map((option) => `${choiceWords(option)} ${formatNumber(counts[option] ?? 0)}${inBrackets(percent?.[option])}`).join(", ")
}

function pickedWords({ counts, percent }) {
  const number = counts.picked ?? 0
  return `${tn("{count} vote received", "{count} votes received", number)}${inBrackets(percent?.picked)}`
}

function inBrackets(percent) {
  return percent == null ? "" : ` (${formatPercent(percent)})`
}

// A bar for each name: of the ballots that chose it, or of what it was given, with its outcome beside it.

import { Icon } from "../core/icon.js"
import { formatNumber, formatPercent, tn } from "../core/i18n.js"
import { classes, html } from "../core/ui.js"
import { BarGround, BarLegend, BarLine } from "./bar-legend.js"
import { measuresOf, partsOf } from "./bar-measures.js"
import { ChoiceMark, choiceWords } from "./choices.js"
import { outcomeIcon, outcomeTone } from "./outcome-words.js"
import { Legend, StackedBar } from "./stacked-bar.js"
import { subjectOutcomeWords } from "./subject-outcome.js"
import { byRank, countedChoices } from "./subjects-order.js"

export function SubjectsBars({ vote, result }) {
  const choices = countedChoices(vote)
  const measures = measuresOf(vote, result)
  const counted = result.invalid > 0 ? [...choices, "invalid", "not_cast"] : [...choices, "not_cast"]
  return html`<div class="subjects-bars">
    ${choices.length > 1 && html`<${Legend} choices=${counted} />`}
    <ol class="subject-list">
      ${byRank(result.subjects).map(
        (subject) => html`<li key=${subject.id} class=${classes("subject", `subject-${outcomeTone(subject.outcome)}`)}>
          <p class="subject-head"><span class="subject-title">${subject.title}</span><${SubjectOutcome} vote=${vote} subject=${subject} /></p>
          ${choices.length > 1 ? html`<${StackedBar} parts=${partsOf(vote, result, subject)} measures=${measures} />` : html`<${PickedBar} number=${subject.counts.picked ?? 0} measures=${measures} />`}
          <p class="subject-numbers figures">${choices.map((choice) => html`<${NumberOf} key=${choice} choice=${choice} subject=${subject} alone=${choices.length === 1} />`)}</p>
        </li>`,
      )}
    </ol>
    <${BarLegend} vote=${vote} measures=${measures} result=${result} />
  </div>`
}

export function SubjectOutcome({ vote, subject }) {
  const { outcome } = subject
  if (!outcome || outcome === "counted") return null
  return html`<span class="subject-outcome subject-outcome-${outcomeTone(outcome)}"><${Icon} name=${outcomeIcon(outcome)} />${subjectOutcomeWords(vote, subject)}</span>`
}

function PickedBar({ number, measures }) {
  return html`<div class="result-bar-track" aria-hidden="true">
    <${BarGround} measures=${measures} />
    <span class="result-bar-fill result-bar-picked" style=${{ width: `${(number / measures.whole) * 100}%` }} />
    <${BarLine} measures=${measures} />
  </div>`
}

function NumberOf({ choice, subject, alone }) {
  const number = subject.counts[choice] ?? 0
  const percent = subject.percent?.[choice]
  return html`<span class="subject-number">
    ${alone ? html`<strong>${tn("{count} vote received", "{count} votes received", number)}</strong>` : html`<${ChoiceMark} choice=${choice} /><span class="visually-hidden">${choiceWords(choice)}</span> <strong>${formatNumber(number)}</strong>`}
    ${percent != null && html` <span class="soft">(${formatPercent(percent)})</span>`}
  </span>`
}

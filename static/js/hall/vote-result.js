// A vote after it was closed, for the whole hall: waiting for its result, the result in large numbers, or annulled.

import { Icon } from "../core/icon.js"
import { formatNumber, formatPercent, t } from "../core/i18n.js"
import { classes, html } from "../core/ui.js"
import { AnnulmentWords } from "../voting/annulled.js"
import { BarGround, BarLegend, BarLine } from "../voting/bar-legend.js"
import { measuresOf, partsOf } from "../voting/bar-measures.js"
import { ChoiceMark, choiceWords, resultWords } from "../voting/choices.js"
import { countsOf, Hemicycle } from "../voting/hemicycle.js"
import { outcomeIcon, outcomeTone } from "../voting/outcome-words.js"
import { requiredWords, tiesWords, wonWords } from "../voting/result.js"
import { baseWords } from "../voting/rule-words.js"
import { Legend, StackedBar } from "../voting/stacked-bar.js"
import { SubjectOutcome } from "../voting/subjects-bars.js"
import { byRank, countedChoices } from "../voting/subjects-order.js"
import { shortHeadline } from "../voting/winners.js"
import { usePaged } from "./paged.js"
import { questionSize } from "./question.js"
import { VoteMarks } from "./vote-marks.js"

// On one screen: as many as there is room for, where each has one line or needs two.
const NAMES = 7
const LONG_NAMES = 5
const LONG = 36 // characters

export function Counting({ vote }) {
  return html`<div class="hall-vote">
    <p class="hall-banner hall-banner-quiet"><${Icon} name="lock" />${t("Voting is closed")}</p>
    <${VoteMarks} vote=${vote} />
    <h1 class=${questionSize(vote.title)}>${vote.title}</h1>
    <p class="hall-cast-words">${t("The chair will announce the result.")}</p>
  </div>`
}

export function HallAnnulled({ vote }) {
  return html`<div class="hall-vote hall-annulled">
    <p class="hall-banner hall-banner-bad"><${Icon} name="close" />${t("The vote is annulled")}</p>
    <h1 class=${questionSize(vote.title)}><s>${vote.title}</s></h1>
    <div class="hall-annulment"><${AnnulmentWords} vote=${vote} /></div>
  </div>`
}

export function HallResult({ vote }) {
  const { result } = vote
  const Numbers = vote.form === "one" ? Answers : Names
  return html`<div class="hall-result">
    <div><h1 class=${questionSize(vote.title)}>${vote.title}</h1><${VoteMarks} vote=${vote} /></div>
    <${Numbers} vote=${vote} result=${result} />
    <div class=${classes("hall-outcome", `hall-outcome-${outcomeTone(result.outcome)}`)}>
      <p class="hall-outcome-words"><${Icon} name=${outcomeIcon(result.outcome)} />${shortHeadline(vote, result)}</p>
      <p>
        ${[vote.form === "one" && t("{count} for", { count: formatNumber(result.counts.for) }), requiredWords(vote, result)].filter(Boolean).join(" · ")}
        ${wonWords(result) && html`<br />${wonWords(result)}`}
        ${tiesWords(vote, result).map((words) => html`<br />${words}`)}
      </p>
    </div>
  </div>`
}

function Answers({ vote, result }) {
  const counts = countsOf(result)
  return html`<div class="hall-result-parts">
    <${Hemicycle} counts=${counts} />
    <table class="hall-table figures">
      <caption class="visually-hidden">${t("Result of the vote: {question}", { question: vote.title })}</caption>
      <tbody>
        ${[...vote.options, "not_cast", "invalid"].filter((choice) => choice in counts).map(
          (choice) => html`<tr key=${choice} class="hall-row-${choice}">
            <th scope="row"><${ChoiceMark} choice=${choice} />${resultWords(vote, choice)}</th>
            <td>${formatNumber(counts[choice])}</td>
            <td class="hall-percent">${result.percent[choice] == null ? "" : formatPercent(result.percent[choice])}</td>
          </tr>`,
        )}
      </tbody>
      <tfoot>
        <tr><td colspan="3">${percentWords(result)}</td></tr>
      </tfoot>
    </table>
  </div>`
}

function percentWords({ base: { number, kind } }) {
  return t("Percentages of {base} ({number})", { number: formatNumber(number), base: baseWords(kind) })
}

function Names({ vote, result }) {
  const choices = countedChoices(vote)
  const isLong = choices.length > 1 || result.subjects.some(({ title }) => title.length > LONG)
  const [shown, paging] = usePaged(byRank(result.subjects), isLong ? LONG_NAMES : NAMES)
  const measures = measuresOf(vote, result)
  const decided = result.subjects.some(({ outcome }) => outcome !== "counted")
  return html`<div class=${classes("hall-subjects", choices.length > 1 && "hall-subjects-each")}>
    ${choices.length > 1 && html`<${Legend} choices=${[...choices, ...(result.invalid > 0 ? ["invalid"] : []), "not_cast"]} />`}
    <table class="hall-table hall-subject-table figures">
      <caption class="visually-hidden">${t("Result of the vote: {question}", { question: vote.title })}</caption>
      <tbody>
        ${shown.map(
          (subject) => html`<tr key=${subject.id} class="subject-${outcomeTone(subject.outcome)}">
            <th scope="row">${vote.form === "picks" && html`<span class="hall-subject-rank">${subject.rank}.</span> `}${subject.title}</th>
            <td class="hall-subject-bar">${choices.length > 1 ? html`<${StackedBar} parts=${partsOf(vote, result, subject)} measures=${measures} />` : html`<${PickedBar} share=${(subject.counts.picked ?? 0) / measures.whole} measures=${measures} />`}</td>
            ${choices.map(
              (choice) => html`<td key=${choice}>
                <span class="hall-subject-number">${choices.length > 1 && html`<${ChoiceMark} choice=${choice} /><span class="visually-hidden">${choiceWords(choice)}</span>`}${formatNumber(subject.counts[choice] ?? 0)}</span>
                ${subject.percent?.[choice] != null && html`<small>${formatPercent(subject.percent[choice])}</small>`}
              </td>`,
            )}
            ${decided && html`<td class="hall-subject-outcome"><${SubjectOutcome} vote=${vote} subject=${subject} /></td>`}
          </tr>`,
        )}
      </tbody>
    </table>
    <div class="hall-subject-foot">
      <${BarLegend} vote=${vote} measures=${measures} result=${result}>${measures.base === null && html`<li>${percentWords(result)}</li>`}<//>
      ${paging}
    </div>
  </div>`
}

function PickedBar({ share, measures }) {
  return html`<div class="hall-picked-bar" aria-hidden="true">
    <${BarGround} measures=${measures} />
    <div style=${{ transform: `scaleX(${share})` }} />
    <${BarLine} measures=${measures} />
  </div>`
}

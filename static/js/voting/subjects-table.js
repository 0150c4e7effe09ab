// The numbers of a vote on several names as a table, in the order in which they came out.

import { formatNumber, formatPercent, t } from "../core/i18n.js"
import { classes, html } from "../core/ui.js"
import { ChoiceMark, choiceWords } from "./choices.js"
import { outcomeTone } from "./outcome-words.js"
import { turnoutWords } from "./result.js"
import { baseWords } from "./rule-words.js"
import { SubjectOutcome } from "./subjects-bars.js"
import { byRank, countedChoices } from "./subjects-order.js"

export function SubjectsTable({ vote, result }) {
  const choices = countedChoices(vote)
  const { base } = result
  const ranked = vote.form === "picks"
  const decided = result.subjects.some(({ outcome }) => outcome !== "counted")
  return html`<div class="table-scroll" tabindex="0" role="region" aria-label=${t("Result of the vote: {question}", { question: vote.title })}>
    <table class="result-table subjects-table">
      <caption class="visually-hidden">${t("Result of the vote: {question}", { question: vote.title })}</caption>
      <thead>
        <tr>
          ${ranked && html`<th scope="col" class="number">${t("Rank")}</th>`}
          <th scope="col">${vote.kind === "choice" ? t("Option") : t("Name")}</th>
          ${choices.map((choice) => html`<th scope="col" class="number" key=${choice}>${choice === "picked" ? t("Votes received") : html`<span class="result-choice"><${ChoiceMark} choice=${choice} />${choiceWords(choice)}</span>`}</th>`)}
          ${decided && html`<th scope="col">${t("Outcome")}</th>`}
        </tr>
      </thead>
      <tbody>
        ${byRank(result.subjects).map(
          (subject) => html`<tr key=${subject.id} class=${classes(`subject-${outcomeTone(subject.outcome)}`)}>
            ${ranked && html`<td class="number">${subject.rank}</td>`}
            <th scope="row">${subject.title}</th>
            ${choices.map((choice) => html`<td class="number" key=${choice}><strong>${formatNumber(subject.counts[choice] ?? 0)}</strong>${subject.percent?.[choice] != null && html`<br /><span class="small soft">${formatPercent(subject.percent[choice])}</span>`}</td>`)}
            ${decided && html`<td><${SubjectOutcome} vote=${vote} subject=${subject} /></td>`}
          </tr>`,
        )}
      </tbody>
      <tfoot>
        <tr>
          <td colspan=${1 + choices.length + ranked + decided}>
            ${t("Percentages of {base} ({number})", { number: formatNumber(base.number), base: baseWords(base.kind) })} · ${turnoutWords(result)}
            ${" · "}${t("did not vote: {count}", { count: formatNumber(result.not_cast) })}
            ${result.blank > 0 && html` · ${t("blank: {count}", { count: formatNumber(result.blank) })}`}
            ${result.invalid > 0 && html` · ${t("invalid: {count}", { count: formatNumber(result.invalid) })}`}
          </td>
        </tr>
      </tfoot>
    </table>
  </div>`
}

// How each group of the house answered: a stacked bar for each, and its numbers.

import { formatNumber, t } from "../core/i18n.js"
import { html, useState } from "../core/ui.js"
import { ChoiceMark, choiceWords } from "./choices.js"
import { answersBySeat, countByGroup } from "./seat-answers.js"
import { StackedBar } from "./stacked-bar.js"
import { SubjectChoice, choicesShown } from "./subject-choice.js"

export function ResultByGroup({ vote, result, seats }) {
  const [subjectId, setSubjectId] = useState(vote.subjects?.[0]?.id)
  const answers = answersBySeat(vote, result, subjectId, seats) ?? []
  const choices = choicesShown(vote, answers)
  return html`<div class="by-group">
    <${SubjectChoice} vote=${vote} value=${subjectId} onChange=${setSubjectId} />
    <div class="table-scroll" tabindex="0" role="region" aria-label=${t("Answers by group")}>
      <table class="result-table group-table">
        <caption class="visually-hidden">${t("Answers by group")}</caption>
        <thead>
          <tr>
            <th scope="col">${t("Group")}</th>
            ${choices.map((choice) => html`<th scope="col" class="number" key=${choice}><span class="result-choice"><${ChoiceMark} choice=${choice} />${choiceWords(choice)}</span></th>`)}
          </tr>
        </thead>
        <tbody>
          ${countByGroup(answers, seats).map(
            ({ group, counts }) => html`<tr key=${group}>
              <th scope="row">
                ${group || t("No group")}
                <${StackedBar} parts=${choices.map((choice) => ({ choice, number: counts[choice] ?? 0 }))} />
              </th>
              ${choices.map((choice) => html`<td class="number strong" key=${choice}>${formatNumber(counts[choice] ?? 0)}</td>`)}
            </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </div>`
}

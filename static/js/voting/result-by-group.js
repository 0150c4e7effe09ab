// How each group of the house answered: a stacked bar for each, and its numbers.

import { formatNumber, t } from "../core/i18n.js"
import { html, useState } from "../core/ui.js"
import { ChoiceMark, resultWords } from "./choices.js"
import { groupChoices, groupNumbers, groupParts } from "./group-numbers.js"
import { StackedBar } from "./stacked-bar.js"
import { SubjectChoice } from "./subject-choice.js"

export function ResultByGroup({ vote, result }) {
  const [subjectId, setSubjectId] = useState(vote.subjects?.[0]?.id)
  const choices = groupChoices(vote, result)
  return html`<div class="by-group">
    <${SubjectChoice} vote=${vote} value=${subjectId} onChange=${setSubjectId} />
    <div class="table-scroll" tabindex="0" role="region" aria-label=${t("Answers by group")}>
      <table class="result-table group-table">
        <caption class="visually-hidden">${t("Answers by group")}</caption>
        <thead>
          <tr>
            <th scope="col">${t("Group")}</th>
            ${choices.map((choice) => html`<th scope="col" class="number" key=${choice}><span class="result-choice"><${ChoiceMark} choice=${choice} />${resultWords(vote, choice)}</span></th>`)}
            <th scope="col" class="number">${t("Total")}</th>
          </tr>
        </thead>
        <tbody>
          ${groupNumbers(vote, result, subjectId).map(
            ({ group, electorate, numbers }) => html`<tr key=${group}>
              <th scope="row">
                ${group || t("No group")}
                <${StackedBar} parts=${groupParts(choices, electorate, numbers)} />
              </th>
              ${choices.map((choice) => html`<td class="number strong" key=${choice}>${formatNumber(numbers[choice])}</td>`)}
              <td class="number">${formatNumber(electorate)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </div>`
}

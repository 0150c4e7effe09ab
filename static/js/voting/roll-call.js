// Who answered what, by name, as the rolls of the house have it.

import { collate, t } from "../core/i18n.js"
import { html, useState } from "../core/ui.js"
import { ChoiceMark, resultWords } from "./choices.js"
import { answersBySeat } from "./seat-answers.js"
import { SubjectChoice, choicesShown } from "./subject-choice.js"

export function RollCall({ vote, result, seats, ownSeatId }) {
  const [subjectId, setSubjectId] = useState(vote.subjects?.[0]?.id)
  const answers = answersBySeat(vote, result, subjectId, seats) ?? []
  const named = (choice) => collate(answers.filter((answer) => answer.choice === choice).map(({ seat_id }) => seats[seat_id]).filter(Boolean))
  const groups = choicesShown(vote, answers).map((choice) => [choice, named(choice)]).filter(([, list]) => list.length)
  return html`<div class="roll-call">
    <${SubjectChoice} vote=${vote} value=${subjectId} onChange=${setSubjectId} />
    ${groups.map(
      ([choice, list]) => html`<section key=${choice} aria-label=${resultWords(vote, choice)}>
        <h3><${ChoiceMark} choice=${choice} />${resultWords(vote, choice)} <span class="count">${list.length}</span></h3>
        <ul>${list.map((seat) => html`<li key=${seat.id}>${seat.name}${seat.id === ownSeatId && html` <strong>(${t("you")})</strong>`}</li>`)}</ul>
      </section>`,
    )}
  </div>`
}

// An answer in words, whatever its form: one word, the names chosen, or the names under what they were given.

import { tn } from "../core/i18n.js"
import { html } from "../core/ui.js"
import { blankWords, groupedAnswers, titlesOf } from "./answers.js"
import { ChoiceMark, choiceWords } from "./choices.js"

export function AnswerList({ vote, answer }) {
  if (answer.choice !== undefined) return html`<p class="answer-list"><${ChoiceMark} choice=${answer.choice} /><strong>${choiceWords(answer.choice)}</strong></p>`
  if (answer.picks && !answer.picks.length) return html`<p class="answer-list answer-blank"><${ChoiceMark} choice="blank" /><strong>${blankWords(vote)}</strong></p>`
  if (answer.picks) return html`<${Titles} choice="picked" titles=${titlesOf(vote, answer.picks)} />`
  return html`<div class="answer-groups">
    ${groupedAnswers(vote, answer).map(
      ({ choice, titles }) => html`<section key=${choice} class="answer-group">
        <p class="answer-group-words"><${ChoiceMark} choice=${choice} /><strong>${choiceWords(choice)}</strong> <span class="small soft">${tn("{count} name", "{count} names", titles.length)}</span></p>
        <ul>${titles.map((title) => html`<li key=${title}>${title}</li>`)}</ul>
      </section>`,
    )}
  </div>`
}

function Titles({ choice, titles }) {
  return html`<ul class="answer-list answer-titles">
    ${titles.map((title) => html`<li key=${title}><${ChoiceMark} choice=${choice} /><strong>${title}</strong></li>`)}
  </ul>`
}

// The result of a vote as a member sees it: in words and bars, the own answer, and who voted how.

import { t } from "../core/i18n.js"
import { html } from "../core/ui.js"
import { choiceWords } from "./choices.js"
import { VoteResult } from "./result.js"
import { ResultBars } from "./result-bars.js"
import { RollCall } from "./roll-call.js"

export function PublishedResult({ vote, ballot, seats }) {
  return html`<div class="stack">
    <${VoteResult} vote=${vote} result=${vote.result} wide />
    <${ResultBars} vote=${vote} result=${vote.result} />
    ${ballot && html`<p>${t("Your answer: {choice}", { choice: choiceWords(ballot.answer?.choice) })}</p>`}
    <${RollCall} vote=${vote} result=${vote.result} seats=${seats} />
  </div>`
}

// The whole screen says it, whatever stands there by now: this answer is not in the count. Nobody may go home believing otherwise.

import { Button } from "../core/button.js"
import { Dialog } from "../core/dialog.js"
import { Icon } from "../core/icon.js"
import { t } from "../core/i18n.js"
import { store } from "../core/store.js"
import { html } from "../core/ui.js"
import { answerWords } from "./answers.js"
import { lateBallots, understand } from "./late-ballots.js"

export function TooLate() {
  const [told] = lateBallots.value
  const vote = told && (store.votes.value[told.vote.id] ?? told.vote)
  const close = () => told && understand(told.vote.id)
  return html`<${Dialog}
    open=${Boolean(told)}
    onClose=${close}
    title=${t("NOT counted")}
    kind="full"
    class="too-late"
    actions=${html`<${Button} kind="primary" size="large" wide onClick=${close}>${t("I have understood")}<//>`}
  >
    ${told && html`<${Words} vote=${vote} message=${told.message} ballot=${standing(vote)} />`}
  <//>`
}

// An earlier answer of mine stands, unless the whole vote was annulled.
function standing(vote) {
  return vote.state === "annulled" ? null : store.ballots.value[vote.id]
}

function Words({ vote, message, ballot }) {
  return html`<div class="too-late-words">
    <${Icon} name="alert" />
    <p class="strong">${message}</p>
    ${ballot?.answer && html`<p>${t("Counted for you: {choice}", { choice: answerWords(vote, ballot.answer) })}</p>`}
    ${ballot?.is_sealed && html`<p>${t("Counted for you: the ballot you sealed before.")}</p>`}
  </div>`
}

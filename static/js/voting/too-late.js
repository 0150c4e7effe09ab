// The whole screen says it: this answer is not in the count. Nobody may go home believing otherwise.

import { Button } from "../core/button.js"
import { Dialog } from "../core/dialog.js"
import { Icon } from "../core/icon.js"
import { t } from "../core/i18n.js"
import { html } from "../core/ui.js"
import { answerWords } from "./answers.js"

// message: the server's refusal, or null; ballot: an earlier answer of mine, which stands unless the whole vote was annulled
export function TooLate({ vote, message, ballot, onClose }) {
  const stands = vote.state === "annulled" ? null : ballot
  return html`<${Dialog}
    open=${message !== null}
    onClose=${onClose}
    title=${t("NOT counted")}
    kind="full"
    class="too-late"
    actions=${html`<${Button} kind="primary" size="large" wide onClick=${onClose}>${t("I have understood")}<//>`}
  >
    <div class="too-late-words">
      <${Icon} name="alert" />
      <p class="strong">${message}</p>
      ${stands?.answer && html`<p>${t("Counted for you: {choice}", { choice: answerWords(vote, stands.answer) })}</p>`}
      ${stands?.is_sealed && html`<p>${t("Counted for you: the ballot you sealed before.")}</p>`}
    </div>
  <//>`
}

// An entry that came in after another one for the same member: which of the two is meant, a person says.

import { Button } from "../core/button.js"
import { Icon } from "../core/icon.js"
import { t } from "../core/i18n.js"
import { html } from "../core/ui.js"
import { answerWords } from "./answers.js"

// answer: mine, null to take the entry back; stands: what is recorded instead, or null
export function EntryOutdated({ vote, seat, answer, stands, onEnter, onLeave }) {
  const name = seat?.name ?? ""
  const recorded = stands ? t("{name}: another entry came in first, and it stands: {answer}.", { name, answer: answerWords(vote, stands) }) : t("{name}: the entry was taken back meanwhile; nothing is recorded.", { name })
  const mine = answer ? t("Yours was NOT recorded: {answer}.", { answer: answerWords(vote, answer) }) : t("It was NOT taken back.")
  return html`<div class="notice notice-bad roll-call-outdated" role="alert">
    <${Icon} name="alert" />
    <div class="grow stack tight">
      <p>${recorded} <strong>${mine}</strong></p>
      <div class="row tight">
        <${Button} size="small" icon="check" onClick=${onLeave}>${t("Leave it so")}<//>
        <${Button} size="small" icon="refresh" onClick=${onEnter}>${answer ? t("Enter mine instead") : t("Take it back")}<//>
      </div>
    </div>
  </div>`
}

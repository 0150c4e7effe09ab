// What must never be mistaken in the hall: a test, a poll that decides nothing, a secret vote.

import { Icon } from "../core/icon.js"
import { t } from "../core/i18n.js"
import { html } from "../core/ui.js"
import { isSecret } from "../voting/answers.js"

export function VoteMarks({ vote }) {
  const marks = [
    vote.is_test && ["info", t("Test: it decides nothing")],
    vote.is_consultative && !vote.is_test && ["info", t("Consultative: it decides nothing")],
    isSecret(vote) && ["lock", t("Secret vote")],
    vote.manner === "by_hand" && vote.state !== "open" && ["hand", t("Counted by hand")],
  ].filter(Boolean)
  if (!marks.length) return null
  return html`<p class="hall-marks">${marks.map(([icon, words]) => html`<span key=${words} class="hall-mark-words"><${Icon} name=${icon} />${words}</span>`)}</p>`
}

// Presence in one line, with the number that makes a quorum; a tap opens the attendance board.

import { Icon } from "../core/icon.js"
import { t } from "../core/i18n.js"
import { store } from "../core/store.js"
import { classes, html } from "../core/ui.js"

export function quorumWords({ base, needed, met }) {
  const words = { needed, base }
  return met ? t("Quorum is met ({needed} of {base} needed)", words) : t("No quorum: {needed} of {base} needed", words)
}

// In words, where the body opens no vote like that; otherwise null. The server decides.
export function quorumRefusal(quorum) {
  if (quorum.met || quorum.rule !== "refuse") return null
  return t("No vote is opened without a quorum: {present} present, {needed} needed.", quorum)
}

export function QuorumButton({ onClick }) {
  const { quorum } = store.meeting.value
  return html`<button
    type="button"
    class=${classes("button", "button-quiet", "quorum", !quorum.met && "quorum-missing")}
    title=${quorumWords(quorum)}
    onClick=${onClick}
  >
    <${Icon} name=${quorum.met ? "people" : "alert"} />
    <span>
      <span class="figures">${t("Present {present}/{base}", quorum)}</span>
      <small class="quorum-words">${quorum.met ? t("quorum is met") : t("quorum: {needed}", quorum)}</small>
    </span>
  </button>`
}

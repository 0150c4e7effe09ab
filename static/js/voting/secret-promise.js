// What a secret vote promises, in plain words beside the ballot: no more than holds, and no less.

import { Icon } from "../core/icon.js"
import { t } from "../core/i18n.js"
import { html, useEffect } from "../core/ui.js"
import { getReady } from "./sealing.js"

export function SecretPromise({ vote }) {
  // The line may be bad when the answer is given; what seals it is fetched now. If that fails, sealing tries again.
  useEffect(() => void getReady().catch(() => {}), [])
  return html`<p class="notice secret-promise"><${Icon} name="lock" /><span><strong>${t("This vote is secret.")}</strong> ${vote.secrecy === "split" ? splitWords() : sealedWords()}</span></p>`
}

function sealedWords() {
  return t("After closing, nobody with the database, its backups or logs can tell who voted what; while it is open, whoever controls the running server could.")
}

function splitWords() {
  return t("The server alone cannot read votes: its key is in the hands of three tellers, and two of them must open it together.")
}

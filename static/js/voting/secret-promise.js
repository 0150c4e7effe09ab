// What a secret vote promises, beside the ballot.

import { Icon } from "../core/icon.js"
import { t } from "../core/i18n.js"
import { html } from "../core/ui.js"

export function SecretPromise() {
  return html`<p class="notice"><${Icon} name="lock" />${t("This vote is secret.")}</p>`
}

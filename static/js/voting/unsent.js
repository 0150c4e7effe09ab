// What was filled in and not sent before the vote was closed.

import { Icon } from "../core/icon.js"
import { t } from "../core/i18n.js"
import { html } from "../core/ui.js"

export function Unsent() {
  return html`<p class="notice notice-bad" role="alert"><${Icon} name="alert" /><strong>${t("The vote was closed before you sent what you filled in: it is NOT counted.")}</strong></p>`
}

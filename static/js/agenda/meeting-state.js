// The state of a meeting, in a word.

import { Badge } from "../core/badge.js"
import { t } from "../core/i18n.js"
import { html } from "../core/ui.js"

export function MeetingState({ state }) {
  if (state === "running") return html`<${Badge} tone="live">${t("In session")}<//>`
  if (state === "ended") return html`<${Badge}>${t("Ended")}<//>`
  if (state === "draft") return html`<${Badge} tone="warn">${t("Draft")}<//>`
  return html`<${Badge} tone="info">${t("Published")}<//>`
}

// Why a vote is taken by hand, and who answers for it.

import { Icon } from "../core/icon.js"
import { t } from "../core/i18n.js"
import { html } from "../core/ui.js"

export function HandReason({ vote }) {
  const { by_hand: hand } = vote
  if (!hand) return null
  const names = [hand.by?.name, hand.with?.name].filter(Boolean).join(", ")
  // A roll call that was meant from the beginning has no reason.
  const words = hand.reason ? t("{reason} ({names})", { reason: hand.reason, names }) : t("Answers are entered by {names}.", { names })
  return html`<p class="icon-line small soft"><${Icon} name="hand" /><span>${words}${hand.discarded > 0 && ` ${t("Answers given on tablets before do not count: {count}.", { count: hand.discarded })}`}</span></p>`
}

// What waits for a second person at the desk: an annulment, or totals that were counted by hand. Whoever asked cannot confirm.

import { t } from "../core/i18n.js"
import { Icon } from "../core/icon.js"
import { store } from "../core/store.js"
import { announce } from "../core/toast.js"
import { html, useEffect } from "../core/ui.js"
import { AnnulmentRequest } from "./annulment-request.js"
import { requestsFor } from "./requests.js"
import { TotalsToConfirm } from "./totals-to-confirm.js"

// For the whole desk, whatever it shows: only what this person can confirm.
export function Requests() {
  const asked = requestsFor(store.votes.value, store.turnouts.value, store.me.value.seat_id)
  useEffect(() => {
    if (asked.length) announce(t("Somebody asks you to confirm something about a vote."))
  }, [asked.length])
  if (!asked.length) return null
  return html`<div class="desk-requests stack tight">
    ${asked.map(
      ({ vote, kind, asked: request, entered }) => html`<section class="notice notice-warn desk-request" key=${`${vote.id} ${kind}`} aria-label=${t("To be confirmed by you")}>
        <${Icon} name="people" />
        <div class="stack tight grow">
          <p><strong>${kind === "annulment" ? t("An annulment is to be confirmed by you") : t("Totals are to be confirmed by you")}</strong> · ${vote.title}</p>
          ${kind === "annulment" ? html`<${AnnulmentRequest} vote=${vote} asked=${request} />` : html`<${TotalsToConfirm} vote=${vote} entered=${entered} />`}
        </div>
      </section>`,
    )}
  </div>`
}

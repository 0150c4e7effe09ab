// A vote that was taken back: nothing of it counts, and nothing of it is hidden.

import { Icon } from "../core/icon.js"
import { formatTime, t } from "../core/i18n.js"
import { html } from "../core/ui.js"
import { PublishedResult } from "./published-result.js"

export function Annulled({ vote, ballot, seats, ownSeatId }) {
  return html`<div class="stack">
    <div class="notice notice-bad annulled"><${Icon} name="close" /><${AnnulmentWords} vote=${vote} /></div>
    ${ballot && html`<p>${t("Your ballot in this vote does not count.")}</p>`}
    ${vote.result && html`<${PublishedResult} vote=${vote} ballot=${ballot} seats=${seats} ownSeatId=${ownSeatId} />`}
  </div>`
}

export function AnnulmentWords({ vote }) {
  const { reason, by, with: second, confirmed_at: at } = vote.annulment ?? {}
  return html`<div>
    <p class="strong">${t("This vote is annulled: nothing of it counts.")}</p>
    ${reason && html`<p>${t("Reason: {reason}", { reason })}</p>`}
    ${by && html`<p class="small">${t("Annulled by {first} and {second} at {time}.", { first: by.name, second: second?.name ?? "–", time: formatTime(at) })}</p>`}
    ${vote.rerun_by_id && html`<p class="small">${t("The vote was taken again.")}</p>`}
  </div>`
}

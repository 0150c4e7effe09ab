// While a vote is open: how many have answered, and who has not, by name, those present first. Never what anybody answered.

import { Icon } from "../core/icon.js"
import { collate, formatNumber, t } from "../core/i18n.js"
import { Progress } from "../core/progress.js"
import { store } from "../core/store.js"
import { html } from "../core/ui.js"

export function Cast({ vote }) {
  return html`<div class="turnout">
    <p class="turnout-figures figures"><strong>${formatNumber(vote.cast)}</strong> / ${formatNumber(vote.electorate)} <span>${t("members have voted")}</span></p>
    <${Progress} label=${t("Ballots cast")} hideLabel value=${vote.cast} max=${Math.max(vote.electorate, 1)} />
  </div>`
}

export function Missing({ vote }) {
  const { present, absent } = missingSeats(vote.id)
  if (!present.length && !absent.length) return html`<p class="notice notice-good"><${Icon} name="check" />${t("Everybody entitled has voted.")}</p>`
  return html`<div>
    <${Names} title=${t("Present, not yet voted")} seats=${present} icon="person" />
    <${Names} title=${t("Absent")} seats=${absent} icon="minus" quiet />
  </div>`
}

export function missingSeats(voteId) {
  const missing = store.turnouts.value[voteId]?.missing ?? []
  const seats = missing.map((id) => store.seats.value[id]).filter(Boolean)
  return { present: seats.filter((seat) => seat.present), absent: seats.filter((seat) => !seat.present) }
}

function Names({ title, seats, icon, quiet }) {
  if (!seats.length) return null
  return html`<details class="turnout-names" open=${!quiet || seats.length <= 12}>
    <summary><${Icon} name=${icon} /><span class="strong">${title}</span> <span class="count">${seats.length}</span></summary>
    <ul>
      ${collate(seats).map((seat) => html`<li key=${seat.id}>${seat.name}${seat.label && html` <small>${seat.label}</small>`}</li>`)}
    </ul>
  </details>`
}

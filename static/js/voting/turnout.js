// While a vote is open: how many are there, have the ballot before them, have answered; and who has not, by name. Never what
// anybody answered.

import { Icon } from "../core/icon.js"
import { collate, formatNumber, t } from "../core/i18n.js"
import { Progress } from "../core/progress.js"
import { store } from "../core/store.js"
import { classes, html } from "../core/ui.js"
import { sightOf, turnoutOf } from "./turnout-groups.js"

export function Cast({ vote, devices }) {
  const turnout = store.turnouts.value[vote.id]
  const { present, shown } = turnoutOf(turnout, store.seats.value, devices, vote.id)
  return html`<div class="turnout">
    <p class="turnout-figures figures"><strong>${formatNumber(vote.cast)}</strong> / ${formatNumber(vote.electorate)} <span>${t("members have voted")}</span></p>
    <${Progress} label=${t("Ballots cast")} hideLabel value=${vote.cast} max=${Math.max(vote.electorate, 1)} />
    <dl class="turnout-facts figures">
      <div><dt>${t("Entitled to vote")}</dt><dd>${formatNumber(vote.electorate)}</dd></div>
      <div><dt>${t("Present")}</dt><dd>${formatNumber(present)}</dd></div>
      ${devices && html`<div><dt>${t("Ballot on the device")}</dt><dd>${formatNumber(shown)}</dd></div>`}
    </dl>
  </div>`
}

export function Missing({ vote, devices }) {
  const { here, away } = turnoutOf(store.turnouts.value[vote.id], store.seats.value, devices, vote.id)
  if (!here.length && !away.length) return html`<p class="notice notice-good"><${Icon} name="check" />${t("Everybody entitled has voted.")}</p>`
  // Before the session nobody is marked as present yet.
  if (vote.is_test) return html`<${Names} title=${t("Not yet answered")} seats=${[...here, ...away]} icon="person" devices=${devices} voteId=${vote.id} />`
  return html`<div>
    <${Names} title=${t("Present, not yet voted")} seats=${here} icon="person" devices=${devices} voteId=${vote.id} />
    <${Names} title=${t("Absent")} seats=${away} icon="minus" quiet />
  </div>`
}

function Names({ title, seats, icon, quiet, devices, voteId }) {
  if (!seats.length) return null
  return html`<details class="turnout-names" open=${!quiet || seats.length <= 12}>
    <summary><${Icon} name=${icon} /><span class="strong">${title}</span> <span class="count">${seats.length}</span></summary>
    <ul>
      ${collate(seats).map((seat) => html`<li key=${seat.id}>${seat.name}${seat.label && html` <small>${seat.label}</small>`}${devices && html` <${Sight} sight=${sightOf(seat.id, devices, voteId)} />`}</li>`)}
    </ul>
  </details>`
}

const SIGHTS = {
  shown: { icon: "device", words: () => t("ballot shown") },
  elsewhere: { icon: "alert", words: () => t("ballot not shown") },
  none: { icon: "alert", words: () => t("no device") },
}

function Sight({ sight }) {
  const { icon, words } = SIGHTS[sight]
  return html`<span class=${classes("turnout-sight", sight !== "shown" && "is-trouble")}><${Icon} name=${icon} />${words()}</span>`
}

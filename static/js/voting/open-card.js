// A vote that is open on the tablets: the count, who is missing, and the one button that closes it.

import { api, newKey } from "../core/api.js"
import { Badge } from "../core/badge.js"
import { ActButton, Button } from "../core/button.js"
import { confirm } from "../core/dialog.js"
import { collate, formatTime, t, tn } from "../core/i18n.js"
import { late } from "../core/on-demand.js"
import { store } from "../core/store.js"
import { html, useState } from "../core/ui.js"
import { meetingPath } from "../agenda/meeting-path.js"
import { useDevices } from "../desk/devices.js"
import { Countdown } from "./countdown.js"
import { Cast, Missing } from "./turnout.js"
import { turnoutOf } from "./turnout-groups.js"

const Electorate = late(() => import("./electorate-dialog.js"), "ElectorateDialog")
const ByHand = late(() => import("./by-hand.js"), "ByHandDialog")

const NAMED = 8 // of the missing, in the question

export function Open({ vote }) {
  const { devices } = useDevices()
  const [dialog, setDialog] = useState(null) // null | "electorate" | "by_hand"
  const shut = () => setDialog(null)
  return html`<${Since} vote=${vote} />
    <${Countdown} vote=${vote} />
    <${Cast} vote=${vote} devices=${devices} />
    <${CloseButton} vote=${vote} />
    <${Missing} vote=${vote} devices=${devices} />
    <div class="row tight">
      <${Button} icon="people" onClick=${() => setDialog("electorate")}>${t("Let in or recuse…")}<//>
      ${!vote.is_test && html`<${Button} icon="hand" onClick=${() => setDialog("by_hand")}>${t("Tablets fail: go on by hand…")}<//>`}
    </div>
    <${Electorate} open=${dialog === "electorate"} onClose=${shut} vote=${vote} />
    <${ByHand} open=${dialog === "by_hand"} onClose=${shut} vote=${vote} />`
}

export function Since({ vote }) {
  return html`<p><${Badge} tone="live" icon="ballot">${t("Voting is open")}<//> <span class="small soft figures">${t("since {time}", { time: formatTime(vote.opened_at) })}</span></p>`
}

// words: on the button; of what circulates everybody is asked, whether present or not. second: the seat of who followed a
// roll call beside whoever closes it
export function CloseButton({ vote, words, second = null }) {
  const ask = () => confirmClosing(vote)
  return html`<${ActButton} kind="primary" size="large" icon="stop" wide ask=${ask} act=${(key) => close(vote, second, key)}>${words ?? t("Close the vote")}<//>`
}

// Asked once: by the names that are known here or, where a ballot was still on its way, when the server names them.
// The last answer of a roll call has always only just been entered: there the server is asked at once.
async function close(vote, second, key, despite = isKnownHere(vote) && missingOf(vote).length > 0) {
  try {
    return await api.post(meetingPath(`/votes/${vote.id}/closing`), { despite_missing: despite, with_seat_id: second }, { key })
  } catch (error) {
    if (error.code !== "missing_ballots" || despite) throw error
    const sure = await confirm({ ...words(vote, missingOf(vote).length), title: error.message })
    if (!sure) throw error
    return close(vote, second, newKey(), true)
  }
}

async function confirmClosing(vote) {
  const missing = isKnownHere(vote) ? missingOf(vote) : []
  return !missing.length || confirm(words(vote, missing.length, collate(missing)))
}

const isKnownHere = (vote) => vote.manner !== "roll_call"

function missingOf(vote) {
  const { here, away } = turnoutOf(store.state.turnouts[vote.id], store.state.seats, null, vote.id)
  return vote.manner === "circulation" ? [...here, ...away] : here
}

function words(vote, count, seats = []) {
  const circulates = vote.manner === "circulation"
  const names = seats.slice(0, NAMED).map(({ name }) => name).join(", ") + (seats.length > NAMED ? " …" : ".")
  const after = circulates
    ? t("They will be recorded as not having replied. Once closed, the vote cannot be opened again.")
    : t("They will be recorded as not having voted. Once closed, the vote cannot be opened again.")
  return {
    title: circulates ? tn("{count} member has not replied", "{count} members have not replied", count) : tn("{count} member present has not voted", "{count} members present have not voted", count),
    body: seats.length ? `${names} ${after}` : after,
    confirm: t("Close the vote now"),
    cancel: t("Wait"),
    danger: true,
  }
}

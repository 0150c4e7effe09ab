// A vote that is prepared. Two taps: "Open the vote", then, with the presence in view, "Open now".

import { api, newKey } from "../core/api.js"
import { Badge } from "../core/badge.js"
import { ActButton, Button } from "../core/button.js"
import { confirm } from "../core/dialog.js"
import { Icon } from "../core/icon.js"
import { formatDateTime, t } from "../core/i18n.js"
import { late } from "../core/on-demand.js"
import { store } from "../core/store.js"
import { classes, html, useEffect, useRef, useState } from "../core/ui.js"
import { meetingPath } from "../agenda/meeting-path.js"
import { quorumRefusal, quorumWords } from "../agenda/quorum.js"
import { ready } from "./ready-draft.js"

const Electorate = late(() => import("./electorate-dialog.js"), "ElectorateDialog")

// What the server asks about before it goes on: what to ask, and what to send when the answer is yes.
const WARNINGS = {
  tiny_electorate: { flag: "despite_tiny", title: () => t("So few voters in a secret vote?"), yes: () => t("Open it all the same") },
  no_quorum: { flag: "despite_quorum", title: () => t("Open without a quorum?"), yes: () => t("Open without a quorum") },
}

export function Draft({ vote, onEdit }) {
  const [who, setWho] = useState(false)
  const untold = vote.secrecy === "split" && vote.tellers.some((teller) => !teller.ready)
  if (ready.value === vote.id && !untold) return html`<${ReadyToOpen} vote=${vote} />`
  const blocked = whyNotYet(vote)
  return html`${vote.secrecy === "split" && html`<${TellersReady} vote=${vote} />`}
    ${recusedBefore(vote) && html`<p class="notice notice-info"><${Icon} name="people" />${t("Who was recused from the earlier vote is recused again. Take it back under “Recusals” where it does not hold this time.")}</p>`}
    ${vote.manner === "circulation" && html`<p class="small">${t("Answers until {time}", { time: formatDateTime(vote.deadline_at) })}</p>`}
    <div class="row tight">
      <${Button} kind="primary" icon="ballot" disabled=${Boolean(blocked) || untold} onClick=${() => (ready.value = vote.id)}>${vote.manner === "circulation" ? t("Send it round") : t("Open the vote")}<//>
      <${Button} kind="quiet" icon="edit" onClick=${() => onEdit(vote)}>${t("Change")}<//>
      <${Button} kind="quiet" icon="people" onClick=${() => setWho(true)}>${t("Recusals")}<//>
      <${ActButton} kind="quiet" icon="trash" act=${(key) => api.del(meetingPath(`/votes/${vote.id}`), { key })}>${t("Delete")}<//>
    </div>
    ${blocked && html`<p class="small soft">${blocked}</p>`}
    ${!blocked && untold && html`<p class="small soft">${t("It can be opened once all three tellers have made their part of the key.")}</p>`}
    <${Electorate} open=${who} onClose=${() => setWho(false)} vote=${vote} />`
}

// In words, or null. The server decides; this only spares a tap that it would refuse.
function whyNotYet(vote) {
  const { state, quorum } = store.meeting.value
  if (state === "draft") return t("It can be opened once the meeting is published.")
  if (vote.manner === "circulation") return null
  if (!vote.is_test && state !== "running") return t("It can be opened once the meeting has begun.")
  const other = Object.values(store.votes.value).find((one) => one.state === "open" && one.manner !== "circulation")
  if (other) return t("Another vote is open; close it first.")
  return needsQuorum(vote) ? quorumRefusal(quorum) : null
}

function recusedBefore(vote) {
  const earlier = vote.rerun_of_id && store.votes.value[vote.rerun_of_id]
  return Boolean(earlier && vote.recused.some((id) => earlier.recused.includes(id)))
}

// What goes round between meetings has none, and a test decides nothing.
function needsQuorum(vote) {
  return !vote.is_test && vote.manner !== "circulation"
}

function TellersReady({ vote }) {
  return html`<ul class="tellers small">
    ${vote.tellers.map(
      ({ seat_id: seatId, number, ready: done }) => html`<li class="icon-line" key=${number}>
        <${Icon} name=${done ? "check" : "clock"} /><span>${t("Teller {number}: {name}", { number, name: store.seats.value[seatId]?.name ?? "–" })}</span>
        <${Badge} tone=${done ? "good" : "neutral"}>${done ? t("Ready") : t("Not ready yet")}<//>
      </li>`,
    )}
  </ul>`
}

function ReadyToOpen({ vote }) {
  const { quorum } = store.meeting.value
  const now = useRef(null)
  useEffect(() => {
    now.current.scrollIntoView({ block: "nearest" })
    now.current.querySelector("button:enabled").focus({ preventScroll: true })
  }, [])
  const needed = needsQuorum(vote)
  const met = !needed || quorum.met
  const refusal = needed ? quorumRefusal(quorum) : null
  return html`<div class="ready stack tight">
    ${needed
      ? html`<p class=${classes("notice", met ? "notice-good" : "notice-warn")}>
          <${Icon} name=${met ? "check" : "alert"} />
          <span>${refusal ?? html`<strong>${t("{present} of {base} voting members present.", quorum)}</strong> ${quorumWords(quorum)}`}</span>
        </p>`
      : html`<p class="notice"><${Icon} name="info" />${vote.is_test ? t("A test decides nothing; nobody has to be present.") : t("It goes to all members with a vote, present or not.")}</p>`}
    ${vote.secrecy === "secret" && html`<p class="icon-line small soft"><${Icon} name="lock" /><span>${t("The ballots are sealed; nobody sees a part of the result before closing.")}</span></p>`}
    <div class="row" ref=${now}>
      <${ActButton} kind=${met || refusal ? "primary" : "danger"} size="large" icon="ballot" disabled=${Boolean(refusal)} act=${(key) => open(vote, { despite_quorum: !met }, key)} onDone=${() => (ready.value = null)}>
        ${met || refusal ? t("Open now") : t("Open without a quorum")}
      <//>
      <${Button} size="large" onClick=${() => (ready.value = null)}>${t("Not yet")}<//>
    </div>
  </div>`
}

async function open(vote, despite, key) {
  try {
    return await api.post(meetingPath(`/votes/${vote.id}/opening`), despite, { key })
  } catch (error) {
    const warning = WARNINGS[error.code]
    if (!warning || despite[warning.flag]) throw error
    const sure = await confirm({ title: warning.title(), body: error.message, confirm: warning.yes(), cancel: t("Not yet"), danger: true })
    if (!sure) throw error
    return open(vote, { ...despite, [warning.flag]: true }, newKey())
  }
}

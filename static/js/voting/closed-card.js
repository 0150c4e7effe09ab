// A vote that is over: counted for the desk, published, or annulled; with what is read aloud, and the ways to go on.

import { api } from "../core/api.js"
import { Badge } from "../core/badge.js"
import { ActButton, Button } from "../core/button.js"
import { Icon } from "../core/icon.js"
import { collate, formatTime, t } from "../core/i18n.js"
import { late } from "../core/on-demand.js"
import { store } from "../core/store.js"
import { html, useState } from "../core/ui.js"
import { meetingPath } from "../agenda/meeting-path.js"
import { AnnulmentWords } from "./annulled.js"
import { Outcome, ResultPicture, ResultTable, VoteResult } from "./result.js"
import { draftOfRerun } from "./vote-draft.js"

const TieBreakDialog = late(() => import("./tie-break.js"), "TieBreakDialog")
const ScriptToRead = late(() => import("./script-to-read.js"), "ScriptToRead")

export function Closed({ vote, onDraft }) {
  const result = store.turnouts.value[vote.id]?.result
  if (!result && vote.secrecy === "split") return html`<${TellersCounting} vote=${vote} onDraft=${onDraft} />`
  if (!result) return html`<p role="status">${t("Counting…")}</p>`
  return html`<p>${vote.hall_at ? html`<${Badge} tone="info" icon="present">${t("In the hall only")}<//>` : html`<${Badge} tone="warn" icon="lock">${t("Only the desk sees this result")}<//>`}</p>
    <${Outcome} vote=${vote} result=${result} />
    <${Warnings} vote=${vote} result=${result} />
    ${result.outcome === "tied" && !vote.is_test && !vote.hall_at && html`<${Tied} vote=${vote} result=${result} />`}
    ${vote.hall_at ? html`<${PublishTheRest} vote=${vote} />` : html`<${Publish} vote=${vote} result=${result} />`}
    <${After} vote=${vote} result=${result} onDraft=${onDraft} />
    <${ResultPicture} vote=${vote} result=${result} />
    <${ResultTable} vote=${vote} result=${result} />
    <${Comments} vote=${vote} />`
}

function Tied({ vote, result }) {
  const [recording, setRecording] = useState(false)
  return html`<div class="row"><${Button} size="large" icon="edit" onClick=${() => setRecording(true)}>${t("Record how the tie was broken…")}<//></div>
    <${TieBreakDialog} open=${recording} onClose=${() => setRecording(false)} vote=${vote} result=${result} />`
}

// One tap: the chair has just read it aloud. What it does stands beside it. What circulates is nothing to the hall.
function Publish({ vote, result }) {
  return html`<div class="stack tight">
    <${ActButton} kind="primary" size="large" icon="present" wide act=${publish(vote, EVERYBODY)}>${t("Publish to everybody")}<//>
    <p class="small soft">${publishedWords(vote, result)}</p>
    <div class="row tight">
      <${ActButton} kind="quiet" act=${publish(vote, { on_tablets: true, on_hall: false })}>${t("Publish to the tablets alone")}<//>
      ${vote.manner !== "circulation" && html`<${ActButton} kind="quiet" act=${publish(vote, { on_tablets: false, on_hall: true })}>${t("Publish to the hall screen alone")}<//>`}
    </div>
  </div>`
}

function publishedWords(vote, result) {
  if (vote.manner === "circulation") return t("Every tablet then shows the result with who answered what.")
  if (result.roll_call) return t("Every tablet and the hall screen then show the result with who answered what.")
  return t("Every tablet and the hall screen then show the numbers; nobody's answer is known.")
}

function PublishTheRest({ vote }) {
  return html`<div class="stack tight">
    <${ActButton} kind="primary" size="large" wide act=${publish(vote, EVERYBODY)}>${t("Publish to the tablets as well")}<//>
    <p class="small soft">${t("On the hall screen since {time}. The tablets show neither numbers nor names yet.", { time: formatTime(vote.hall_at) })}</p>
  </div>`
}

const EVERYBODY = { on_tablets: true, on_hall: true }

function publish(vote, where) {
  return (key) => api.post(meetingPath(`/votes/${vote.id}/publication`), where, { key })
}

export function Published({ vote, onDraft }) {
  return html`<p class="row tight"><${Badge} tone="good" icon="check">${t("Published at {time}", { time: formatTime(vote.published_at) })}<//>
      ${!vote.hall_at && html`<${ActButton} size="small" icon="present" act=${publish(vote, EVERYBODY)}>${t("Show it in the hall as well")}<//>`}
    </p>
    <${VoteResult} vote=${vote} result=${vote.result} />
    <${After} vote=${vote} result=${vote.result} onDraft=${onDraft} />
    <${Comments} vote=${vote} />`
}

export function AnnulledVote({ vote, onDraft }) {
  const result = vote.result ?? store.turnouts.value[vote.id]?.result
  return html`<div class="notice notice-bad"><${Icon} name="close" /><${AnnulmentWords} vote=${vote} /></div>
    ${!vote.rerun_by_id && html`<div class="row"><${RunAgain} vote=${vote} onDraft=${onDraft} /></div>`}
    ${result && html`<details class="annulled-result"><summary>${t("The result that does not count")}</summary><${VoteResult} vote=${vote} result=${result} picture=${false} /></details>`}`
}

function After({ vote, result, onDraft }) {
  const [reading, setReading] = useState(false)
  return html`<div class="row tight">
      ${result.script && html`<${Button} icon="text" onClick=${() => setReading(true)}>${t("Read aloud…")}<//>`}
      <${RunAgain} vote=${vote} onDraft=${onDraft} />
    </div>
    <${ScriptToRead} open=${reading} onClose=${() => setReading(false)} result=${result} />`
}

function RunAgain({ vote, onDraft }) {
  if (vote.is_test || store.meeting.value.state === "ended") return null
  return html`<${Button} icon="refresh" onClick=${() => onDraft(draftOfRerun(vote))}>${t("Take it again…")}<//>`
}

const WARNINGS = {
  no_quorum: () => t("It was opened without a quorum."),
  missing_ballots: ({ manner }) => (manner === "circulation" ? t("It was closed before everybody had replied.") : t("It was closed although members present had not answered.")),
  tiny_electorate: () => t("So few took part that a secret result may show who answered what."),
  few_ballots: () => t("So few answered that much can be guessed of who answered what."),
  unanimous_secret: () => t("All answers are the same: this result tells what everybody answered."),
}

function Warnings({ vote, result }) {
  const known = (result.warnings ?? []).filter((name) => WARNINGS[name])
  if (!known.length) return null
  return html`<ul class="vote-warnings">${known.map((name) => html`<li key=${name} class="notice notice-warn"><${Icon} name="alert" />${WARNINGS[name](vote)}</li>`)}</ul>`
}

function TellersCounting({ vote, onDraft }) {
  const opened = vote.tellers.filter((teller) => teller.opened).length
  return html`<p><${Badge} tone="warn" icon="key">${t("The tellers are opening the urn")}<//></p>
    <p role="status">${t("{opened} of the two tellers needed have counted.", { opened })}</p>
    <ul class="tellers small">
      ${vote.tellers.map(({ seat_id: seatId, number, opened: done }) => html`<li class="icon-line" key=${number}><${Icon} name=${done ? "check" : "clock"} /><span>${t("Teller {number}: {name}", { number, name: store.seats.value[seatId]?.name ?? "–" })} – ${done ? t("has counted") : t("not yet")}</span></li>`)}
    </ul>
    <p class="small soft">${t("Both results must agree; then the result appears here.")}</p>
    <div class="row"><${RunAgain} vote=${vote} onDraft=${onDraft} /></div>`
}

// What was said to an opinion by circulation, once it is closed.
function Comments({ vote }) {
  const comments = store.turnouts.value[vote.id]?.comments ?? {}
  const seats = collate(Object.keys(comments).map((id) => store.seats.value[id]).filter(Boolean))
  if (!seats.length) return null
  return html`<section class="vote-comments">
    <h4>${t("Comments")} <span class="count">${seats.length}</span></h4>
    <dl>${seats.map((seat) => html`<div key=${seat.id}><dt class="strong">${seat.name}</dt><dd>${comments[seat.id]}</dd></div>`)}</dl>
  </section>`
}

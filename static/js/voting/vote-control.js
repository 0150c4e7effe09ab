// The votes as the chair runs them: draft → open → close → publish. One card each; what is open or newly counted stands first.

import { api } from "../core/api.js"
import { Badge } from "../core/badge.js"
import { ActButton, Button } from "../core/button.js"
import { confirm } from "../core/dialog.js"
import { Empty } from "../core/empty.js"
import { Icon } from "../core/icon.js"
import { formatTime, t, tn } from "../core/i18n.js"
import { late } from "../core/on-demand.js"
import { store } from "../core/store.js"
import { classes, html, useEffect, useRef, useState } from "../core/ui.js"
import { meetingPath } from "../agenda/meeting-path.js"
import { quorumWords } from "../agenda/quorum.js"
import { Hemicycle } from "./hemicycle.js"
import { Outcome, ResultTable, VoteResult } from "./result.js"
import { ruleWords } from "./rule-words.js"
import { Cast, Missing, missingSeats } from "./turnout.js"

const VoteForm = late(() => import("./vote-form.js"), "VoteForm", { quiet: true })

const URGENCY = { open: 0, closed: 1, draft: 2, published: 3 }

export function VoteControl({ item }) {
  const [form, setForm] = useState(null)
  const votes = Object.values(store.votes.value)
  const here = votes.filter((vote) => vote.item_id === item?.id || vote.state === "open" || vote.state === "closed").sort(byUrgency)
  const elsewhere = votes.filter((vote) => !here.includes(vote)).sort(byUrgency)
  const ended = store.meeting.value.state === "ended"
  const card = (vote) => html`<${VoteCard} key=${vote.id} vote=${vote} itemId=${item?.id} onEdit=${() => setForm({ vote })} />`
  return html`<div class="votes stack">
    ${!here.length && html`<${Empty} icon="ballot" title=${t("No votes on this item yet.")} />`}
    ${here.map(card)}
    ${!ended && item && html`<${Button} icon="plus" wide onClick=${() => setForm({})}>${t("Prepare a vote")}<//>`}
    ${elsewhere.length > 0 &&
    html`<details class="votes-elsewhere">
      <summary>${tn("{count} vote on other items", "{count} votes on other items", elsewhere.length)}</summary>
      <div class="stack">${elsewhere.map(card)}</div>
    </details>`}
    <${VoteForm} open=${form !== null} vote=${form?.vote} itemId=${item?.id} onClose=${() => setForm(null)} />
  </div>`
}

function byUrgency(a, b) {
  return URGENCY[a.state] - URGENCY[b.state] || (b.closed_at ?? "").localeCompare(a.closed_at ?? "") || a.id - b.id
}

const STATES = {
  draft: Draft,
  open: Open,
  closed: Closed,
  published: Published,
}

function VoteCard({ vote, itemId, onEdit }) {
  const State = STATES[vote.state]
  const item = vote.item_id !== itemId && store.items.value[vote.item_id]
  return html`<article class=${classes("card", "vote-card", `vote-card-${vote.state}`)}>
    ${item && html`<p class="small soft">${item.number}. ${item.title}</p>`}
    <h3 class="vote-question">${vote.title}</h3>
    <p class="small soft">${t("Required: {rule}", { rule: ruleWords(vote.rule) })}</p>
    <${State} vote=${vote} onEdit=${onEdit} />
  </article>`
}

// Two taps: "Open the vote", then, with the presence in view, "Open now".
function Draft({ vote, onEdit }) {
  const [ready, setReady] = useState(false)
  if (ready) return html`<${ReadyToOpen} vote=${vote} onBack=${() => setReady(false)} />`
  const running = store.meeting.value.state === "running"
  const other = Object.values(store.votes.value).find((one) => one.state === "open")
  return html`<div class="row">
      <${Button} kind="primary" icon="ballot" disabled=${!running || other} onClick=${() => setReady(true)}>${t("Open the vote")}<//>
      <${Button} kind="quiet" icon="edit" onClick=${onEdit}>${t("Change")}<//>
      <${ActButton} kind="quiet" icon="trash" act=${(key) => api.del(meetingPath(`/votes/${vote.id}`), { key })}>${t("Delete")}<//>
    </div>
    ${!running && html`<p class="small soft">${t("It can be opened once the meeting has begun.")}</p>`}
    ${running && other && html`<p class="small soft">${t("Another vote is open; close it first.")}</p>`}`
}

function ReadyToOpen({ vote, onBack }) {
  const { quorum } = store.meeting.value
  const now = useRef(null)
  useEffect(() => now.current.querySelector("button").focus(), [])
  const open = (key) => api.post(meetingPath(`/votes/${vote.id}/opening`), { despite_quorum: !quorum.met }, { key })
  return html`<div class="ready stack tight">
    <p class=${classes("notice", quorum.met ? "notice-good" : "notice-warn")}>
      <${Icon} name=${quorum.met ? "check" : "alert"} />
      <span><strong>${t("{present} of {base} voting members present.", quorum)}</strong> ${quorumWords(quorum)}</span>
    </p>
    <div class="row" ref=${now}>
      <${ActButton} kind=${quorum.met ? "primary" : "danger"} size="large" icon="ballot" act=${open}>
        ${quorum.met ? t("Open now") : t("Open without a quorum")}
      <//>
      <${Button} size="large" onClick=${onBack}>${t("Not yet")}<//>
    </div>
  </div>`
}

function Open({ vote }) {
  const { present } = missingSeats(vote.id)
  const asked = useRef(0)
  const ask = async () => {
    asked.current = present.length
    if (!present.length) return true
    return confirm({
      title: tn("{count} member present has not voted", "{count} members present have not voted", present.length),
      body: t("They will be recorded as not having voted. Once closed, the vote cannot be opened again."),
      confirm: t("Close the vote now"),
      cancel: t("Wait"),
      danger: true,
    })
  }
  const close = (key) => api.post(meetingPath(`/votes/${vote.id}/closing`), { despite_missing: asked.current > 0 }, { key })
  return html`<p><${Badge} tone="live" icon="ballot">${t("Voting is open")}<//> <span class="small soft figures">${t("since {time}", { time: formatTime(vote.opened_at) })}</span></p>
    <${Cast} vote=${vote} />
    <${ActButton} kind="primary" size="large" icon="stop" wide ask=${ask} act=${close}>${t("Close the vote")}<//>
    <${Missing} vote=${vote} />`
}

function Closed({ vote }) {
  const result = store.turnouts.value[vote.id]?.result
  if (!result) return html`<p role="status">${t("Counting…")}</p>`
  return html`<p><${Badge} tone="warn" icon="lock">${t("Only the desk sees this result")}<//></p>
    <${Outcome} vote=${vote} result=${result} />
    <${ActButton} kind="primary" size="large" icon="present" wide act=${(key) => api.post(meetingPath(`/votes/${vote.id}/publication`), {}, { key })}>${t("Publish to everybody")}<//>
    <${Hemicycle} counts=${{ ...result.counts, not_cast: result.not_cast }} />
    <${ResultTable} vote=${vote} result=${result} />`
}

function Published({ vote }) {
  return html`<p><${Badge} tone="good" icon="check">${t("Published at {time}", { time: formatTime(vote.published_at) })}<//></p>
    <${VoteResult} vote=${vote} result=${vote.result} />`
}

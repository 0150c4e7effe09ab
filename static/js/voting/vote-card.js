// One vote at the desk: its question, what kind it is and what it takes, then what can be done with it as it now stands.

import { Badge } from "../core/badge.js"
import { Button } from "../core/button.js"
import { t, tn } from "../core/i18n.js"
import { late } from "../core/on-demand.js"
import { store } from "../core/store.js"
import { classes, html, useState } from "../core/ui.js"
import { Draft } from "./draft-card.js"
import { Open } from "./open-card.js"
import { adoptedIfWords } from "./rule-words.js"
import { kindWords, mannerWords, secrecyWords } from "./vote-words.js"

const Circulating = late(() => import("./circulation.js"), "Circulating")
const RollCallEntry = late(() => import("./roll-call-entry.js"), "RollCallEntry")
const TotalsEntry = late(() => import("./totals-entry.js"), "TotalsEntry")
const Closed = late(() => import("./closed-card.js"), "Closed")
const Published = late(() => import("./closed-card.js"), "Published")
const Annulled = late(() => import("./closed-card.js"), "AnnulledVote")

const Annulment = late(() => import("./annulment.js"), "Annulment", { quiet: true })

const PUT = new Set(["open", "closed", "published"]) // to the room: what can be taken back only by two
const STATES = { draft: Draft, closed: Closed, published: Published, annulled: Annulled }
const MANNERS = { tablet: Open, circulation: Circulating, roll_call: RollCallEntry, by_hand: TotalsEntry }

// head: what stands above the question
export function VoteCard({ vote, itemId, head, onEdit, onDraft }) {
  const State = vote.state === "open" ? MANNERS[vote.manner] : STATES[vote.state]
  const item = vote.item_id !== itemId && store.items.value[vote.item_id]
  const earlier = vote.rerun_of_id && store.votes.value[vote.rerun_of_id]
  return html`<article class=${classes("card", "vote-card", `vote-card-${vote.state}`)}>
    ${item && html`<p class="small soft">${item.number}. ${item.title}</p>`}
    <div class="vote-card-head"><h3 class="vote-question grow">${vote.title}</h3>${head}</div>
    <${Facts} vote=${vote} />
    ${earlier && html`<p class="small soft">${t("Taken again after: {question}. Both stay in the record.", { question: earlier.title })}</p>`}
    <${State} vote=${vote} onEdit=${onEdit} onDraft=${onDraft} />
    ${PUT.has(vote.state) && !vote.is_test && html`<${Annulment} vote=${vote} />`}
  </article>`
}

// Only what is out of the ordinary: most votes are motions on the tablets.
function Facts({ vote }) {
  const badges = [
    vote.is_test ? ["info", t("Test of the tablets")] : vote.is_consultative && ["info", t("Consultative")],
    vote.kind !== "motion" && ["neutral", kindWords(vote.kind)],
    vote.secrecy !== "named_later" && [vote.secrecy === "named" ? "neutral" : "warn", secrecyWords(vote.secrecy)],
    vote.manner !== "tablet" && ["warn", mannerWords(vote.manner)],
    vote.form === "one" && !vote.options.includes("abstain") && ["neutral", t("No abstention")],
    !vote.may_change && ["neutral", t("An answer is final")],
    store.turnouts.value[vote.id]?.annulment && ["bad", t("Annulment asked for")],
  ].filter(Boolean)
  return html`${badges.length > 0 && html`<p class="row tight">${badges.map(([tone, words]) => html`<${Badge} key=${words} tone=${tone}>${words}<//>`)}</p>`}
    ${adoptedIfWords(vote) && html`<p class="small soft">${adoptedIfWords(vote)}</p>`}
    ${vote.subjects.length > 0 && (vote.state === "draft" || (vote.state === "open" && vote.manner === "tablet")) && html`<${Subjects} vote=${vote} />`}
    ${vote.recused.length > 0 && html`<p class="small soft">${t("Recused: {names}", { names: vote.recused.map((id) => store.seats.value[id]?.name ?? "–").join(", ") })}</p>`}`
}

const FEW = 4

function Subjects({ vote }) {
  const [all, setAll] = useState(false)
  const { subjects, places } = vote
  const shown = all || subjects.length <= FEW ? subjects : subjects.slice(0, FEW - 1)
  return html`<div class="vote-subjects small">
    <p class="soft">${tn("{count} name on the ballot", "{count} names on the ballot", subjects.length)}${places > 0 && ` · ${tn("{count} place", "{count} places", places)}`}</p>
    <ol>${shown.map(({ id, title, note }) => html`<li key=${id}>${title}${note && html` <small class="soft">${note}</small>`}</li>`)}</ol>
    ${shown.length < subjects.length && html`<${Button} size="small" kind="quiet" onClick=${() => setAll(true)}>${t("Show all {count}", { count: subjects.length })}<//>`}
  </div>`
}

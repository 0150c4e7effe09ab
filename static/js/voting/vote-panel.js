// A vote before the member, in the lower half of the screen: from its opening over the waiting to the result.
// One component for all of it, so that an answer on its way is not lost when the vote closes.

import { IconButton } from "../core/button.js"
import { Icon } from "../core/icon.js"
import { Progress } from "../core/progress.js"
import { formatNumber, t } from "../core/i18n.js"
import { late } from "../core/on-demand.js"
import { announce } from "../core/toast.js"
import { classes, html, useEffect, useId, useRef, useState } from "../core/ui.js"
import { BallotPanel } from "./ballot-panel.js"
import { choiceWords } from "./choices.js"
import { ruleWords } from "./rule-words.js"

const PublishedResult = late(() => import("./published-result.js"), "PublishedResult")

// mayVote: the seat is entitled to answer; onDismiss: put the result away
export function VotePanel({ meetingId, vote, item, ballot, seats, mayVote, onDismiss }) {
  const [folded, setFolded] = useState(false)
  const heading = useRef(null)
  const headingId = useId()
  const { state } = vote
  useEffect(() => {
    setFolded(false)
    heading.current?.focus({ preventScroll: true })
    announce(spoken(vote), { assertive: state === "open" })
  }, [vote.id, state])

  const fold = () => setFolded(!folded)
  return html`<section class=${classes("vote-panel", `vote-panel-${state}`, folded && "is-folded", !mayVote && "is-watched")} aria-labelledby=${headingId}>
    <header class="vote-head">
      <div class="grow">
        <p class="vote-kicker"><${Icon} name="ballot" />${kicker(state, mayVote)}${item && html` <span class="soft">· ${t("Item {number}", { number: item.number })}</span>`}</p>
        <h2 id=${headingId} ref=${heading} tabindex="-1" class="vote-title">${vote.title}</h2>
      </div>
      <${IconButton} icon=${folded ? "chevron_up" : "chevron_down"} label=${folded ? t("Show the vote") : t("Fold away, to read the paper")} aria-expanded=${String(!folded)} onClick=${fold} />
      ${state !== "open" && html`<${IconButton} icon="close" label=${t("Close")} onClick=${onDismiss} />`}
    </header>
    <div class="vote-body" hidden=${folded}>
      ${state !== "published" && html`<p class="vote-rule">${t("Adopted if {rule} vote for it", { rule: ruleWords(vote.rule) })}</p>`}
      ${state !== "published" && mayVote && html`<${BallotPanel} key=${vote.id} meetingId=${meetingId} vote=${vote} ballot=${ballot} />`}
      ${state === "open" && !mayVote && html`<p class="notice"><${Icon} name="info" />${t("The members are voting. You are here without a vote.")}</p>`}
      ${state === "open" && html`<${Turnout} vote=${vote} />`}
      ${state === "closed" && html`<p class="notice"><${Icon} name="clock" />${t("The vote is closed: {cast} of {electorate} have voted. The result is shown when the chair publishes it.", counts(vote))}</p>`}
      ${state === "published" && vote.result && html`<${PublishedResult} vote=${vote} ballot=${ballot} seats=${seats} />`}
    </div>
    ${folded && state === "open" && mayVote && html`<p class="vote-folded">${ballot ? t("Recorded: {choice}", { choice: choiceWords(ballot.answer?.choice) }) : t("You have not voted yet.")}</p>`}
  </section>`
}

function Turnout({ vote }) {
  return html`<${Progress} label=${t("Voted")} value=${vote.cast} max=${vote.electorate || 1} text=${t("{cast} of {electorate}", counts(vote))} />`
}

function counts({ cast, electorate }) {
  return { cast: formatNumber(cast), electorate: formatNumber(electorate) }
}

function kicker(state, mayVote) {
  if (state === "open") return mayVote ? t("Vote now") : t("Voting is open")
  return state === "closed" ? t("The vote is closed") : t("Result of the vote")
}

function spoken(vote) {
  if (vote.state === "open") return t("A vote is open: {title}", { title: vote.title })
  if (vote.state === "closed") return t("The vote is closed: {title}", { title: vote.title })
  return t("The result is published: {title}", { title: vote.title })
}

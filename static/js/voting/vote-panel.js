// A vote before the member, in the lower half of the screen: from its opening over the waiting to the result.
// One component for all of it, so that an answer on its way is not lost when the vote closes.

import { Badge } from "../core/badge.js"
import { IconButton } from "../core/button.js"
import { Icon } from "../core/icon.js"
import { Progress } from "../core/progress.js"
import { formatDateTime, formatNumber, t } from "../core/i18n.js"
import { late } from "../core/on-demand.js"
import { store } from "../core/store.js"
import { announce } from "../core/toast.js"
import { classes, html, useComputed, useEffect, useId, useRef, useState } from "../core/ui.js"
import { answerWords, isSecret } from "./answers.js"
import { BallotPanel } from "./ballot-panel.js"
import { Countdown } from "./countdown.js"
import { circulates } from "./current-vote.js"
import { adoptedIfWords } from "./rule-words.js"

const PublishedResult = late(() => import("./published-result.js"), "PublishedResult")
const Annulled = late(() => import("./annulled.js"), "Annulled")
const OwnRecusal = late(() => import("./own-recusal.js"), "OwnRecusal", { quiet: true })
const LiveSeats = late(() => import("./live-seats.js"), "LiveSeats", { quiet: true })

// seat: the member's own, or undefined; mayVote: it is one that answers votes; onDismiss: put the panel away
export function VotePanel({ meetingId, vote, item, ballot, seats, seat, mayVote, onDismiss }) {
  const [folded, setFolded] = useState(false)
  const heading = useRef(null)
  const headingId = useId()
  const { state } = vote
  const standing = standingOf(vote, seat, mayVote)
  const answers = standing === "answers"
  const isLive = state === "open" && vote.electors && vote.manner !== "by_hand"
  useEffect(() => {
    setFolded(false)
    heading.current?.focus({ preventScroll: true })
    announce(spoken(vote), { assertive: state === "open" && !circulates(vote) })
  }, [vote.id, state])

  const fold = () => setFolded(!folded)
  const waits = state !== "published" && state !== "annulled"
  return html`<section class=${classes("vote-panel", `vote-panel-${state}`, `vote-panel-${vote.form}`, isLive && "vote-panel-live", folded && "is-folded", !answers && "is-watched")} aria-labelledby=${headingId}>
    <header class="vote-head">
      <div class="grow">
        <p class="vote-kicker">
          <${Icon} name="ballot" />${kicker(vote, answers)}${item && html` <span class="soft">${t("Item {number}", { number: item.number })}</span>`}
          ${vote.is_test && html`<${Badge} tone="warn">${t("Test")}<//>`}${isSecret(vote) && html`<${Badge} icon="lock">${t("Secret")}<//>`}${vote.is_consultative && !vote.is_test && html`<${Badge} tone="info">${t("Consultative: it decides nothing")}<//>`}
        </p>
        <h2 id=${headingId} ref=${heading} tabindex="-1" class="vote-title">${vote.title}</h2>
      </div>
      ${state === "open" && html`<${Countdown} vote=${vote} />`}
      <${IconButton} icon=${folded ? "chevron_up" : "chevron_down"} label=${folded ? t("Show the vote") : t("Fold away, to read the paper")} aria-expanded=${String(!folded)} onClick=${fold} />
      ${(state !== "open" || circulates(vote)) && html`<${IconButton} icon="close" label=${t("Close")} onClick=${onDismiss} />`}
    </header>
    <div class="vote-body" hidden=${folded}>
      ${waits && adoptedIfWords(vote) && html`<p class="vote-rule">${adoptedIfWords(vote)}</p>`}
      ${vote.is_test && waits && html`<p class="vote-rule">${t("A test of the tablets: answer as you like, it decides nothing.")}</p>`}
      ${state === "open" && vote.deadline_at && html`<p class="notice"><${Icon} name="clock" /><span>${t("Please answer by {time}.", { time: formatDateTime(vote.deadline_at) })}</span></p>`}
      ${answers && html`<${BallotPanel} key=${vote.id} meetingId=${meetingId} vote=${vote} ballot=${ballot} />`}
      ${state === "open" && html`<${Watching} standing=${standing} vote=${vote} ballot=${ballot} />`}
      ${state === "open" && vote.manner !== "by_hand" && html`<${Turnout} vote=${vote} />`}
      ${isLive && html`<${LiveSeats} vote=${vote} seats=${seats} ownSeatId=${seat?.id} />`}
      ${state === "closed" && html`<p class="notice" role="status"><${Icon} name=${vote.hall_at ? "present" : "clock"} />${closedWords(vote)}</p>`}
      ${state === "published" && vote.result && html`<${PublishedResult} vote=${vote} ballot=${ballot} seats=${seats} ownSeatId=${seat?.id} />`}
      ${state === "annulled" && html`<${Annulled} vote=${vote} ballot=${ballot} seats=${seats} ownSeatId=${seat?.id} />`}
    </div>
    ${folded && state === "open" && answers && html`<p class="vote-folded">${foldedWords(vote, ballot)}</p>`}
  </section>`
}

// answers: on this tablet · entered: by the desk, who calls or counts · recused · outside: a member who is not in the electorate · watches
export function standingOf(vote, seat, mayVote) {
  if (seat && vote.recused?.includes(seat.id)) return "recused"
  if (!mayVote) return "watches"
  if (vote.electors && !vote.electors.includes(seat.id)) return "outside"
  return vote.manner === "roll_call" || vote.manner === "by_hand" ? "entered" : "answers"
}

function Watching({ standing, vote, ballot }) {
  if (standing === "answers") return null
  const icon = standing === "watches" ? "info" : standing === "entered" ? "hand" : "lock"
  return html`<p class="notice"><${Icon} name=${icon} /><span>${watchingWords(standing, vote)}${standing === "recused" && html` <${OwnRecusal} voteId=${vote.id} />`}</span></p>
    ${standing === "entered" && ballot?.answer && html`<p class="ballot-state ballot-state-recorded" role="status"><${Icon} name="check" /><strong>${recordedWords(vote, ballot)}</strong></p>`}`
}

// Where tablets failed and the roll is called, what was sent before stands.
function recordedWords(vote, ballot) {
  const words = answerWords(vote, ballot.answer)
  return ballot.is_entered ? t("The clerk has entered for you: {answer}", { answer: words }) : t("Recorded: {choice}", { choice: words })
}

function watchingWords(standing, vote) {
  if (standing === "recused") return t("You take no part in this vote: your recusal for a conflict of interest is recorded.")
  if (standing === "outside") return t("You are not among those entitled to answer this vote. If that is a mistake, please tell the clerk.")
  if (standing === "watches") return t("The members are voting. You are here without a vote.")
  if (vote.manner === "roll_call") return t("The clerk calls the members by name and enters what each answers. Please answer aloud when you are called.")
  if (vote.by_hand?.discarded) return t("This vote is counted by hand: what was sent on tablets before does not count. Please answer as the chair asks you to.")
  return t("This vote is counted by hand. Please answer as the chair asks you to.")
}

// By themselves: nothing else of the panel is drawn anew when a ballot comes in.
function Turnout({ vote }) {
  const now = useComputed(() => store.row("votes", vote.id).value ?? vote)
  const cast = useComputed(() => now.value.cast)
  const max = useComputed(() => now.value.electorate || 1)
  const text = useComputed(() => t("{cast} of {electorate}", counts(now.value)))
  return html`<${Progress} label=${circulates(vote) ? t("Answered") : t("Voted")} value=${cast} max=${max} text=${text} />`
}

function counts({ cast, electorate }) {
  return { cast: formatNumber(cast), electorate: formatNumber(electorate) }
}

function closedWords(vote) {
  if (vote.hall_at) return t("The vote is closed: {cast} of {electorate} have voted. The result is shown on the hall screen.", counts(vote))
  return t("The vote is closed: {cast} of {electorate} have voted. The result is shown when the chair publishes it.", counts(vote))
}

function foldedWords(vote, ballot) {
  if (!ballot) return t("You have not voted yet.")
  return ballot.answer && vote.form === "one" ? t("Recorded: {choice}", { choice: answerWords(vote, ballot.answer) }) : t("Your ballot is recorded.")
}

function kicker(vote, answers) {
  const { state } = vote
  if (state === "open" && !answers) return t("Voting is open")
  if (state === "open") return circulates(vote) ? t("Your opinion is asked for") : t("Vote now")
  if (state === "annulled") return t("The vote is annulled")
  return state === "closed" ? t("The vote is closed") : t("Result of the vote")
}

function spoken(vote) {
  if (vote.state === "open") return t("A vote is open: {title}", { title: vote.title })
  if (vote.state === "closed") return t("The vote is closed: {title}", { title: vote.title })
  if (vote.state === "annulled") return t("The vote is annulled: {title}", { title: vote.title })
  return t("The result is published: {title}", { title: vote.title })
}

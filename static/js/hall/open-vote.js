// A vote that is open, for the whole hall: the question, how many have answered, the time left; of a vote in the open every seat.

import { Icon } from "../core/icon.js"
import { formatNumber, t } from "../core/i18n.js"
import { store } from "../core/store.js"
import { classes, html } from "../core/ui.js"
import { pickRuleWords } from "../voting/answers.js"
import { Countdown } from "../voting/countdown.js"
import { LiveSeats } from "../voting/live-seats.js"
import { adoptedIfWords } from "../voting/rule-words.js"
import { size } from "./keys.js"
import { usePaged } from "./paged.js"
import { questionSize } from "./question.js"
import { VoteMarks } from "./vote-marks.js"

// Names on one screen: each in one line, with a note below it, or where some of it needs two lines, or many. Half of them in
// larger writing, half of that where it is so large that two no longer stand beside each other.
const NAMES = 12
const WITH_NOTES = 8
const LONG_NAMES = 4
const LONGEST_NAMES = 2
const LONG = 24 // characters
const LONGEST = 100
const LARGE = 1.2

export function OpenVote({ vote }) {
  const beside = vote.electors && vote.manner !== "by_hand" ? LiveSeats : vote.subjects?.length ? Names : null
  return html`<div class=${classes("hall-vote", beside && "hall-vote-beside")}>
    <div class="hall-vote-top">
      <div class="hall-vote-head"><p class="hall-banner"><${Icon} name="ballot" />${bannerWords(vote)}</p><${Countdown} vote=${vote} quiet /></div>
      <${VoteMarks} vote=${vote} />
      <h1 class=${questionSize(vote.title)}>${vote.title}</h1>
    </div>
    <div class="hall-vote-parts">
      ${beside && html`<${beside} vote=${vote} seats=${store.seats.value} still />`}
      ${vote.manner !== "by_hand" && html`<${Cast} vote=${vote} />`}
    </div>
    <p class="hall-rule">${adoptedIfWords(vote)}</p>
  </div>`
}

function bannerWords({ manner }) {
  if (manner === "roll_call") return t("By roll call")
  return manner === "by_hand" ? t("The vote is counted by hand") : t("Please vote")
}

function Cast({ vote }) {
  const share = vote.electorate ? Math.min(1, vote.cast / vote.electorate) : 0
  return html`<div class="hall-cast">
    <p class="hall-cast-figures figures"><strong>${formatNumber(vote.cast)}</strong><span>/ ${formatNumber(vote.electorate)}</span></p>
    <p class="hall-cast-words">${t("members have voted")}</p>
    <div class="hall-bar" role="progressbar" aria-label=${t("Ballots cast")} aria-valuemin="0" aria-valuemax=${vote.electorate} aria-valuenow=${vote.cast}>
      <div style=${{ transform: `scaleX(${share})` }} />
    </div>
  </div>`
}

function namesOnScreen(subjects, scale) {
  const share = scale > LARGE ? 4 : scale > 1 ? 2 : 1
  return Math.max(1, Math.floor(namesAtOnce(subjects) / share))
}

function namesAtOnce(subjects) {
  if (subjects.some(({ title, note }) => title.length + (note?.length ?? 0) > LONGEST)) return LONGEST_NAMES
  if (subjects.some(({ title, note }) => title.length > LONG || note?.length > LONG)) return LONG_NAMES
  return subjects.some(({ note }) => note) ? WITH_NOTES : NAMES
}

function Names({ vote }) {
  const [shown, paging] = usePaged(vote.subjects, namesOnScreen(vote.subjects, size.value))
  return html`<div class="hall-names">
    ${vote.form === "picks" && html`<p class="hall-names-rule">${pickRuleWords(vote)}</p>`}
    <ul>${shown.map((subject) => html`<li key=${subject.id}>${subject.title}${subject.note && html` <small>${subject.note}</small>`}</li>`)}</ul>
    ${paging}
  </div>`
}

// Under the ballot: what the server has of mine. It shows nothing as recorded that the server did not say.

import { Button } from "../core/button.js"
import { Icon } from "../core/icon.js"
import { t } from "../core/i18n.js"
import { html, useEffect, useRef, useState } from "../core/ui.js"
import { AnswerList } from "./answer-list.js"
import { answerWords, isSecret } from "./answers.js"
import { answerIn, receiptWords } from "./own-secret.js"

const LONG_MS = 2500

// sending: of ballot-sending.js; ballot: what the server has of mine, or undefined
export function BallotState({ vote, ballot, sending }) {
  const { state, asked, error } = sending
  const long = useLong(asked && state === "sending")
  if (asked && state === "sending") return html`<p class="ballot-state" role="status">${sendingWords(vote, asked, long)}</p>`
  if (asked && error) return html`<${NotRecorded} vote=${vote} asked=${asked} error=${error} onRetry=${sending.retry} />${ballot && html`<${Recorded} vote=${vote} ballot=${ballot} />`}`
  if (ballot) return html`<${Recorded} vote=${vote} ballot=${ballot} />`
  return html`<p class="ballot-state">${nothingWords(vote)}</p>`
}

// Only the three buttons are said back while they travel; a whole ballot paper stands above in words.
function sendingWords(vote, asked, long) {
  if (vote.form !== "one" || isSecret(vote)) return long ? t("Your ballot is NOT recorded yet. Still trying…") : t("Sending your ballot…")
  const choice = answerWords(vote, asked)
  return long ? t("NOT recorded yet: {choice}. Still trying…", { choice }) : t("Sending: {choice}…", { choice })
}

function NotRecorded({ vote, asked, error, onRetry }) {
  const what = vote.form === "one" && !isSecret(vote) ? t("NOT recorded: {choice}.", { choice: answerWords(vote, asked) }) : t("Your ballot is NOT recorded.")
  return html`<div class="ballot-state ballot-state-failed" role="alert">
    <p class="grow"><${Icon} name="alert" /><strong>${what}</strong> ${error.message}</p>
    <${Button} kind="primary" icon="refresh" onClick=${onRetry}>${t("Try again")}<//>
  </div>`
}

function Recorded({ vote, ballot }) {
  if (ballot.is_sealed) return html`<${Sealed} vote=${vote} ballot=${ballot} />`
  const change = html`<span>${changeWords(vote)}</span>`
  if (vote.form === "one") {
    return html`<div class="ballot-state ballot-state-recorded" role="status">
      <p><${Icon} name="check" /><strong>${t("Recorded: {choice}", { choice: answerWords(vote, ballot.answer) })}</strong> ${change}</p>
      ${ballot.comment && html`<p class="ballot-comment">${t("Your comment: {comment}", { comment: ballot.comment })}</p>`}
    </div>`
  }
  return html`<div class="ballot-state ballot-state-recorded ballot-state-long" role="status">
    <p><${Icon} name="check" /><strong>${t("Your ballot is recorded.")}</strong> ${change}</p>
    <${AnswerList} vote=${vote} answer=${ballot.answer} />
  </div>`
}

// What was chosen is not left standing for a neighbour to read.
function Sealed({ vote, ballot }) {
  const [shown, setShown] = useState(false)
  const answer = answerIn(ballot)
  return html`<div class="ballot-state ballot-state-recorded ballot-state-long" role="status">
    <p>
      <${Icon} name="lock" /><strong>${t("Your sealed ballot is recorded.")}</strong> <span>${changeWords(vote)}</span>
    </p>
    ${ballot.receipt && html`<p class="figures">${t("Receipt: {receipt}", { receipt: receiptWords(ballot.receipt) })}</p>`}
    ${answer && html`<${Button} size="small" icon=${shown ? "eye_off" : "eye"} aria-expanded=${String(shown)} onClick=${() => setShown(!shown)}>${shown ? t("Hide my answer") : t("Show my answer")}<//>`}
    ${answer && shown && html`<${AnswerList} vote=${vote} answer=${answer} />`}
    ${!answer && vote.state === "open" && html`<p class="small">${t("What is in it can be seen only on the tablet that sealed it, until that page is left.")}</p>`}
  </div>`
}

function changeWords(vote) {
  if (vote.state !== "open") return ""
  if (!vote.may_change) return t("It is final.")
  return vote.manner === "circulation" ? t("You may change it until the deadline.") : t("You may change it until the vote is closed.")
}

// Once a secret vote is closed its ballots are destroyed, those of a split urn when its tellers have counted them: that none is held
// says nothing about whether one was counted.
export function nothingWords(vote) {
  if (vote.state === "open") return t("You have not voted yet.")
  if (!isSecret(vote)) return t("No ballot of yours was recorded.")
  if (vote.secrecy === "split") return t("Two of the three tellers open and count the sealed ballots; then they are destroyed.")
  return t("The sealed ballots have been opened, counted and destroyed.")
}

function useLong(running) {
  const [long, setLong] = useState(false)
  const timer = useRef(0)
  useEffect(() => {
    setLong(false)
    if (running) timer.current = setTimeout(() => setLong(true), LONG_MS)
    return () => clearTimeout(timer.current)
  }, [running])
  return long
}

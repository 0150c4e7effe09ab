// My answer to an open vote: three large buttons, and under them what the server has recorded. It shows nothing as recorded
// that the server did not say, and nothing that happens elsewhere changes a choice being made.

import { api } from "../core/api.js"
import { useAct } from "../core/act.js"
import { Button } from "../core/button.js"
import { Icon } from "../core/icon.js"
import { t } from "../core/i18n.js"
import { store } from "../core/store.js"
import { classes, html, useEffect, useRef, useState } from "../core/ui.js"
import { ChoiceMark, choiceWords } from "./choices.js"
import { TooLate } from "./too-late.js"

const LONG_MS = 2500

// ballot: what the server has of mine, or undefined
export function BallotPanel({ meetingId, vote, ballot }) {
  const [asked, setAsked] = useState(null) // the choice pressed, until the server has answered for it
  const [tooLate, setTooLate] = useState(null)
  const act = useAct((key, choice) => api.put(`/api/meetings/${meetingId}/votes/${vote.id}/ballots/mine`, { answer: { choice } }, { key, tries: 3 }), {
    onDone: (answer) => {
      setAsked(null)
      store.receive([{ name: "ballot:recorded", ballot: answer.ballot }])
    },
    onFail: (error) => {
      if (error.code !== "vote_closed") return
      setTooLate(error.message)
      setAsked(null)
    },
  })
  const state = act.state.value
  const press = (choice) => {
    if (state === "sending") return
    setAsked(choice)
    act.run(choice)
  }
  // Closed while my answer hung between: only the server knows whether it came in time.
  const open = vote.state === "open"
  useEffect(() => {
    if (!open && asked && state === "failed") act.run(asked)
  }, [open])

  return html`
    ${open &&
    html`<div class="ballot-choices" role="group" aria-label=${t("Your answer")}>
      ${vote.options.map((choice) => html`<${ChoiceButton} key=${choice} choice=${choice} recorded=${ballot?.answer?.choice === choice && !asked} asked=${asked === choice ? state : null} onPress=${press} />`)}
    </div>`}
    <${BallotState} open=${open} state=${state} asked=${asked} error=${act.error.value} ballot=${ballot} onRetry=${() => act.run(asked)} />
    <${TooLate} message=${tooLate} ballot=${ballot} onClose=${() => setTooLate(null)} />
  `
}

function ChoiceButton({ choice, recorded, asked, onPress }) {
  return html`<button
    type="button"
    class=${classes("ballot-choice", `ballot-choice-${choice}`, recorded && "is-recorded", asked === "sending" && "is-sending", asked === "failed" && "is-failed")}
    aria-pressed=${String(recorded)}
    aria-busy=${asked === "sending" ? "true" : undefined}
    onClick=${() => onPress(choice)}
  >
    <${ChoiceMark} choice=${choice} /><span>${choiceWords(choice)}</span>
  </button>`
}

function BallotState({ open, state, asked, error, ballot, onRetry }) {
  const long = useLong(asked && state === "sending")
  if (asked && state === "sending") {
    return html`<p class="ballot-state" role="status">
      ${long ? t("NOT recorded yet: {choice}. Still trying…", { choice: choiceWords(asked) }) : t("Sending: {choice}…", { choice: choiceWords(asked) })}
    </p>`
  }
  if (asked && error) {
    return html`<div class="ballot-state ballot-state-failed" role="alert">
      <p class="grow"><${Icon} name="alert" /><strong>${t("NOT recorded: {choice}.", { choice: choiceWords(asked) })}</strong> ${error.message}</p>
      <${Button} kind="primary" icon="refresh" onClick=${onRetry}>${t("Try again")}<//>
    </div>`
  }
  if (ballot) {
    return html`<p class="ballot-state ballot-state-recorded" role="status">
      <${Icon} name="check" /><strong>${t("Recorded: {choice}", { choice: choiceWords(ballot.answer?.choice) })}</strong>
      ${open && html` <span>${t("You may change it until the vote is closed.")}</span>`}
    </p>`
  }
  return html`<p class="ballot-state">${open ? t("You have not voted yet.") : t("No ballot of yours was recorded.")}</p>`
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

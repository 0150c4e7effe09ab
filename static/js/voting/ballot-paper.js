// A ballot of several names: filled in, read again in words, sent, and shown as the server has it. What is filled in here belongs to
// whoever holds the tablet: nothing that comes in changes it.

import { Button } from "../core/button.js"
import { Icon } from "../core/icon.js"
import { formatNumber, t } from "../core/i18n.js"
import { html, useEffect, useRef, useState } from "../core/ui.js"
import { AnswerList } from "./answer-list.js"
import { emptyAnswer, missingWords, pickedWords, sameAnswer } from "./answers.js"
import { EachBallot } from "./each-ballot.js"
import { answerIn } from "./own-secret.js"
import { PickBallot } from "./pick-ballot.js"
import { Unsent } from "./unsent.js"

const FILLS = { picks: PickBallot, each: EachBallot }

export function BallotPaper({ vote, ballot, sending }) {
  const held = answerIn(ballot)
  const [draft, setDraft] = useState(() => held ?? emptyAnswer(vote))
  const [touched, setTouched] = useState(false)
  const [step, setStep] = useState(ballot ? "recorded" : "fill")

  const { sent } = sending
  const isSent = sent && sameAnswer(sent.answer, draft)
  const lastHeld = useRef(held) // after the close nobody knows any more what is in a sealed ballot
  if (vote.state === "open" || held) lastHeld.current = held
  const isKnown = (isSent && !sent.isRecorded) || (lastHeld.current && sameAnswer(lastHeld.current, draft)) // to the server, or on its way

  useEffect(() => {
    if (sending.recorded && isSent) rest()
  }, [sending.recorded])
  // Recorded from another device of mine: shown here too, unless something is being filled in here.
  useEffect(() => {
    if (!touched && ballot) rest(held)
  }, [ballot?.recorded_at])

  function rest(answer) {
    if (answer) setDraft(answer)
    setTouched(false)
    setStep("recorded")
  }

  const change = (answer) => {
    setDraft(answer)
    setTouched(true)
  }

  if (vote.state !== "open") return touched && !isKnown ? html`<${Unsent} />` : null
  if (step === "recorded" || (ballot && !vote.may_change)) return vote.may_change && html`<${Button} icon="edit" class="ballot-again" onClick=${() => setStep("fill")}>${t("Change my ballot")}<//>`
  if (step === "review") return html`<${Review} vote=${vote} answer=${draft} sending=${sending} onBack=${() => setStep("fill")} />`
  const elsewhere = touched && held && !sameAnswer(held, draft)
  return html`<${Filling}
    vote=${vote}
    answer=${draft}
    note=${elsewhere ? t("What is recorded stands below; what you fill in here replaces it once you send it.") : null}
    onChange=${change}
    onReview=${() => setStep("review")}
    onLeave=${ballot && (() => rest(held))}
  />`
}

function Filling({ vote, answer, note, onChange, onReview, onLeave }) {
  const [asked, setAsked] = useState(0) // how often "go on" was pressed while something was missing
  const [full, setFull] = useState(0) // how often one more was touched than may be chosen
  const missing = missingWords(vote, answer)
  const Fill = FILLS[vote.form]
  const goOn = () => (missing ? setAsked(asked + 1) : onReview())
  const change = (next) => {
    setFull(0)
    onChange(next)
  }
  return html`<div class="ballot-paper">
    ${note && html`<p class="notice"><${Icon} name="info" />${note}</p>`}
    <${Fill} vote=${vote} answer=${answer} asked=${asked} onChange=${change} onFull=${() => setFull(full + 1)} />
    <div class="ballot-bar">
      ${answer.picks && html`<p class="ballot-count" role="status"><strong>${pickedWords(vote, answer.picks)}</strong></p>`}
      ${full > 0 && html`<p class="ballot-missing" role="alert" key=${full}><${Icon} name="alert" />${t("No more than {most} may be chosen. Take one away first.", { most: formatNumber(vote.max_picks) })}</p>`}
      ${asked > 0 && missing && html`<p class="ballot-missing" role="alert"><${Icon} name="alert" />${missing}</p>`}
      ${onLeave && html`<${Button} size="large" onClick=${onLeave}>${t("Leave it as it is recorded")}<//>`}
      <${Button} kind="primary" size="large" class="grow" icon="eye" onClick=${goOn}>${t("Read my ballot again, then send")}<//>
    </div>
  </div>`
}

function Review({ vote, answer, sending, onBack }) {
  const heading = useRef(null)
  useEffect(() => heading.current.focus({ preventScroll: true }), [])
  const busy = sending.asked && sending.state === "sending"
  return html`<div class="ballot-paper ballot-review">
    <h3 ref=${heading} tabindex="-1">${t("Your ballot:")}</h3>
    <${AnswerList} vote=${vote} answer=${answer} />
    ${!vote.may_change && html`<p class="notice notice-warn"><${Icon} name="alert" /><strong>${t("Once sent it is final: in this vote a ballot cannot be changed.")}</strong></p>`}
    <div class="ballot-bar">
      <${Button} size="large" icon="back" disabled=${busy} onClick=${onBack}>${t("Change it")}<//>
      <${Button} kind="primary" size="large" class="grow" icon="ballot" busy=${busy} onClick=${() => sending.send(answer)}>${busy ? t("Sending…") : t("Send my ballot")}<//>
    </div>
  </div>`
}

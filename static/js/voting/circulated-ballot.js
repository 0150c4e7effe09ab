// An opinion asked for between meetings: an answer and, if one likes, a comment, sent together before the deadline.

import { Button } from "../core/button.js"
import { Field } from "../core/field.js"
import { Icon } from "../core/icon.js"
import { t } from "../core/i18n.js"
import { classes, html, useEffect, useId, useState } from "../core/ui.js"
import { ChoiceMark, choiceWords } from "./choices.js"
import { answerIn } from "./own-secret.js"
import { Unsent } from "./unsent.js"

const LONGEST = 2000 // characters of a comment

export function CirculatedBallot({ vote, ballot, sending }) {
  const name = useId()
  const [draft, setDraft] = useState(() => draftOf(ballot))
  const [touched, setTouched] = useState(false)
  const [filling, setFilling] = useState(!ballot)
  const [asked, setAsked] = useState(false)
  const { choice, comment } = draft
  const { sent } = sending
  const isSame = (one) => one.choice === choice && one.comment === comment.trim()
  const isSent = sent && isSame({ ...sent.answer, comment: sent.comment })
  const isKnown = (isSent && !sent.isRecorded) || (ballot && isSame(draftOf(ballot))) // to the server, or on its way

  useEffect(() => {
    if (sending.recorded && isSent) rest()
  }, [sending.recorded])
  // Recorded from another device of mine: shown here too, unless something is being filled in here.
  useEffect(() => {
    if (!touched && ballot) leave()
  }, [ballot?.recorded_at])

  function rest() {
    setTouched(false)
    setFilling(false)
  }

  function leave() {
    setDraft(draftOf(ballot))
    rest()
  }

  const change = (changed) => {
    setDraft({ ...draft, ...changed })
    setTouched(true)
  }

  if (vote.state !== "open") return touched && !isKnown ? html`<${Unsent} />` : null
  if (!filling || (ballot && !vote.may_change)) return vote.may_change && html`<${Button} icon="edit" class="ballot-again" onClick=${() => setFilling(true)}>${t("Change my answer")}<//>`
  const busy = sending.asked && sending.state === "sending"
  const send = (event) => {
    event.preventDefault()
    if (choice) sending.send({ choice }, comment.trim())
    else setAsked(true)
  }
  const elsewhere = touched && ballot && answerIn(ballot)?.choice !== choice
  return html`<form class="ballot-paper circulated-ballot" onSubmit=${send}>
    ${elsewhere && html`<p class="notice"><${Icon} name="info" />${t("What is recorded stands below; what you fill in here replaces it once you send it.")}</p>`}
    <fieldset class="circulated-choices">
      <legend>${t("Your answer")}</legend>
      <div class="ballot-choices">
        ${vote.options.map(
          (one) => html`<label key=${one} class=${classes("ballot-choice", `ballot-choice-${one}`, choice === one && "is-chosen")}>
            <input type="radio" class="visually-hidden" name=${name} checked=${choice === one} onChange=${() => change({ choice: one })} />
            <${ChoiceMark} choice=${one} /><span>${choiceWords(one)}</span>
          </label>`,
        )}
      </div>
    </fieldset>
    <${Field} as="textarea" label=${t("Comment, if you like")} hint=${t("It is kept with your answer and named in the report to the next meeting.")} rows="3" maxlength=${LONGEST} value=${comment} onInput=${(comment) => change({ comment })} />
    ${!vote.may_change && html`<p class="notice notice-warn"><${Icon} name="alert" /><strong>${t("Once sent it is final: in this vote an answer cannot be changed.")}</strong></p>`}
    <div class="ballot-bar">
      ${asked && !choice && html`<p class="ballot-missing" role="alert"><${Icon} name="alert" />${t("Please choose an answer.")}</p>`}
      ${ballot && html`<${Button} size="large" onClick=${leave}>${t("Leave it as it is recorded")}<//>`}
      <button class="button button-primary button-large grow" aria-busy=${busy ? "true" : undefined}><${Icon} name="ballot" /><span class="button-label">${busy ? t("Sending…") : t("Send my answer")}</span></button>
    </div>
  </form>`
}

function draftOf(ballot) {
  return { choice: answerIn(ballot)?.choice ?? null, comment: ballot?.comment ?? "" }
}

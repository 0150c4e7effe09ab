// An opinion asked for between meetings: an answer and, if one likes, a comment, sent together before the deadline.

import { Button } from "../core/button.js"
import { Field } from "../core/field.js"
import { Icon } from "../core/icon.js"
import { t } from "../core/i18n.js"
import { classes, html, useEffect, useId, useState } from "../core/ui.js"
import { ChoiceMark, choiceWords } from "./choices.js"
import { answerIn } from "./own-secret.js"

const LONGEST = 2000 // characters of a comment

export function CirculatedBallot({ vote, ballot, sending }) {
  const name = useId()
  const [choice, setChoice] = useState(() => answerIn(ballot)?.choice ?? null)
  const [comment, setComment] = useState(ballot?.comment ?? "")
  const [filling, setFilling] = useState(!ballot)
  const [asked, setAsked] = useState(false)
  useEffect(() => {
    if (sending.recorded) setFilling(false)
  }, [sending.recorded])
  if (vote.state !== "open") return null
  if (!filling) return vote.may_change && html`<${Button} icon="edit" class="ballot-again" onClick=${() => setFilling(true)}>${t("Change my answer")}<//>`
  const busy = sending.asked && sending.state === "sending"
  const send = (event) => {
    event.preventDefault()
    if (choice) sending.send({ choice }, comment.trim())
    else setAsked(true)
  }
  return html`<form class="ballot-paper circulated-ballot" onSubmit=${send}>
    <fieldset class="circulated-choices">
      <legend>${t("Your answer")}</legend>
      <div class="ballot-choices">
        ${vote.options.map(
          (one) => html`<label key=${one} class=${classes("ballot-choice", `ballot-choice-${one}`, choice === one && "is-chosen")}>
            <input type="radio" class="visually-hidden" name=${name} checked=${choice === one} onChange=${() => setChoice(one)} />
            <${ChoiceMark} choice=${one} /><span>${choiceWords(one)}</span>
          </label>`,
        )}
      </div>
    </fieldset>
    <${Field} as="textarea" label=${t("Comment, if you like")} hint=${t("It is kept with your answer and named in the report to the next meeting.")} rows="3" maxlength=${LONGEST} value=${comment} onInput=${setComment} />
    ${!vote.may_change && html`<p class="notice notice-warn"><${Icon} name="alert" /><strong>${t("Once sent it is final: in this vote an answer cannot be changed.")}</strong></p>`}
    <div class="ballot-bar">
      ${asked && !choice && html`<p class="ballot-missing" role="alert"><${Icon} name="alert" />${t("Please choose an answer.")}</p>`}
      <button class="button button-primary button-large grow" aria-busy=${busy ? "true" : undefined}><${Icon} name="ballot" /><span class="button-label">${busy ? t("Sending…") : t("Send my answer")}</span></button>
    </div>
  </form>`
}

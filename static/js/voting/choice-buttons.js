// A motion: one large button for each answer. Pressing is answering, unless it could not be taken back: then it is asked once.

import { confirm } from "../core/dialog.js"
import { t } from "../core/i18n.js"
import { classes, html } from "../core/ui.js"
import { isSecret } from "./answers.js"
import { ChoiceMark, choiceWords } from "./choices.js"

export function ChoiceButtons({ vote, ballot, sending }) {
  if (vote.state !== "open") return null
  const { state, asked } = sending
  const final = ballot && !vote.may_change
  const press = async (choice) => {
    if (state === "sending" || final) return
    if (vote.may_change || (await confirm(question(choice)))) sending.send({ choice })
  }
  // A neighbour shall not read a secret answer off the button afterwards.
  const recorded = (choice) => !isSecret(vote) && ballot?.answer?.choice === choice && !asked
  return html`<div class="ballot-choices" role="group" aria-label=${t("Your answer")}>
    ${vote.options.map((choice) => html`<${ChoiceButton} key=${choice} choice=${choice} recorded=${recorded(choice)} final=${final} asked=${asked?.choice === choice ? state : null} onPress=${press} />`)}
  </div>`
}

function question(choice) {
  return {
    title: t("Your answer: {choice}", { choice: choiceWords(choice) }),
    body: t("Once sent it is final: in this vote an answer cannot be changed."),
    confirm: t("Send: {choice}", { choice: choiceWords(choice) }),
    cancel: t("Go back"),
  }
}

function ChoiceButton({ choice, recorded, final, asked, onPress }) {
  return html`<button
    type="button"
    class=${classes("ballot-choice", `ballot-choice-${choice}`, recorded && "is-recorded", final && !recorded && "is-passed", asked === "sending" && "is-sending", asked === "failed" && "is-failed")}
    aria-pressed=${String(recorded)}
    aria-disabled=${final ? "true" : undefined}
    aria-busy=${asked === "sending" ? "true" : undefined}
    onClick=${() => onPress(choice)}
  >
    <${ChoiceMark} choice=${choice} /><span>${choiceWords(choice)}</span>
  </button>`
}

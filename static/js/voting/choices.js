// The answers of a vote, each with its word, its glyph and its colour: never the colour alone.

import { Icon } from "../core/icon.js"
import { t } from "../core/i18n.js"
import { html } from "../core/ui.js"

const ICONS = { for: "check", against: "close", abstain: "minus" }

const WORDS = {
  for: () => t("For"),
  against: () => t("Against"),
  abstain: () => t("Abstain"),
  not_cast: () => t("Did not vote"),
  invalid: () => t("Invalid"),
}

export function choiceWords(choice) {
  return WORDS[choice]?.() ?? choice
}

// A disc in the answer's colour with its glyph in it; the member who did not answer is an empty ring.
export function ChoiceMark({ choice }) {
  return html`<span class="choice-mark choice-mark-${choice}" aria-hidden="true">
    ${ICONS[choice] && html`<${Icon} name=${ICONS[choice]} />`}
  </span>`
}

export function outcomeWords(outcome) {
  return outcome === "adopted" ? t("Adopted") : t("Not adopted")
}

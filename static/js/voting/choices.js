// The answers of a vote, each with its word, its glyph and its colour: never the colour alone.

import { Icon } from "../core/icon.js"
import { t } from "../core/i18n.js"
import { html } from "../core/ui.js"

const CHOICES = {
  for: { words: () => t("For"), icon: "check" },
  against: { words: () => t("Against"), icon: "close" },
  abstain: { words: () => t("Abstain"), icon: "minus" },
  high: { words: () => t("High confidence"), icon: "chevron_up" },
  confidence: { words: () => t("Confidence"), icon: "check" },
  low: { words: () => t("Low confidence"), icon: "chevron_down" },
  no_confidence: { words: () => t("No confidence"), icon: "close" },
  picked: { words: () => t("Chosen"), icon: "check" },
  not_picked: { words: () => t("Not chosen") },
  not_cast: { words: () => t("Did not vote") },
  invalid: { words: () => t("Invalid") },
  blank: { words: () => t("Blank") },
}

export function choiceWords(choice) {
  return CHOICES[choice]?.words() ?? choice
}

// The same of one vote: who did not answer what circulates has not replied.
export function resultWords(vote, choice) {
  return choice === "not_cast" && vote.manner === "circulation" ? t("Did not reply") : choiceWords(choice)
}

// A disc in the answer's colour with its glyph in it; the member who did not answer is an empty ring.
export function ChoiceMark({ choice }) {
  const icon = CHOICES[choice]?.icon
  return html`<span class="choice-mark choice-mark-${choice}" aria-hidden="true">${icon && html`<${Icon} name=${icon} />`}</span>`
}

// What came of one among several names, in a word; where mistrust was counted, what share of it was reached.

import { t } from "../core/i18n.js"
import { outcomeWords } from "./outcome-words.js"
import { isOfMistrust } from "./rule-words.js"

export function subjectOutcomeWords(vote, { outcome, reached }) {
  if (outcome === "tied") return t("Equal votes")
  if (!isOfMistrust(vote.rule)) return outcomeWords(outcome)
  if (outcome !== "rejected") return t("Has confidence")
  return vote.rule.option === "low" ? t("Low confidence reached {share}", { share: reached?.at(-1) ?? "" }) : t("Has lost confidence")
}

// What a vote came to, in a word, with the tone and the glyph that go with it.

import { t } from "../core/i18n.js"
import { isOfMistrust } from "./rule-words.js"

const OUTCOMES = {
  adopted: { words: () => t("Adopted"), tone: "good", icon: "check" },
  rejected: { words: () => t("Not adopted"), tone: "bad", icon: "close" },
  elected: { words: () => t("Elected"), tone: "good", icon: "check" },
  not_elected: { words: () => t("Not elected"), tone: "bad", icon: "close" },
  chosen: { words: () => t("Chosen"), tone: "good", icon: "check" },
  not_chosen: { words: () => t("Not chosen"), tone: "bad", icon: "close" },
  tied: { words: () => t("Equal votes: to be decided"), tone: "open", icon: "alert" },
  incomplete: { words: () => t("Not all places are filled"), tone: "open", icon: "alert" },
  counted: { words: () => t("Counted"), tone: "open", icon: "info" },
}

export function outcomeWords(outcome) {
  return OUTCOMES[outcome]?.words() ?? outcome
}

// What came of the whole vote, where the names stand beside it: "Chosen" says more of a choice than "Adopted".
export function shortHeadline(result) {
  return outcomeWords(isWon(result) ? winners(result)[0].outcome : result.outcome)
}

export function isWon(result) {
  return ["elected", "adopted"].includes(result.outcome) && winners(result).length > 0
}

export function winners({ subjects }) {
  return (subjects ?? []).filter(({ outcome }) => outcome === "elected" || outcome === "chosen")
}

// Of one among several names; where mistrust was counted, what share of it was reached.
export function subjectOutcomeWords(vote, { outcome, reached }) {
  if (outcome === "tied") return t("Equal votes")
  if (!isOfMistrust(vote.rule)) return outcomeWords(outcome)
  if (outcome !== "rejected") return t("Has confidence")
  return vote.rule.option === "low" ? t("Low confidence reached {share}", { share: reached?.at(-1) ?? "" }) : t("Has lost confidence")
}

export function outcomeIcon(outcome) {
  return OUTCOMES[outcome]?.icon ?? "info"
}

// good | bad | open: neither of the two
export function outcomeTone(outcome) {
  return OUTCOMES[outcome]?.tone ?? "open"
}

// What a vote came to, in a word, with the tone and the glyph that go with it.

import { t } from "../core/i18n.js"

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

const TIE_BROKEN = {
  rule: () => t("The votes were equal: the side of the chair decided."),
  lot: () => t("The votes were equal: it was decided by lot."),
  chair: () => t("The votes were equal: the chair decided."),
}

// kind: that of the vote, where it is about the whole of it and not about one name
export function outcomeWords(outcome, kind) {
  if (outcome === "incomplete" && kind === "choice") return t("Too few options have the votes needed")
  return OUTCOMES[outcome]?.words() ?? outcome
}

export function outcomeIcon(outcome) {
  return OUTCOMES[outcome]?.icon ?? "info"
}

// good | bad | open: neither of the two
export function outcomeTone(outcome) {
  return OUTCOMES[outcome]?.tone ?? "open"
}

// broken: the tie_break of a result, {method, …}
export function brokenWords({ method }) {
  return TIE_BROKEN[method]()
}

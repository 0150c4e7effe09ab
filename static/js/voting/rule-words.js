// A majority rule in words: "more than 1/2 of all members".

import { t, tn } from "../core/i18n.js"
import { isSecret } from "./answers.js"
import { choiceWords } from "./choices.js"

const BASES = {
  all: () => t("all members"),
  present: () => t("members present"),
  cast: () => t("ballots cast"),
  for_against: () => t("votes for and against"),
}

// Answers that speak against somebody: who reaches the number loses the vote.
const MISTRUST = new Set(["low", "no_confidence"])

export function baseWords(kind) {
  return BASES[kind]?.() ?? kind
}

export function isOfMistrust(rule) {
  return MISTRUST.has(rule.option)
}

export function ruleWords({ base, fraction, strict }) {
  return fraction ? majorityWords({ base, fraction, strict }) : t("the most votes")
}

// What a vote takes to come to something, as it stands over the ballot; null where it comes to nothing.
export function adoptedIfWords(vote) {
  if (vote.is_test || vote.is_consultative || vote.rule.preset === "consultative") return null
  const rule = ruleWords(vote.rule)
  if (vote.form === "one") {
    const words = t("Adopted if {rule} vote for it", { rule })
    return vote.rule.tie === "chair" && !isSecret(vote) ? t("{rule}. On a tie the side of the chair decides.", { rule: words }) : words
  }
  if (isOfMistrust(vote.rule)) return t("It has consequences for whom {rule} answer “{option}”", { rule, option: choiceWords(vote.rule.option) })
  if (!vote.rule.fraction) return mostVotesWords(vote)
  return vote.kind === "choice" ? t("Chosen if picked by {rule}", { rule }) : t("Elected if chosen by {rule}", { rule })
}

function mostVotesWords({ kind, places }) {
  const count = Math.max(places ?? 1, 1)
  if (kind === "choice") return tn("What has the most votes is chosen", "The {count} options with the most votes are chosen", count)
  return tn("Who has the most votes is elected", "The {count} with the most votes are elected", count)
}

function majorityWords({ base, fraction, strict }) {
  const [numerator, denominator] = fraction
  const words = { fraction: `${numerator}/${denominator}`, base: baseWords(base) }
  if (numerator === denominator) return t("all of {base}", words)
  return strict ? t("more than {fraction} of {base}", words) : t("at least {fraction} of {base}", words)
}

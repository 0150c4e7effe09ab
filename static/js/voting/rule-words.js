// A majority rule in words: "more than 1/2 of all members".

import { t } from "../core/i18n.js"

const BASES = {
  all: () => t("all members"),
  present: () => t("members present"),
  cast: () => t("ballots cast"),
  for_against: () => t("votes for and against"),
}

export function baseWords(kind) {
  return BASES[kind]?.() ?? kind
}

export function ruleWords({ base, fraction, strict, tie }) {
  const words = fraction ? majorityWords({ base, fraction, strict }) : t("the most votes")
  return tie === "chair" ? t("{majority}; on a tie the side of the chair", { majority: words }) : words
}

// What a vote takes to come to something, as it stands over the ballot.
export function adoptedIfWords(vote) {
  const rule = ruleWords(vote.rule)
  if (vote.form === "one") return t("Adopted if {rule} vote for it", { rule })
  return t("Decided by: {rule}", { rule })
}

function majorityWords({ base, fraction, strict }) {
  const [numerator, denominator] = fraction
  const words = { fraction: `${numerator}/${denominator}`, base: baseWords(base) }
  if (numerator === denominator) return t("all of {base}", words)
  return strict ? t("more than {fraction} of {base}", words) : t("at least {fraction} of {base}", words)
}

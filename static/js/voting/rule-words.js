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
  const words = majorityWords({ base, fraction, strict })
  return tie === "chair" ? t("{majority}; on a tie the side of the chair", { majority: words }) : words
}

function majorityWords({ base, fraction, strict }) {
  if (!fraction) return t("the most votes")
  const [numerator, denominator] = fraction
  const words = { fraction: `${numerator}/${denominator}`, base: baseWords(base) }
  if (numerator === denominator) return t("all of {base}", words)
  return strict ? t("more than {fraction} of {base}", words) : t("at least {fraction} of {base}", words)
}

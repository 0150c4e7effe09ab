// The kinds of vote, who learns the answers, and how they come in, in words that nobody has to look up.

import { t } from "../core/i18n.js"

const KINDS = {
  motion: { words: () => t("Motion"), hint: () => t("For, against or abstain: a resolution, a decision, an item of the agenda.") },
  choice: { words: () => t("Choice of several"), hint: () => t("Some of several possibilities are picked: an option, a date, a group of questions.") },
  election: { words: () => t("Election"), hint: () => t("Each ballot names as many candidates as there are places, at most.") },
  election_each: { words: () => t("Election, for or against each candidate"), hint: () => t("Each candidate is voted on, for or against.") },
  confidence_three: { words: () => t("Confidence, three levels"), hint: () => t("High confidence, confidence or low confidence, for each person.") },
  confidence_two: { words: () => t("Confidence, two levels"), hint: () => t("Confidence or no confidence, for each person.") },
}

const SECRECY = {
  named_later: { words: () => t("Open vote, by name once published"), hint: () => t("While it is open nobody sees who answers what. The desk sees it from closing, everybody from publication.") },
  named: { words: () => t("Open vote, by name"), hint: () => t("Everybody sees at once who answers what.") },
  secret: { words: () => t("Secret ballot"), hint: () => t("Ballots are sealed on the tablets. After closing, nobody with the database, its backups or logs can tell who voted what; while it is open, whoever controls the running server could.") },
  split: { words: () => t("Secret ballot with three tellers"), hint: () => t("The key of the urn is in the hands of three tellers, and two of them open it together. The server alone cannot read votes.") },
}

const MANNERS = {
  tablet: { words: () => t("On the tablets"), hint: () => t("Each member answers on the own device.") },
  roll_call: { words: () => t("By roll call"), hint: () => t("Each member is called and says the answer; the desk enters it by name.") },
  by_hand: { words: () => t("Counted by hand"), hint: () => t("By show of hands or on paper: the desk enters the totals, and a second person confirms them.") },
  circulation: { words: () => t("By circulation"), hint: () => t("Between meetings: members answer until a deadline, with a comment if they like. Nobody has to be present.") },
}

export function kindWords(kind) {
  return KINDS[kind]?.words() ?? kind
}

export function kindHint(kind) {
  return KINDS[kind]?.hint() ?? ""
}

export function secrecyWords(secrecy) {
  return SECRECY[secrecy]?.words() ?? secrecy
}

export function mannerWords(manner) {
  return MANNERS[manner]?.words() ?? manner
}

// [{value, label, hint}] for the form.
export function secrecyOptions() {
  return options(SECRECY)
}

export function mannerOptions() {
  return options(MANNERS)
}

function options(all) {
  return Object.entries(all).map(([value, { words, hint }]) => ({ value, label: words(), hint: hint() }))
}

// What the names on the ballot are.
export function subjectsWords(kind) {
  if (kind === "choice") return t("Possibilities on the ballot")
  return kind === "election" || kind === "election_each" ? t("Candidates") : t("Persons voted on")
}

// Answers: what is in them, and how they are said. An answer is {choice} or {picks: [subject ids]} or {each: {subject id: option}}.

import { formatNumber, t, tn } from "../core/i18n.js"
import { choiceWords } from "./choices.js"

export function isSecret(vote) {
  return vote.secrecy === "secret" || vote.secrecy === "split"
}

// An answer before anything is chosen.
export function emptyAnswer(vote) {
  return { one: { choice: null }, picks: { picks: [] }, each: { each: {} } }[vote.form]
}

export function sameAnswer(a, b) {
  return JSON.stringify(inOrder(a)) === JSON.stringify(inOrder(b))
}

function inOrder(answer) {
  if (answer?.picks) return { picks: [...answer.picks].sort((a, b) => a - b) }
  if (answer?.each) return { each: Object.entries(answer.each).sort(([a], [b]) => a - b) }
  return answer ?? null
}

// Puts one more subject on the ballot, or takes it off; as many as may be chosen are never exceeded. One place: the other gives way.
// → { picks, refused: whether there was no room for it }
export function togglePick(picks, id, most) {
  if (picks.includes(id)) return { picks: picks.filter((one) => one !== id), refused: false }
  if (most === 1) return { picks: [id], refused: false }
  if (picks.length >= most) return { picks, refused: true }
  return { picks: [...picks, id].sort((a, b) => a - b), refused: false }
}

// The subjects in their order that have no answer yet.
export function unanswered(vote, each) {
  return vote.subjects.filter(({ id }) => !each[id])
}

// What still keeps the answer from being sent, in words; null when it may go.
export function missingWords(vote, answer) {
  if (vote.form === "one") return answer.choice ? null : t("Please choose an answer.")
  if (vote.form === "each") {
    const left = unanswered(vote, answer.each).length
    return left ? tn("{count} name has no answer yet.", "{count} names have no answer yet.", left) : null
  }
  const short = vote.min_picks - answer.picks.length
  return short > 0 ? tn("Please choose {count} more.", "Please choose {count} more.", short) : null
}

// "2 of at most 3 chosen"
export function pickedWords(vote, picks) {
  const words = { count: formatNumber(picks.length), most: formatNumber(vote.max_picks) }
  return vote.min_picks === vote.max_picks ? t("{count} of {most} chosen", words) : t("{count} of at most {most} chosen", words)
}

// How many are to be chosen, as the ballot says it on top.
export function pickRuleWords(vote) {
  const words = { least: formatNumber(vote.min_picks), most: formatNumber(vote.max_picks) }
  if (vote.min_picks === vote.max_picks) return t("Choose {most}.", words)
  return vote.min_picks > 0 ? t("Choose at least {least} and at most {most}.", words) : t("Choose at most {most}; you may also hand in a blank ballot.", words)
}

// An answer in one line, as a person would say it.
export function answerWords(vote, answer) {
  if (answer.choice !== undefined) return choiceWords(answer.choice)
  if (answer.picks) return answer.picks.length ? titlesOf(vote, answer.picks).join("; ") : blankWords(vote)
  return groupedAnswers(vote, answer)
    .map(({ choice, titles }) => t("{answer}: {names}", { answer: choiceWords(choice), names: titles.join(", ") }))
    .join("; ")
}

export function blankWords(vote) {
  return vote.kind === "choice" ? t("Blank ballot: nothing is chosen") : t("Blank ballot: nobody is chosen")
}

// [{choice, titles}] of an answer for each: whoever got the same stands together, in the order of the options.
export function groupedAnswers(vote, answer) {
  return vote.options
    .map((choice) => ({ choice, titles: vote.subjects.filter(({ id }) => answer.each[id] === choice).map(({ title }) => title) }))
    .filter(({ titles }) => titles.length)
}

export function titlesOf(vote, ids) {
  return vote.subjects.filter(({ id }) => ids.includes(id)).map(({ title }) => title)
}

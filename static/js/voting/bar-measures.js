// What a bar of a result is held against. Pure: every number is the result's own.

import { countedChoices, wholeOf } from "./subjects-order.js"

// → {whole: the electorate, which is as long as a bar can become; base: in percent of it what the percentages are of, null where that
//    is everybody; line: in percent of it where the number required stands, null where there is none. An answer that speaks against
//    somebody reaches it from the other end.}
export function measuresOf(vote, result) {
  const whole = wholeOf(result)
  const share = (number) => Math.min((number / whole) * 100, 100)
  const isAll = result.base.number === result.electorate || vote.form === "each" // its bar is filled to the end
  const base = isAll ? null : share(result.base.number)
  const decisive = decisiveOf(vote)
  if (result.required == null || !decisive) return { whole, base, line: null }
  return { whole, base, line: decisive === "last" ? 100 - share(result.required) : share(result.required) }
}

// Which end of the bar the answer grows from that the number is required of.
function decisiveOf(vote) {
  const choices = vote.form === "one" ? vote.options : countedChoices(vote)
  const option = vote.form === "picks" ? "picked" : vote.rule.option ?? "for"
  if (choices[0] === option) return "first"
  return choices.at(-1) === option ? "last" : null
}

// The answers to one name in the order of the ballot paper, with what makes them the whole; an answer that speaks against
// somebody stands at the other end, so that it can be held against the line.
export function partsOf(vote, result, subject) {
  const answers = countedChoices(vote).map((choice) => ({ choice, number: subject.counts[choice] ?? 0 }))
  const others = [{ choice: "invalid", number: result.invalid ?? 0 }, { choice: "not_cast", number: result.not_cast }]
  if (decisiveOf(vote) !== "last") return [...answers, ...others]
  return [...answers.slice(0, -1), ...others, answers.at(-1)]
}

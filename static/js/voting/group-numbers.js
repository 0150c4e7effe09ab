// What each group of the house came to, as the result has it. Pure: no DOM, and nothing is counted here.

import { countedChoices } from "./subjects-order.js"

// → the answers that stand side by side, in the order of the legend
export function groupChoices(vote, result) {
  return [...countedChoices(vote), "not_cast", ...(result.invalid > 0 ? ["invalid"] : [])]
}

// → [{group, electorate, numbers: {answer: number}}] by the groups' names, those of no group last; of a vote on several names
//   what was answered about one of them, `subjectId`.
export function groupNumbers(vote, result, subjectId) {
  const collator = new Intl.Collator("vi", { numeric: true })
  return result.by_group
    .map(({ group, electorate, counts, subjects, not_cast, invalid }) => ({ group, electorate, numbers: { ...(subjects[subjectId] ?? counts), not_cast, invalid } }))
    .sort((a, b) => !a.group - !b.group || collator.compare(a.group, b.group))
}

// → the parts of a group's bar, [{choice, number}]. Where names are picked the rest of it did not pick this one.
export function groupParts(choices, electorate, numbers) {
  const parts = choices.map((choice) => ({ choice, number: numbers[choice] }))
  const rest = parts.reduce((left, { number }) => left - number, electorate)
  return [parts[0], { choice: "not_picked", number: rest }, ...parts.slice(1)]
}

// The names of a vote in the order in which they came out.

// → the subjects of a result: by rank where there is one, else as they stand on the ballot. Pure.
export function byRank(subjects) {
  return [...subjects].sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
}

// The answers counted for each name, in the order in which they are shown.
export function countedChoices(vote) {
  return vote.form === "picks" ? ["picked"] : vote.options
}

// How wide a bar may become: the ballots of everybody.
export function wholeOf(result) {
  return Math.max(result.electorate, 1)
}

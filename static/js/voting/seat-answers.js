// Who answered what in a named vote, seat by seat: from the result once it is published, from the live letters while it is open.

const UNANSWERED = "-"

// → [{seat_id, choice}] in the order of the roll; choice is an option, "not_cast" or "invalid". For a vote on several
// subjects the answer about one of them, `subjectId`. null where nobody may know.
export function answersBySeat(vote, result, subjectId) {
  if (vote.state === "open") return liveAnswers(vote)
  const roll = result?.roll_call
  if (!roll) return null
  if (vote.form === "one") return Object.entries(roll).flatMap(([choice, seats]) => seats.map((seat_id) => ({ seat_id, choice })))
  return Object.entries(rollBySeat(roll)).map(([seat_id, answer]) => ({ seat_id: Number(seat_id), choice: aboutOne(vote, answer, subjectId) }))
}

// Of a vote in the open, one letter for each elector: the place of the answer among the options.
export function liveAnswers(vote) {
  if (!vote.electors || !vote.answers) return null
  return vote.electors.map((seat_id, n) => ({ seat_id, choice: choiceOf(vote, vote.answers[n]) }))
}

export function choiceOf(vote, letter) {
  return letter === UNANSWERED || letter === undefined ? "not_cast" : (vote.options[Number(letter)] ?? "invalid")
}

// {seat id: answer | null}
export function rollBySeat(roll) {
  return roll.picks ?? roll.each ?? roll
}

function aboutOne(vote, answer, subjectId) {
  if (!answer) return "not_cast"
  const bare = answer.picks ?? answer.each ?? answer
  if (vote.form === "picks") return bare.includes(subjectId) ? "picked" : "not_picked"
  return bare[subjectId] ?? "invalid"
}

// {answer: number} of a list as above.
export function countChoices(answers) {
  const counts = {}
  for (const { choice } of answers) counts[choice] = (counts[choice] ?? 0) + 1
  return counts
}

// [{group, counts, total}] by the groups' names; seats of no group come last, under "".
export function countByGroup(answers, seats) {
  const collator = new Intl.Collator("vi", { numeric: true })
  const groups = new Map()
  for (const answer of answers) {
    const group = seats[answer.seat_id]?.group ?? ""
    groups.set(group, [...(groups.get(group) ?? []), answer])
  }
  return [...groups]
    .map(([group, list]) => ({ group, counts: countChoices(list), total: list.length }))
    .sort((a, b) => !a.group - !b.group || collator.compare(a.group, b.group))
}

// Who answered what in a named vote, seat by seat: from the result once it is published, from the live letters while it is open.

const UNANSWERED = "-"

// → [{seat_id, choice}]; choice is an option, "not_cast" or "invalid". For a vote on several
// subjects the answer about one of them, `subjectId`. null where nobody may know.
export function answersBySeat(vote, result, subjectId, seats = {}) {
  if (vote.state === "open") return liveAnswers(vote)
  const roll = result?.roll_call
  if (!roll) return null
  if (vote.form === "one") return Object.entries(roll).flatMap(([choice, seats]) => seats.map((seat_id) => ({ seat_id, choice })))
  const answered = Object.entries(roll).map(([seat_id, answer]) => ({ seat_id: Number(seat_id), choice: aboutOne(vote, answer, subjectId) }))
  return [...answered, ...silent(vote, result, roll, seats)]
}

// The roll of several names holds only those who answered. Who did not is known as long as the seats are those of then.
function silent(vote, result, roll, seats) {
  const others = Object.values(seats).filter((seat) => seat.votes && !(seat.id in roll) && !vote.recused?.includes(seat.id))
  return others.length === result.not_cast ? others.map((seat) => ({ seat_id: seat.id, choice: "not_cast" })) : []
}

// Of a vote in the open, one letter for each elector: the place of the answer among the options.
export function liveAnswers(vote) {
  if (!vote.electors || !vote.answers) return null
  return vote.electors.map((seat_id, n) => ({ seat_id, choice: choiceOf(vote, vote.answers[n]) }))
}

export function choiceOf(vote, letter) {
  return letter === UNANSWERED || letter === undefined ? "not_cast" : (vote.options[Number(letter)] ?? "invalid")
}

function aboutOne(vote, answer, subjectId) {
  if (vote.form === "picks") return answer.picks.includes(subjectId) ? "picked" : "not_picked"
  return answer.each[subjectId] ?? "invalid"
}

// {answer: number} of a list as above.
export function countChoices(answers) {
  const counts = {}
  for (const { choice } of answers) counts[choice] = (counts[choice] ?? 0) + 1
  return counts
}

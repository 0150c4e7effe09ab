// Who answered what in a named vote, seat by seat: from the result once it is published, from the live letters while it is open.
// For a drawing an answer is one letter, its place in the legend, which is shorter than ten: what stays as it was in five hundred is
// seen at a glance.

const UNANSWERED = "-" // while the vote is open

// → [{seat_id, choice}]; choice is an option, "not_cast" or "invalid". For a vote on several
// subjects the answer about one of them, `subjectId`. null where nobody may know.
export function answersBySeat(vote, result, subjectId, seats = {}) {
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

function aboutOne(vote, answer, subjectId) {
  if (vote.form === "picks") return answer.picks.includes(subjectId) ? "picked" : "not_picked"
  return answer.each[subjectId] ?? "invalid"
}

// Of a list as above; choices: the legend.
export function lettersOf(answers, choices) {
  return answers.map(({ choice }) => choices.indexOf(choice)).join("")
}

// Of a vote in the open, in the order of its electors. Its legend: the options, then who did not answer.
export function liveLetters({ answers = "", options }) {
  return answers.replaceAll(UNANSWERED, options.length)
}

// A letter that is no answer of this vote is not taken for one.
export function choiceOf(letter, choices) {
  return choices[letter] ?? "invalid"
}

// → {letter: number}
export function countLetters(letters) {
  const counts = {}
  for (const letter of letters) counts[letter] = (counts[letter] ?? 0) + 1
  return counts
}

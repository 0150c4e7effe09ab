// Who is in the electorate of a vote, who could be, and who is recused. Pure: no DOM.

// A draft has no electorate yet: then it is everybody with a vote. While the vote is open whoever has answered stays in it.
// → { inside: those who can be recused, outside: those who can be let in, recused }, each of them seats
export function electoratesOf(vote, turnout, seats) {
  const recused = vote.recused.map((id) => seats[id]).filter(Boolean)
  const voting = Object.values(seats).filter((seat) => seat.votes && !vote.recused.includes(seat.id))
  if (vote.state === "draft") return { inside: voting, outside: [], recused }
  const ids = new Set([...(turnout?.cast ?? []), ...(turnout?.missing ?? [])])
  const inside = (turnout?.missing ?? []).map((id) => seats[id]).filter(Boolean)
  return { inside, outside: voting.filter(({ id }) => !ids.has(id)), recused }
}

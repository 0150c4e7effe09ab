// Which vote stands before the member now. Pure: no DOM.

// votes: {id: vote}; witnessed: Set of ids seen open or closed on this page; dismissed: Set of what was put away; ballots: {id of a vote: mine}
// → the vote open in the room; else the one told of last: closed and still to be published, or its result or annulment just announced;
//   else what circulates and is not put away; else null
export function voteToShow(votes, { itemId, witnessed, dismissed, ballots = {} }) {
  const all = Object.values(votes)
  const open = all.filter((vote) => vote.state === "open")
  const inRoom = voteInRoom(votes)
  if (inRoom) return inRoom
  const hadAnswered = (vote) => ballots[vote.id]?.recorded_at < vote.reminded_at
  const shown = (vote) => !dismissed.has(dismissalsOf(vote)[hadAnswered(vote) ? "answered" : "asked"])
  const waiting = all.filter((vote) => vote.state === "closed" && (witnessed.has(vote.id) || vote.item_id === itemId))
  const told = all.filter((vote) => ["published", "annulled"].includes(vote.state) && witnessed.has(vote.id))
  return latest([...waiting, ...told].filter(shown), toldAt) ?? latest(open.filter(shown), openedAt)
}

// The marks of a vote put away. A reminder brings it back to those who had not answered before it; the others keep it away.
export function dismissalsOf({ id, state, reminded_at: remindedAt }) {
  const answered = `${id} ${state}`
  return { answered, asked: remindedAt ? `${answered} ${remindedAt}` : answered }
}

// The latest that the tablets were told of it: an urn may be counted, and a vote annulled, long after another one was closed.
function toldAt(vote) {
  return vote.annulment?.confirmed_at ?? vote.published_at ?? vote.hall_at ?? vote.closed_at ?? ""
}

function openedAt(vote) {
  return vote.opened_at ?? ""
}

// → the vote open in the room, or null
export function voteInRoom(votes) {
  return latest(Object.values(votes).filter((vote) => vote.state === "open" && !circulates(vote)), openedAt)
}

// Between meetings: it waits for its answer and takes the screen from nobody.
export function circulates(vote) {
  return vote.manner === "circulation"
}

const COMING_IN = new Set(["cast", "electorate", "answers"])

// Whether only the numbers that come in differ: those who show them look at them by themselves, and the rest is not drawn anew.
export function sameButProgress(a, b) {
  if (!a || !b || a === b) return a === b
  const names = Object.keys({ ...a, ...b })
  return names.every((name) => a[name] === b[name] || COMING_IN.has(name) || JSON.stringify(a[name]) === JSON.stringify(b[name]))
}

// The same for all votes, {id: vote}.
export function allSameButProgress(a, b) {
  const ids = Object.keys(b)
  return ids.length === Object.keys(a).length && ids.every((id) => sameButProgress(a[id], b[id]))
}

function latest(votes, moment) {
  return votes.reduce((last, vote) => (!last || moment(vote) > moment(last) ? vote : last), null)
}

// Which vote stands before the member now. Pure: no DOM.

// votes: {id: vote}; witnessed: Set of ids seen open or closed on this page; dismissed: Set of ids put away after publication
// → the open vote; else the last one closed that is still to be published; else a result just published; else null
export function voteToShow(votes, { itemId, witnessed, dismissed }) {
  const all = Object.values(votes)
  const open = all.filter((vote) => vote.state === "open")
  if (open.length) return latest(open, "opened_at")
  const waiting = all.filter((vote) => vote.state === "closed" && (witnessed.has(vote.id) || vote.item_id === itemId))
  const published = all.filter((vote) => vote.state === "published" && witnessed.has(vote.id))
  return latest([...waiting, ...published].filter((vote) => !dismissed.has(`${vote.id} ${vote.state}`)), "closed_at")
}

function latest(votes, moment) {
  return votes.reduce((last, vote) => (!last || vote[moment] > last[moment] ? vote : last), null)
}

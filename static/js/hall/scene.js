// What the hall screen shows now: the latest public act wins, except that an open vote always does. No DOM.

// → { kind: "vote" | "counting" | "result" | "page" | "item" | "waiting" | "ended", vote? }
// passed: votes that have given way once, "id state"; they do not come back when, say, that speaker has ended.
export function hallScene({ meeting, items, presentation, speeches, votes }, passed = new Set()) {
  const all = Object.values(votes)
  const open = latest(all.filter((vote) => vote.state === "open"), "opened_at")
  if (open) return { kind: "vote", vote: open }

  const counted = latest(all.filter((vote) => vote.state === "published" || vote.state === "closed"), "closed_at")
  const key = counted && `${counted.id} ${counted.state}`
  if (counted && isPast(counted, { meeting, items, presentation, speeches })) passed.add(key)
  if (counted && !passed.has(key)) {
    return { kind: counted.state === "published" ? "result" : "counting", vote: counted }
  }
  if (meeting.state === "ended") return { kind: "ended" }
  if (presentation) return { kind: "page" }
  return { kind: meeting.current_item_id ? "item" : "waiting" }
}

// The room has moved on since: another page, another item, another speaker.
function isPast(vote, { meeting, items, presentation, speeches }) {
  const shown = vote.published_at ?? vote.closed_at
  const item = items[meeting.current_item_id]
  const begun = Object.values(speeches).map((speech) => speech.running_since)
  return [presentation?.at, item?.started_at, meeting.ended_at, ...begun].some((moment) => moment && moment > shown)
}

function latest(votes, moment) {
  return votes.reduce((best, vote) => (!best || vote[moment] > best[moment] ? vote : best), null)
}

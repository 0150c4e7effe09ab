// What the hall screen shows now: the latest public act wins, except that an open vote always does. No DOM.

// → { kind: "vote" | "counting" | "result" | "annulled" | "page" | "item" | "waiting" | "ended", vote? }
// passed: votes that have given way once, "id kind"; they do not come back when, say, that speaker has ended.
export function hallScene({ meeting, items, presentation, speeches, votes }, passed = new Set()) {
  // What circulates between meetings is nothing to the hall.
  const all = Object.values(votes).filter((vote) => vote.manner !== "circulation")
  const open = latest(all.filter((vote) => vote.state === "open"), (vote) => vote.opened_at)
  if (open) return { kind: "vote", vote: open }

  const counted = latest(all.filter((vote) => COUNTED.has(vote.state)), settledAt)
  const kind = counted && kindOf(counted)
  const key = kind && `${counted.id} ${kind}`
  if (kind && isPast(counted, { meeting, items, presentation, speeches })) passed.add(key)
  if (kind && !passed.has(key)) return { kind, vote: counted }
  if (meeting.state === "ended") return { kind: "ended" }
  if (presentation) return { kind: "page" }
  return { kind: meeting.current_item_id ? "item" : "waiting" }
}

const COUNTED = new Set(["closed", "published", "annulled"])

// Nothing of a result that the tablets alone have.
function kindOf({ state, hall_at: shown, result }) {
  if (state === "annulled") return "annulled"
  if (shown && result) return "result"
  return state === "closed" ? "counting" : null
}

// The room has moved on since: another page, another item, another speaker.
function isPast(vote, { meeting, items, presentation, speeches }) {
  const shown = settledAt(vote)
  const item = items[meeting.current_item_id]
  const begun = Object.values(speeches).map((speech) => speech.running_since)
  return [presentation?.at, item?.started_at, meeting.ended_at, ...begun].some((moment) => moment && moment > shown)
}

// The latest that the hall was told of it: an urn may be counted, and a vote annulled, long after another one was closed.
function settledAt(vote) {
  return vote.annulment?.confirmed_at ?? vote.hall_at ?? vote.closed_at ?? ""
}

function latest(votes, moment) {
  return votes.reduce((best, vote) => (!best || moment(vote) > moment(best) ? vote : best), null)
}

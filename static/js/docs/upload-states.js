// What becomes of a file that somebody has chosen. Pure.
//
//   waiting → sending ⇄ interrupted → checking → recorded        or failed, with a sentence, or cancelled

export const UNDER_WAY = new Set(["waiting", "sending", "interrupted", "checking"])
export const ON_THE_LINE = new Set(["sending", "interrupted", "checking"])

export const isUnderWay = ({ state }) => UNDER_WAY.has(state)

// The place where a file is going to lie: those of one place go one after the other.
export function placeOf({ meetingId, itemId, paperId }) {
  return `${meetingId}/${itemId ?? ""}/${paperId ?? ""}`
}

// What the server says of an unfinished upload, in the terms of this page.
export function targetOf({ item_id, paper_id }, meetingId) {
  return paper_id ? { meetingId, paperId: paper_id } : { meetingId, itemId: item_id }
}

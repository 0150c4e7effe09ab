// Is the meeting ready for its members? Pure: what is known goes in, findings come out, the gravest first.

import { newestIntakes } from "../docs/paper-counts.js"
import { orderRows } from "./agenda-order.js"

// → [{code, grave: it cannot be published so, things: [item or paper or seat or person], tab}]
export function findings({ meeting, items, papers, intakes, seats, people, now }) {
  const found = []
  const add = (code, things, tab, grave = false) => things.length && found.push({ code, things, tab, grave })
  const rows = orderRows(items)
  const all = Object.values(papers)
  const newest = newestIntakes(intakes)
  const seated = Object.values(seats)
  const parents = new Set(rows.map((row) => row.parent_id))
  const withPapers = new Set(all.map((paper) => paper.item_id))
  const state = (paper) => newest[paper.id]?.state

  if (!rows.length) found.push({ code: "no_items", things: [], tab: "agenda", grave: true })
  add("failed_papers", all.filter((paper) => state(paper) === "failed"), "agenda")
  add("unready_papers", all.filter((paper) => state(paper) && !["ready", "failed"].includes(state(paper))), "agenda")
  // An item that only holds others together needs no paper of its own.
  add("items_without_papers", rows.filter(({ id }) => !withPapers.has(id) && !parents.has(id)).map(({ id }) => items[id]), "agenda")
  if (!seated.some(({ role }) => role === "chair")) found.push({ code: "no_chair", things: [], tab: "seats" })
  if (!seated.some(({ role }) => role === "member")) found.push({ code: "no_members", things: [], tab: "seats" })
  if (people) {
    const has = new Set(seated.map(({ person_id }) => person_id))
    add("people_without_seats", people.filter(({ id, locked, office }) => !has.has(id) && !locked && office === "member"), "seats")
  }
  if (!meeting.place) found.push({ code: "no_place", things: [], tab: "details" })
  if (meeting.state === "draft" && Date.parse(meeting.starts_at) < now) found.push({ code: "in_the_past", things: [], tab: "details" })
  return found
}

// Who sees a paper, in plain words and by name: those let through by its own rule and by the rules of the items it belongs to.

import { collate, t, tn } from "../core/i18n.js"
import { store } from "../core/store.js"
import { html } from "../core/ui.js"
import { roleName } from "../agenda/seat-roles.js"

const DESK = new Set(["chair", "secretary"])
const MOST_NAMED = 6

// rule: {kind, roles, people}
export function admits({ kind, roles, people }, seat) {
  if (kind === "everyone") return true
  if (kind === "roles") return roles.includes(seat.role)
  return kind === "people" && people.includes(seat.person_id)
}

// The seats outside the desk, which sees everything, that every rule lets through.
export function readersOf(rules, seats) {
  return Object.values(seats).filter((seat) => !DESK.has(seat.role) && rules.every((rule) => admits(rule, seat)))
}

// inherited: the rules of the items above, with their titles; of: "paper" | "item"
export function WhoSees({ rule, inherited = [], of = "paper" }) {
  const seats = store.seats.value
  const rules = [rule, ...inherited]
  const readers = collate(readersOf(rules, seats))
  const forAll = rules.every(({ kind }) => kind === "everyone")
  return html`<div class="who-sees stack tight">
    <p role="status"><strong>${of === "item" ? t("Who sees its papers:") : t("Who sees this:")}</strong> ${summary(rules, readers, forAll)}</p>
    ${inherited.map(({ item_id, title }) => html`<p class="small soft" key=${item_id}>${t("Narrowed by the agenda item “{title}”.", { title })}</p>`)}
    ${!forAll &&
    readers.length > MOST_NAMED &&
    html`<details>
      <summary>${t("Show all names")}</summary>
      <ul class="list">${readers.map((seat) => html`<li class="small" key=${seat.id}>${seat.name} · ${roleName(seat.role)}</li>`)}</ul>
    </details>`}
  </div>`
}

function summary(rules, readers, forAll) {
  if (forAll) return t("everyone in the meeting, and the hall screen when it is presented.")
  if (!readers.length) return t("only the chair and the secretaries.")
  const roles = rules.length === 1 && rules[0].kind === "roles" ? rules[0].roles.map(roleName).join(", ") : null
  if (roles) return tn("{roles} ({count} person), the chair and the secretaries.", "{roles} ({count} people), the chair and the secretaries.", readers.length, { roles })
  const named = readers.slice(0, MOST_NAMED).map(({ name }) => name).join(", ")
  const more = readers.length - MOST_NAMED
  if (more > 0) return tn("{names} and {count} more, the chair and the secretaries.", "{names} and {count} more, the chair and the secretaries.", more, { names: named })
  return t("{names}, the chair and the secretaries.", { names: named })
}

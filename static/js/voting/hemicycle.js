// A result as the chamber's half-circle: one mark per member, the answers as wedges. Four paths, whatever the number of seats.
// For is a disc, against a square, abstaining a bar, not voting a ring: told apart without colours too.

import { html, useMemo } from "../core/ui.js"
import { choiceWords } from "./choices.js"
import { seatHalfCircle } from "./seating.js"

const ORDER = ["for", "abstain", "invalid", "not_cast", "against"]

// result: its counts, with those who did not vote and what was invalid: a mark for everybody entitled.
export function countsOf({ counts, not_cast, invalid }) {
  return { ...counts, not_cast, ...(invalid > 0 && { invalid }) }
}

// counts: {for, against, abstain, not_cast} and, where there are any, invalid. Its words stand in the table beside it, so that it is one image here.
export function Hemicycle({ counts, label }) {
  const key = ORDER.map((choice) => counts[choice] ?? 0).join(" ")
  const paths = useMemo(() => drawPaths(counts), [key])
  const named = ORDER.filter((choice) => choice !== "invalid" || counts.invalid)
  const words = label ?? named.map((choice) => `${choiceWords(choice)}: ${counts[choice] ?? 0}`).join(", ")
  return html`<svg class="hemicycle" viewBox="-1.1 -1.1 2.2 1.2" role="img" aria-label=${words}>
    ${paths.map(({ choice, d, stroke }) => html`<path key=${choice} class="hemicycle-${choice}" d=${d} stroke-width=${stroke} />`)}
  </svg>`
}

function drawPaths(counts) {
  const total = ORDER.reduce((sum, choice) => sum + (counts[choice] ?? 0), 0)
  const { radius, seats } = seatHalfCircle(total)
  let from = 0
  return ORDER.map((choice) => {
    const to = from + (counts[choice] ?? 0)
    const d = seats.slice(from, to).map((seat) => SHAPES[choice](seat.x, -seat.y, radius)).join("")
    from = to
    return { choice, d, stroke: (radius * 0.35).toFixed(4) }
  }).filter(({ d }) => d)
}

const SHAPES = {
  for: (x, y, r) => disc(x, y, r),
  against: (x, y, r) => box(x, y, r * 0.88, r * 0.88),
  abstain: (x, y, r) => box(x, y, r * 0.95, r * 0.45),
  invalid: (x, y, r) => box(x, y, r * 0.4, r * 0.4),
  not_cast: (x, y, r) => disc(x, y, r * 0.72),
}

function disc(x, y, r) {
  return `M${at(x - r)} ${at(y)}a${at(r)} ${at(r)} 0 1 0 ${at(2 * r)} 0a${at(r)} ${at(r)} 0 1 0 ${at(-2 * r)} 0z`
}

function box(x, y, halfWidth, halfHeight) {
  return `M${at(x - halfWidth)} ${at(y - halfHeight)}h${at(2 * halfWidth)}v${at(2 * halfHeight)}h${at(-2 * halfWidth)}z`
}

function at(number) {
  return +number.toFixed(4)
}

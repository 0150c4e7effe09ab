// Every seat where it stands, in the colour and with the glyph of its answer; touched, or gone to with the arrow keys, it says whose it is.
//
// Seats of one answer are one path, some neighbours at a time: when one of five hundred changes, two short paths do, and the browser
// has a few dozen shapes to lay out and paint instead of five hundred. Whatever stays as it was is not looked at again.

import { formatNumber, t } from "../core/i18n.js"
import { html, useComputed, useMemo, useRef, useState } from "../core/ui.js"
import { ChoiceMark, choiceWords } from "./choices.js"
import { choiceOf, countLetters } from "./seat-answers.js"
import { seatHalfCircle, seatRows } from "./seating.js"
import { seatPath } from "./seat-shapes.js"

const EDGE = 0.06
const BLOCK = 25 // seats

// seatIds: the seats in their order; letters: a signal of a text, for each of them the place of its answer in `choices`, the legend;
// seats: {id: seat}; rows: side by side instead of round; wordsOf: how an answer is called
export function SeatMap({ seatIds, letters, seats, ownSeatId, choices, rows, still, wordsOf = choiceWords }) {
  const drawing = useRef(null)
  const [chosenId, setChosen] = useState(null)
  const plan = useMemo(() => planOf(seatIds.length, rows), [seatIds.length, rows])
  const counts = useComputed(() => countLetters(letters.value))
  const [own, chosen] = [ownSeatId, chosenId].map((id) => seatIds.indexOf(id))
  const point = (event) => setChosen(seatIds[nearest(drawing.current, event, plan)])
  const step = (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key]
    if (!by) return
    event.preventDefault()
    setChosen(seatIds[Math.min(seatIds.length - 1, Math.max(0, chosen < 0 ? 0 : chosen + by))])
  }
  const svg = html`<svg class="seat-map" viewBox=${plan.box} ref=${drawing} role="img" aria-label=${t("Who answered what, seat by seat")} onClick=${still ? undefined : point}>
    ${plan.blocks.map((from) => html`<${Block} key=${from} plan=${plan} from=${from} letters=${letters} choices=${choices} />`)}
    ${plan.seats[own] && html`<circle class="seat-own" cx=${plan.seats[own].x} cy=${plan.seats[own].y} r=${plan.radius * 1.22} stroke-width=${plan.radius * 0.2} />`}
    ${plan.seats[chosen] && html`<circle class="seat-chosen" cx=${plan.seats[chosen].x} cy=${plan.seats[chosen].y} r=${plan.radius * 1.5} stroke-width=${plan.radius * 0.42} />`}
  </svg>`
  return html`<div class="seats">
    ${still ? svg : html`<div class="seat-map-frame" role="group" tabindex="0" aria-label=${t("The seats: touch one, or go through them with the arrow keys")} onKeyDown=${step}>${svg}</div>`}
    ${!still && html`<p class="seat-name" role="status">${chosen >= 0 ? html`<${SeatWords} seatId=${chosenId} place=${chosen} letters=${letters} choices=${choices} seats=${seats} wordsOf=${wordsOf} />` : html`<span class="soft">${t("Touch a seat to see whose it is.")}</span>`}</p>`}
    <ul class="vote-legend">
      ${choices.map((choice, n) => html`<${Count} key=${n} choice=${choice} words=${wordsOf(choice)} letter=${n} counts=${counts} />`)}
      ${own >= 0 && html`<li><span class="seat-own-mark" aria-hidden="true" />${t("Your seat")}</li>`}
    </ul>
  </div>`
}

function SeatWords({ seatId, place, letters, choices, seats, wordsOf }) {
  const seat = seats[seatId]
  const choice = choiceOf(letters.value[place], choices)
  return html`<${ChoiceMark} choice=${choice} /><span><strong>${seat?.name ?? t("Seat {number}", { number: seatId })}</strong>${seat?.group ? ` · ${seat.group}` : ""}: ${wordsOf(choice)}</span>`
}

function Count({ choice, words, letter, counts }) {
  const number = useComputed(() => formatNumber(counts.value[letter] ?? 0))
  return html`<li><${ChoiceMark} choice=${choice} />${words} <span><strong class="figures">${number}</strong></span></li>`
}

// Neighbours, each answer's in one path. Drawn anew when one of them answers anew.
function Block({ plan, from, letters, choices }) {
  const own = useComputed(() => letters.value.slice(from, from + BLOCK)).value
  const paths = {}
  plan.seats.slice(from, from + BLOCK).forEach((_, n) => {
    const choice = choiceOf(own[n], choices)
    paths[choice] = (paths[choice] ?? "") + pathAt(plan, from + n, choice)
  })
  return html`<g>${Object.entries(paths).map(([choice, d]) => html`<path key=${choice} class="seat seat-${choice}" d=${d} />`)}</g>`
}

// Made once: rounding the numbers of a block of seats takes longer than all else when one of them changes.
function pathAt({ seats, radius, paths }, place, choice) {
  const known = (paths[choice] ??= [])
  return (known[place] ??= seatPath(choice, seats[place].x, seats[place].y, radius))
}

// Where the seats stand in the picture, y downwards; paths: {answer: [the path of it on each seat]} as far as they were needed.
function planOf(count, rows) {
  const blocks = Array.from({ length: Math.ceil(count / BLOCK) }, (_, n) => n * BLOCK)
  if (rows) {
    const { radius, seats, height } = seatRows(count)
    return { radius, seats, blocks, paths: {}, box: `-${1 + EDGE} -${EDGE} ${2 + 2 * EDGE} ${+(height + 2 * EDGE).toFixed(4)}` }
  }
  const { radius, seats } = seatHalfCircle(count)
  return { radius, seats: seats.map(({ x, y }) => ({ x, y: -y })), blocks, paths: {}, box: "-1.12 -1.12 2.24 1.26" }
}

// The seat under the finger, or the one next to it; null far from all.
function nearest(svg, event, { seats, radius }) {
  const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse())
  const reach = Math.max(radius * 2, 0.08)
  let best = null
  let least = reach
  seats.forEach(({ x, y }, n) => {
    const distance = Math.hypot(x - at.x, y - at.y)
    if (distance < least) [least, best] = [distance, n]
  })
  return best
}

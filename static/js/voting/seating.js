// Where the seats of a half-circle stand. Pure: no DOM.

const INNER = 0.4 // the inner row's radius when the outer one is 1
const WIDEST = 0.21 // seats of a small council stand no further apart than this
const MOST_ROWS = 40

// count → { radius, seats: [{x, y}] }: the unit half-circle (−1 ≤ x ≤ 1, 0 ≤ y ≤ 1, y upwards), sorted from left to right
// as the eye sweeps it, so that a run of equal answers is a wedge. `radius` is that of one seat's disc.
export function seatHalfCircle(count) {
  if (count < 1) return { radius: 0, seats: [] }
  const { radii, distance } = rowsFor(count)
  const share = shareOut(count, radii)
  const closest = Math.min(...radii.map((radius, n) => (Math.PI * radius) / Math.max(share[n] - 1, 1)))
  const seats = radii.flatMap((radius, n) => spread(share[n], radius))
  return {
    radius: Math.min(closest, distance) * 0.42,
    seats: seats.sort((a, b) => b.angle - a.angle || a.reach - b.reach),
  }
}

// As few rows as hold everybody at the distance the rows have from each other.
function rowsFor(count) {
  for (let rows = 1; ; rows += 1) {
    const gap = (1 - INNER) / Math.max(rows - 1, 1)
    const distance = Math.min(gap, WIDEST)
    const radii = rows === 1 ? [0.8] : Array.from({ length: rows }, (_, n) => INNER + n * gap)
    const room = radii.reduce((sum, radius) => sum + Math.floor((Math.PI * radius) / distance) + 1, 0)
    if (room >= count || rows === MOST_ROWS) return { radii, distance }
  }
}

// Whole numbers in proportion to the weights, adding up to count: the largest remainders get what is left.
function shareOut(count, weights) {
  const total = weights.reduce((a, b) => a + b, 0)
  const exact = weights.map((weight) => (count * weight) / total)
  const share = exact.map(Math.floor)
  const left = count - share.reduce((a, b) => a + b, 0)
  const byRemainder = exact.map((value, n) => [value - share[n], n]).sort((a, b) => b[0] - a[0])
  for (const [, n] of byRemainder.slice(0, left)) share[n] += 1
  return share
}

function spread(count, reach) {
  return Array.from({ length: count }, (_, n) => {
    const angle = count === 1 ? Math.PI / 2 : Math.PI * (1 - n / (count - 1))
    return { angle, reach, x: reach * Math.cos(angle), y: reach * Math.sin(angle) }
  })
}

// count, width:height → { radius, seats, width, height }: rows of a hall seen from the front, filled from left to right, the first row
// nearest to the chair, which is below.
export function seatRows(count, shape = 2) {
  if (count < 1) return { radius: 0, seats: [], width: 0, height: 0 }
  const columns = Math.ceil(Math.sqrt(count * shape))
  const rows = Math.ceil(count / columns)
  const step = 2 / columns
  const seats = Array.from({ length: count }, (_, n) => ({ x: -1 + step * ((n % columns) + 0.5), y: step * (Math.floor(n / columns) + 0.5) }))
  return { radius: step * 0.42, seats, width: 2, height: rows * step }
}

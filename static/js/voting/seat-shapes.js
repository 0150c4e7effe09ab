// What stands on a seat for each answer: a shape of its own with its glyph cut out of it, to be told apart without colours.
// Each is drawn in the square from −1 to 1; what lies twice over itself is a hole (fill-rule: evenodd).

const DISC = "M-1 0a1 1 0 1 0 2 0a1 1 0 1 0-2 0z"
const BOX = "M-.88-.88h1.76v1.76h-1.76z"
const DIAMOND = "M0-1.08L1.08 0L0 1.08L-1.08 0z"
const RING = `M-.8 0a.8 .8 0 1 0 1.6 0a.8 .8 0 1 0-1.6 0zM-.58 0a.58 .58 0 1 0 1.16 0a.58 .58 0 1 0-1.16 0z`

const CHECK = "M-.64 .04L-.16 .54L.66-.38L.4-.6L-.18 .06L-.4-.18z"
const CROSS = "M0-.22L.36-.58L.58-.36L.22 0L.58 .36L.36 .58L0 .22L-.36 .58L-.58 .36L-.22 0L-.58-.36L-.36-.58z"
const DASH = "M-.55-.16h1.1v.32h-1.1z"
const UP = "M0-.5L.62 .14L.4 .38L0-.02L-.4 .38L-.62 .14z"
const DOWN = "M0 .5L.62-.14L.4-.38L0 .02L-.4-.38L-.62-.14z"
const DOT = "M-.22 0a.22 .22 0 1 0 .44 0a.22 .22 0 1 0-.44 0z"

const SHAPES = {
  for: DISC + CHECK,
  against: BOX + CROSS,
  abstain: DIAMOND + DASH,
  high: DISC + UP,
  confidence: DIAMOND + CHECK,
  low: BOX + DOWN,
  no_confidence: BOX + CROSS,
  picked: DISC + CHECK,
  not_picked: RING + DOT,
  not_cast: RING,
}

export function seatShape(choice) {
  return SHAPES[choice] ?? RING + DASH
}

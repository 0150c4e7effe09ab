// What stands on a seat for each answer: a shape of its own with its glyph cut out of it, to be told apart without colours.
// Each is drawn in the square from −1 to 1, in moves and lines that are relative after the first; what lies over itself twice is a
// hole (fill-rule: evenodd).

// [where it begins, corners one after another]
const BOX = ["-.88,-.88", "1.76,0", "0,1.76", "-1.76,0"]
const DIAMOND = ["-1.08,0", "1.08,-1.08", "1.08,1.08", "-1.08,1.08"]
const CHECK = ["-.64,.04", ".48,.5", ".82,-.92", "-.26,-.22", "-.58,.66", "-.22,-.24"]
const CROSS = ["0,-.22", ".36,-.36", ".22,.22", "-.36,.36", ".36,.36", "-.22,.22", "-.36,-.36", "-.36,.36", "-.22,-.22", ".36,-.36", "-.36,-.36", ".22,-.22"]
const DASH = ["-.55,-.16", "1.1,0", "0,.32", "-1.1,0"]
const UP = ["0,-.5", ".62,.64", "-.22,.24", "-.4,-.4", "-.4,.4", "-.22,-.24"]
const DOWN = ["0,.5", ".62,-.64", "-.22,-.24", "-.4,.4", "-.4,-.4", "-.22,.24"]
// A number is the radius of a disc.
const SHAPES = {
  for: [1, CHECK],
  against: [BOX, CROSS],
  abstain: [DIAMOND, DASH],
  high: [1, UP],
  confidence: [DIAMOND, CHECK],
  low: [BOX, DOWN],
  no_confidence: [BOX, CROSS],
  picked: [1, CHECK],
  not_picked: [0.8, 0.58, 0.22],
  not_cast: [0.8, 0.58],
  invalid: [0.8, 0.58, DASH],
}

// The path of a seat at (x, y) of this radius.
export function seatPath(choice, x, y, radius) {
  return (SHAPES[choice] ?? SHAPES.invalid).map((part) => (typeof part === "number" ? disc(x, y, part * radius) : polygon(part, x, y, radius))).join("")
}

function disc(x, y, r) {
  const [radius, across] = [at(r), at(2 * r)]
  return `M${at(x - r)} ${at(y)}a${radius} ${radius} 0 1 0 ${across} 0a${radius} ${radius} 0 1 0-${across} 0z`
}

function polygon([first, ...corners], x, y, radius) {
  const [left, top] = first.split(",").map(Number)
  const lines = corners.map((corner) => corner.split(",").map((part) => at(Number(part) * radius)).join(" "))
  return `M${at(x + left * radius)} ${at(y + top * radius)}l${lines.join(" ")}z`
}

function at(number) {
  return +number.toFixed(4)
}

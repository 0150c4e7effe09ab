// A page turned by quarters, clockwise: turn 0…3. Pure: numbers in, numbers out.

// The shape that a page of {w, h} has on the screen.
export function turnedShape({ w, h }, turn) {
  return turn % 2 ? { w: h, h: w } : { w, h }
}

// What is seen, as a share of the turned page, as a share of the page itself.
export function seenOnPage({ x, y, w, h }, turn) {
  if (turn === 1) return { x: y, y: 1 - x - w, w: h, h: w }
  if (turn === 2) return { x: 1 - x - w, y: 1 - y - h, w, h }
  if (turn === 3) return { x: 1 - y - h, y: x, w: h, h: w }
  return { x, y, w, h }
}

// The transform under which the page, drawn upright from 0, 0, fills a turned canvas of {w, h}.
export function turningMatrix({ w, h }, turn) {
  return [
    [1, 0, 0, 1, 0, 0],
    [0, 1, -1, 0, w, 0],
    [-1, 0, 0, -1, w, h],
    [0, -1, 1, 0, 0, h],
  ][turn]
}

export function drawTurned(context, picture, { w, h }, turn) {
  const upright = turnedShape({ w, h }, turn)
  context.setTransform(...turningMatrix({ w, h }, turn))
  context.drawImage(picture, 0, 0, upright.w, upright.h)
  context.setTransform(1, 0, 0, 1, 0, 0)
}

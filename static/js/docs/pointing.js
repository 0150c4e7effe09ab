// The presenter's pointer, told to everybody as it moves: seldom enough for a busy network, the place where it rests always.

import { tell } from "../core/connection.js"
import { COMMANDS } from "../core/facts.js"
import { store } from "../core/store.js"

const LEAST_MS = 70 // not more than fifteen times a second

let last = -Infinity
let timer = 0

// x, y in fractions of the page; nothing: the pointer is taken away
export function point(x, y) {
  clearTimeout(timer)
  const wait = x === undefined ? 0 : last + LEAST_MS - performance.now()
  if (wait > 0) return void (timer = setTimeout(point, wait, x, y))
  last = performance.now()
  tell(COMMANDS.POINT, { meeting_id: store.state.meeting.id, ...(x === undefined ? {} : { x, y }) })
}

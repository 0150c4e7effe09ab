// The presenter's pointer, told to everybody as it moves: seldom enough for a busy network, and never late.

import { tell } from "../core/connection.js"
import { COMMANDS } from "../core/facts.js"
import { store } from "../core/store.js"

const LEAST_MS = 70 // not more than fifteen times a second

let last = 0

// x, y in fractions of the page; nothing: the pointer is taken away
export function point(x, y) {
  if (x !== undefined && performance.now() - last < LEAST_MS) return
  last = performance.now()
  tell(COMMANDS.POINT, { meeting_id: store.state.meeting.id, ...(x === undefined ? {} : { x, y }) })
}

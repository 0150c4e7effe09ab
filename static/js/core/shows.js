// Tells the desk what this tablet shows: not at once and not with every page, for a whole hall turns at the same moment.

import { status, tell } from "./connection.js"
import { COMMANDS } from "./facts.js"
import { page } from "./page.js"
import { effect } from "./ui.js"

const WAIT_MS = [500, 2500]

// shown() → {paper_id?, page?, vote_id?}, of signals
export function tellWhatIsShown(shown) {
  let timer = 0
  effect(() => {
    const now = shown()
    if (status.value.kind !== "live") return
    clearTimeout(timer)
    const [least, most] = WAIT_MS
    timer = setTimeout(() => tell(COMMANDS.SHOWS, { meeting_id: page.meeting_id, ...now }), least + Math.random() * (most - least))
  })
}

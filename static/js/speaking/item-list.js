// Each item of the agenda has its own list of those who wait to speak. Pure.

import { waitingSpeeches } from "./queue.js"

// Those of the item and whoever has the floor: what a member is shown. {id: speech} → {id: speech}
export function speechesOfItem(speeches, itemId) {
  const shown = (speech) => speech.item_id === itemId || speech.state === "speaking" || speech.state === "paused"
  return Object.fromEntries(Object.entries(speeches).filter(([, speech]) => shown(speech)))
}

export function listOfItem(speeches, itemId) {
  return waitingSpeeches(speeches).filter((speech) => speech.item_id === itemId)
}

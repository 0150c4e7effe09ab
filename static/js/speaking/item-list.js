// Each item of the agenda has its own list of those who wait to speak. Pure.

import { waitingSpeeches } from "./queue.js"

export function listOfItem(speeches, itemId) {
  return waitingSpeeches(speeches).filter((speech) => speech.item_id === itemId)
}

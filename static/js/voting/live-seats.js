// A vote in the open while it runs: each seat takes its colour as its answer comes in.

import { t } from "../core/i18n.js"
import { store } from "../core/store.js"
import { html, useComputed } from "../core/ui.js"
import { choiceWords } from "./choices.js"
import { liveLetters } from "./seat-answers.js"
import { SeatMap } from "./seat-map.js"

// As long as it is open, nobody did not vote.
const wordsOf = (choice) => (choice === "not_cast" ? t("Not voted yet") : choiceWords(choice))

// Drawn again when somebody is let in; of an answer that comes in only what shows it is.
export function LiveSeats({ vote, seats, ownSeatId, still }) {
  const now = store.row("votes", vote.id)
  const letters = useComputed(() => liveLetters(now.value ?? vote))
  if (!vote.electors?.length) return null
  return html`<section class="live-seats" aria-label=${t("Answers as they come in")}>
    <${SeatMap} seatIds=${vote.electors} letters=${letters} seats=${seats} ownSeatId=${ownSeatId} choices=${[...vote.options, "not_cast"]} still=${still} wordsOf=${wordsOf} />
  </section>`
}

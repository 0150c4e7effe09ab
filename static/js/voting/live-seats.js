// A vote in the open while it runs: each seat takes its colour as its answer comes in.

import { t } from "../core/i18n.js"
import { store } from "../core/store.js"
import { html, useComputed, useMemo } from "../core/ui.js"
import { choiceWords } from "./choices.js"
import { liveLetters } from "./seat-answers.js"
import { SeatMap } from "./seat-map.js"

// As long as it is open, nobody did not vote.
const wordsOf = (choice) => (choice === "not_cast" ? t("Not voted yet") : choiceWords(choice))

// Of an answer that comes in only what shows it is drawn anew. Of one vote: it is put up anew for another.
export function LiveSeats({ vote, seats, ownSeatId, still }) {
  const letters = useComputed(() => liveLetters(store.row("votes", vote.id).value ?? vote))
  const choices = useMemo(() => [...vote.options, "not_cast"], [vote.options])
  if (!vote.electors?.length) return null
  return html`<section class="live-seats" aria-label=${t("Answers as they come in")}>
    <${SeatMap} seatIds=${vote.electors} letters=${letters} seats=${seats} ownSeatId=${ownSeatId} choices=${choices} still=${still} wordsOf=${wordsOf} />
  </section>`
}

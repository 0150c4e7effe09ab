// A vote in the open while it runs: each seat takes its colour as its answer comes in.

import { t } from "../core/i18n.js"
import { html, useMemo } from "../core/ui.js"
import { choiceWords } from "./choices.js"
import { liveAnswers } from "./seat-answers.js"
import { SeatMap } from "./seat-map.js"

// As long as it is open, nobody did not vote.
const wordsOf = (choice) => (choice === "not_cast" ? t("Not voted yet") : choiceWords(choice))

export function LiveSeats({ vote, seats, ownSeatId, still }) {
  const answers = useMemo(() => liveAnswers(vote), [vote.answers, vote.electors])
  if (!answers?.length) return null
  return html`<section class="live-seats" aria-label=${t("Answers as they come in")}>
    <${SeatMap} answers=${answers} seats=${seats} ownSeatId=${ownSeatId} choices=${[...vote.options, "not_cast"]} still=${still} wordsOf=${wordsOf} />
  </section>`
}

// Who has the floor, to be read from the last row.

import { t } from "../core/i18n.js"
import { store } from "../core/store.js"
import { html } from "../core/ui.js"
import { FloorClock } from "../speaking/floor-clock.js"
import { currentSpeech } from "../speaking/queue.js"
import { seatWords } from "../speaking/seat-words.js"

export function HallSpeaker() {
  const speech = currentSpeech(store.speeches.value)
  const seat = speech && store.row("seats", speech.seat_id).value
  if (!seat) return null
  return html`<section class="hall-speaker" aria-label=${t("Has the floor")}>
    <div class="hall-speaker-words">
      <p class="hall-label">${t("Has the floor")}</p>
      <p class="hall-speaker-name">${seat.name}</p>
      <p class="hall-speaker-title">${seatWords(seat)}</p>
    </div>
    <${FloorClock} speech=${speech} brief />
  </section>`
}

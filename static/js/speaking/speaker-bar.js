// Who has the floor, with the clock; on the bars of the room and the desk.

import { Icon } from "../core/icon.js"
import { t } from "../core/i18n.js"
import { html } from "../core/ui.js"
import { SpeechClock } from "./speech-clock.js"

// speech: the current one or undefined; seat: the speaker's
export function SpeakerBar({ speech, seat }) {
  if (!speech || !seat) return null
  return html`<span class="speaker-bar" title=${t("{name} has the floor", { name: seat.name })}>
    <${Icon} name=${speech.state === "paused" ? "pause" : "mic"} />
    <span class="speaker-name one-line"><span class="visually-hidden">${t("Speaking:")} </span>${seat.name}</span>
    <${SpeechClock} speech=${speech} />
  </span>`
}

// A speaker's time: big figures, a colour, and words that say what the colour says.

import { secondsSince, useServerNow } from "../core/clock.js"
import { formatDuration, t } from "../core/i18n.js"
import { classes, html } from "../core/ui.js"

export const LOW_SECONDS = 30

export function spokenSeconds(speech) {
  return speech.spoken_seconds + (speech.running_since ? Math.max(0, secondsSince(speech.running_since)) : 0)
}

// Whole seconds, so that all tablets turn together; below zero once the time is over.
export function remainingSeconds(speech) {
  return Math.ceil(speech.allotted_seconds - spokenSeconds(speech))
}

// "": plenty; "low": the last half minute; "over": past the end
export function timeKind(seconds) {
  if (seconds <= 0) return "over"
  return seconds <= LOW_SECONDS ? "low" : ""
}

export function SpeechClock({ speech }) {
  useServerNow(speech.state === "speaking")
  const left = remainingSeconds(speech)
  const kind = timeKind(left)
  return html`<div class=${classes("speech-clock", speech.state === "paused" && "is-paused")}>
    <p class=${classes("timer", "speech-clock-figures", kind && `timer-${kind}`)} role="timer">${formatDuration(left)}</p>
    <p class="speech-clock-words">${timeWords(speech, kind)}</p>
  </div>`
}

function timeWords(speech, kind) {
  const of = t("of {minutes}", { minutes: formatDuration(speech.allotted_seconds) })
  if (kind === "over") return speech.state === "paused" ? `${t("Time is over")} · ${t("Paused")}` : t("Time is over")
  if (speech.state === "paused") return `${t("Paused")} · ${of}`
  if (kind === "low") return t("Time is nearly over")
  return `${t("remaining")} ${of}`
}

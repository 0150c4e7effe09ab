// The clock of who has the floor, large: figures, a colour, and words that say what the colour says.

import { useServerNow } from "../core/clock.js"
import { formatDuration, t, tn } from "../core/i18n.js"
import { announce } from "../core/toast.js"
import { classes, html, useEffect } from "../core/ui.js"
import { secondsLeft, secondsSpoken } from "./queue.js"

const LOW_SECONDS = 30

// brief: without the time allotted. Said aloud once at half a minute and once at the end.
export function FloorClock({ speech, brief }) {
  const now = useServerNow(speech.state === "speaking")
  const left = secondsLeft(speech, now)
  const kind = timeKind(left)
  useEffect(() => {
    if (speech.state === "speaking" && kind === "low") announce(t("30 seconds left"))
    if (speech.state === "speaking" && kind === "over") announce(t("Time is over"))
  }, [kind])
  const shown = left === null ? Math.floor(secondsSpoken(speech, now)) : Math.ceil(left)
  return html`<div class=${classes("floor-clock", kind && `floor-clock-${kind}`, speech.state === "paused" && "is-paused")}>
    <p class=${classes("timer", kind && `timer-${kind}`)} role="timer">${formatDuration(shown)}</p>
    <p class="floor-clock-words">${timeWords(speech, left, kind, brief)}</p>
  </div>`
}

export function timeKind(left) {
  if (left === null || left > LOW_SECONDS) return ""
  return left <= 0 ? "over" : "low"
}

function timeWords(speech, left, kind, brief) {
  const words = {
    "": left === null ? t("Time spoken") : t("Time left"),
    low: t("Nearly over"),
    over: t("Time is over"),
  }[kind]
  const allotted = !brief && speech.allotted_seconds && t("allotted: {time}", { time: minutesWords(speech.allotted_seconds) })
  return [speech.state === "paused" && t("Paused"), words, allotted].filter(Boolean).join(" · ")
}

export function minutesWords(seconds) {
  return seconds % 60 ? formatDuration(seconds) : tn("{count} minute", "{count} minutes", seconds / 60)
}

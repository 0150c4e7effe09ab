// A speech's clock: time left, counting down, or time spoken when none is set. It redraws alone, each second.

import { formatDuration, t } from "../core/i18n.js"
import { useServerNow } from "../core/clock.js"
import { classes, html } from "../core/ui.js"
import { secondsLeft, secondsSpoken } from "./queue.js"

const LOW_SECONDS = 30

export function SpeechClock({ speech }) {
  const now = useServerNow(Boolean(speech.running_since))
  const left = secondsLeft(speech, now)
  const shown = left === null ? secondsSpoken(speech, now) : left
  const text = formatDuration(left === null ? Math.floor(shown) : Math.ceil(shown))
  const words = left === null ? t("Time spoken") : left < 0 ? t("Over time") : t("Time left")
  return html`<span
    class=${classes("timer", left !== null && left < 0 && "timer-over", left !== null && left >= 0 && left <= LOW_SECONDS && "timer-low")}
    role="timer"
    title=${words}
    ><span class="visually-hidden">${words} </span>${text}</span
  >`
}

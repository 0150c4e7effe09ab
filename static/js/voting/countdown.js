// The time the chair gave for answering. Only advice: a vote is closed by the chair, never by a clock.

import { useServerNow } from "../core/clock.js"
import { formatDuration, t } from "../core/i18n.js"
import { announce } from "../core/toast.js"
import { classes, html, useEffect, useRef } from "../core/ui.js"

const SAID_AT = [30, 10] // seconds before the end
const LOW = 10

// Whole seconds that are left; 0 when the time is over, null where none was given.
export function secondsToAnswer(vote, now) {
  if (!vote.countdown_s || !vote.opened_at || vote.state !== "open") return null
  return Math.max(0, Math.ceil((Date.parse(vote.opened_at) + vote.countdown_s * 1000 - now) / 1000))
}

// Which of the moments that are told has just been passed; null for none.
export function momentPassed(before, left) {
  return before === null || left === null ? null : (SAID_AT.find((moment) => before > moment && left <= moment) ?? null)
}

export function Countdown({ vote, quiet }) {
  const left = secondsToAnswer(vote, useServerNow(vote.state === "open" && Boolean(vote.countdown_s)))
  const before = useRef(null)
  useEffect(() => {
    const moment = momentPassed(before.current, left)
    before.current = left
    if (moment && !quiet) announce(t("{count} seconds left to answer", { count: moment }))
  }, [left])
  if (left === null) return null
  return html`<p class=${classes("countdown", left <= LOW && left > 0 && "countdown-low", left === 0 && "countdown-over")} role="timer" aria-live="off">
    ${left > 0
      ? html`<span class="countdown-figures figures">${formatDuration(left)}</span><span class="countdown-words">${t("left to answer")}</span>`
      : html`<span class="countdown-words">${t("The time is over; the chair closes the vote.")}</span>`}
  </p>`
}

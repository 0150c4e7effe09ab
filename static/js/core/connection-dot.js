// The truth about the line: a quiet dot at once, words after 4 s, "may be out of date" after 10 s.

import { formatTime, t } from "./i18n.js"
import { detour, status } from "./connection.js"
import { effect, html, signal, useEffect, useState } from "./ui.js"

const WORDS_MS = 4000
const STALE_MS = 10_000

// True once what is on the screen may be out of date. Screens dim what would mislead.
export const stale = signal(false)

let timer = 0
effect(() => {
  const { kind, since } = status.value
  clearTimeout(timer)
  if (kind === "live") stale.value = false
  else timer = setTimeout(() => (stale.value = true), Math.max(0, since + STALE_MS - Date.now()))
})

export function ConnectionDot() {
  const { kind, since, refused } = status.value
  const [, redraw] = useState(0)
  useEffect(() => {
    const timers = [WORDS_MS, STALE_MS].map((ms) => setTimeout(redraw, Math.max(0, since + ms - Date.now()) + 20, ms))
    return () => timers.forEach(clearTimeout)
  }, [kind, since])
  const words = refused ?? WORDS[kind](since)
  const spoken = kind !== "live" && Date.now() - since >= WORDS_MS
  return html`<span class="connection connection-${kind}" title=${words}>
    <span class="connection-dot" role="img" aria-label=${words} />
    <span class="connection-words" role="status">
      ${(spoken || refused) && words}${stale.value && html` <span class="stale-mark">${t("What is shown may be out of date.")}</span>`}
    </span>
  </span>`
}

const WORDS = {
  live: () => (detour.value ? t("Connected, a slower way") : t("Connected")),
  connecting: () => waitingWords(t("Connecting…")),
  catching_up: () => t("Catching up…"),
  offline: (since) => t("No connection since {time}", { time: formatTime(since) }),
}

// What a screen says that has nothing to show yet.
export function waitingWords(words) {
  return detour.value ? t("Trying another way to connect…") : words
}

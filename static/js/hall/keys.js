// The hall screen has a keyboard and nobody near it: F full screen, + − size, L language, T light or dark.

import { t } from "../core/i18n.js"
import { html, signal, useEffect, useState } from "../core/ui.js"

const SHOWN_MS = 6000
const STEP = 1.1
const LEAST = 0.7
const MOST = 1.35
const KEPT = "hall-size"

export const size = signal(kept())

export function listenToKeys({ onLanguage, onTheme }) {
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const act = {
      f: toggleFullScreen,
      l: onLanguage,
      t: onTheme,
      "+": () => resize(size.value * STEP),
      "=": () => resize(size.value * STEP),
      "-": () => resize(size.value / STEP),
      0: () => resize(1),
    }[event.key.toLowerCase()]
    if (!act) return
    event.preventDefault()
    act()
  })
}

function toggleFullScreen() {
  if (document.fullscreenElement) document.exitFullscreen()
  else document.documentElement.requestFullscreen?.().catch(() => {})
}

function resize(wanted) {
  size.value = Math.min(MOST, Math.max(LEAST, wanted))
  try {
    localStorage.setItem(KEPT, size.value.toFixed(3))
  } catch {
    // A browser that keeps nothing: the size holds until the page is opened again.
  }
}

function kept() {
  try {
    return Number(localStorage.getItem(KEPT)) || 1
  } catch {
    return 1
  }
}

// The keys in words: at the beginning, and when somebody moves the mouse to see what can be done.
export function KeyWords() {
  const [shown, setShown] = useState(true)
  useEffect(() => {
    let timer = setTimeout(() => setShown(false), SHOWN_MS)
    const show = () => {
      clearTimeout(timer)
      setShown(true)
      timer = setTimeout(() => setShown(false), SHOWN_MS)
    }
    addEventListener("pointermove", show)
    addEventListener("keydown", show)
    return () => {
      clearTimeout(timer)
      removeEventListener("pointermove", show)
      removeEventListener("keydown", show)
    }
  }, [])
  return html`<p class="hall-keys" hidden=${!shown}>
    <span><kbd>F</kbd> ${t("full screen")}</span>
    <span><kbd>+</kbd> <kbd>−</kbd> ${t("size")}</span>
    <span><kbd>L</kbd> Tiếng Việt / English</span>
    <span><kbd>T</kbd> ${t("light or dark")}</span>
  </p>`
}

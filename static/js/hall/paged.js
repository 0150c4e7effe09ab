// A list too long for the screen, a page of it at a time: nobody in the hall can scroll.

import { t } from "../core/i18n.js"
import { html, useEffect, useState } from "../core/ui.js"

const SHOWN_MS = 8000

// Pure: [{from, to}] of the pages of a list, as even as they can be.
export function pagesOf(count, most) {
  const pages = Math.max(1, Math.ceil(count / most))
  const size = Math.ceil(count / pages)
  return Array.from({ length: pages }, (_, n) => ({ from: n * size, to: Math.min(count, (n + 1) * size) }))
}

// → [the things of the page now, words of where it is or null]
export function usePaged(things, most) {
  const pages = pagesOf(things.length, most)
  const [at, setAt] = useState(0)
  useEffect(() => {
    if (pages.length < 2) return undefined
    const timer = setInterval(() => setAt((now) => (now + 1) % pages.length), SHOWN_MS)
    return () => clearInterval(timer)
  }, [pages.length])
  const { from, to } = pages[at] ?? pages[0]
  const words = pages.length > 1 ? html`<p class="hall-paging figures">${t("{from}–{to} of {all}", { from: from + 1, to, all: things.length })}</p>` : null
  return [things.slice(from, to), words]
}

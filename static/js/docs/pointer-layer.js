// The presenter's pointer over a page, and the presenter's finger that moves it.

import { t } from "../core/i18n.js"
import { store } from "../core/store.js"
import { html } from "../core/ui.js"
import { point } from "./pointing.js"
import { pointing } from "./presenting.js"

// shown: this page is the one presented. Under a finger that points the page neither turns nor scrolls.
export function PointerLayer({ shown }) {
  if (!shown) return null
  if (pointing.value) {
    const move = (event) => {
      const box = event.currentTarget.getBoundingClientRect()
      const [x, y] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height]
      if (x >= 0 && x <= 1 && y >= 0 && y <= 1) point(x, y)
      event.stopPropagation()
    }
    const keep = (event) => event.stopPropagation()
    const end = () => point()
    return html`<div
      class="pointer-pad"
      role="img"
      aria-label=${t("Pointer: move over the page")}
      onPointerDown=${move}
      onPointerMove=${move}
      onPointerUp=${keep}
      onPointerLeave=${end}
      onTouchStart=${keep}
      onTouchMove=${keep}
      onClick=${keep}
    />`
  }
  return html`<${PointerDot} />`
}

// over: the part of the page that is in view, where it is not all of it
export function PointerDot({ over }) {
  const at = store.point.value
  if (!at) return null
  const { x, y, w, h } = over ?? { x: 0, y: 0, w: 1, h: 1 }
  return html`<span class="pointer-dot" aria-hidden="true" style=${{ left: `${(100 * (at.x - x)) / w}%`, top: `${(100 * (at.y - y)) / h}%` }} />`
}

// The links of a page, over its picture. Within the paper they lead on; an address outside is only shown, and opened when asked to.

import { t } from "../core/i18n.js"
import { html } from "../core/ui.js"
import { bare } from "./address.js"
import { TEXT_WIDTH } from "./page-stage.js"

// links: [{x, y, w, h, page} or {…, address}] in fractions of the page; ratio: height / width
export function LinkLayer({ links, ratio, onLink }) {
  return links.map(
    (link, n) => html`<button
      type="button"
      key=${n}
      class="page-link"
      style=${{ left: `${link.x * TEXT_WIDTH}px`, top: `${link.y * TEXT_WIDTH * ratio}px`, width: `${link.w * TEXT_WIDTH}px`, height: `${link.h * TEXT_WIDTH * ratio}px` }}
      aria-label=${link.page ? t("To page {page}", link) : t("Address: {address}", { address: bare(link.address) })}
      title=${link.page ? t("To page {page}", link) : bare(link.address)}
      onClick=${() => onLink(link)}
    />`,
  )
}

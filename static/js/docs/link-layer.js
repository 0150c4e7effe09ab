// The links of a page, over its picture. Within the paper and to other papers of the meeting they lead on; an address outside is
// only shown, and opened when asked to.

import { t } from "../core/i18n.js"
import { store } from "../core/store.js"
import { html } from "../core/ui.js"
import { bare } from "./address.js"
import { TEXT_WIDTH } from "./page-stage.js"

// links: [{x, y, w, h, page}, {…, paper_id, page} or {…, address}] in fractions of the page; ratio: height / width
export function LinkLayer({ links, ratio, onLink }) {
  return links.filter(leadsSomewhere).map(
    (link, n) => html`<button
      type="button"
      key=${n}
      class="page-link"
      style=${{ left: `${link.x * TEXT_WIDTH}px`, top: `${link.y * TEXT_WIDTH * ratio}px`, width: `${link.w * TEXT_WIDTH}px`, height: `${link.h * TEXT_WIDTH * ratio}px` }}
      aria-label=${link.page ? whereTo(link) : t("Address: {address}", { address: bare(link.address) })}
      title=${link.page ? whereTo(link) : bare(link.address)}
      onClick=${() => onLink(link)}
    />`,
  )
}

// A paper that was taken away, or narrowed, after the page was fetched.
function leadsSomewhere({ paper_id }) {
  return !paper_id || Boolean(store.papers.value[paper_id]?.version)
}

function whereTo({ paper_id, page }) {
  if (!paper_id) return t("To page {page}", { page })
  return t("To “{title}”, page {page}", { title: store.papers.value[paper_id].title, page })
}

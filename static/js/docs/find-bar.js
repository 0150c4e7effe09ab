// The line above the page while words are sought and the panel is put away: where we are, on, back, done.

import { IconButton } from "../core/button.js"
import { t, tn } from "../core/i18n.js"
import { html } from "../core/ui.js"
import { nextHit } from "./find.js"

export function FindBar({ find, page, onPick }) {
  const hits = find.hits.value
  if (!hits?.length) return null
  const at = hits.findIndex((hit) => hit.page === page)
  return html`<div class="find-bar" role="group" aria-label=${t("Find in this paper")}>
    <p class="grow one-line">“${find.words.value.trim()}” · ${at < 0 ? tn("{count} page", "{count} pages", hits.length) : t("{at} of {count} pages", { at: at + 1, count: hits.length })}</p>
    <${IconButton} icon="chevron_up" label=${t("Previous page found")} onClick=${() => onPick(nextHit(hits, page, -1))} />
    <${IconButton} icon="chevron_down" label=${t("Next page found")} onClick=${() => onPick(nextHit(hits, page, 1))} />
    <${IconButton} icon="close" label=${t("End the search")} onClick=${find.end} />
  </div>`
}

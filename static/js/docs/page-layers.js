// What lies over the picture of a page and is turned with it: its words, what was sought, its links.

import { html } from "../core/ui.js"
import { LinkLayer } from "./link-layer.js"
import { TextLayer, usePageText } from "./text-layer.js"

// size: {w, h} of the page upright, in any unit; shown: its picture is there; words: what was sought; onLink(link)
export function PageLayers({ source, page, size, shown, words, onLink }) {
  const text = usePageText(source, page, shown)
  if (!shown || !text) return null
  const ratio = size ? size.h / size.w : Math.SQRT2
  return html`<div class="page-layers">
    <${TextLayer} lines=${text.lines} ratio=${ratio} words=${words} />
    <${LinkLayer} links=${text.links} ratio=${ratio} onLink=${onLink} />
  </div>`
}

// Beside the page, or over it where it is narrow: all pages, the contents, what was found.

import { Tabs } from "../core/tabs.js"
import { t } from "../core/i18n.js"
import { html } from "../core/ui.js"
import { FindPanel } from "./find-panel.js"
import { Outline } from "./outline.js"
import { Thumbnails } from "./thumbnails.js"

export function ReaderSide({ side, setSide, source, manifest, page, version, cameBack, find, onPick }) {
  const count = version.page_count
  const tabs = [
    { id: "pages", label: t("Pages") },
    { id: "outline", label: t("Contents") },
    { id: "find", label: t("Find") },
  ]
  return html`<${Tabs} label=${t("In this paper")} tabs=${tabs} current=${side} onSelect=${setSide}>
    ${side === "pages" && html`<${Thumbnails} source=${source} count=${count} manifest=${manifest} page=${page} ready=${`${version.pages_ready} ${cameBack}`} onPick=${onPick} />`}
    ${side === "outline" && html`<${Outline} outline=${manifest?.outline} page=${page} onPick=${onPick} />`}
    ${side === "find" && html`<${FindPanel} find=${find} page=${page} onPick=${onPick} partly=${version.pages_ready < count} />`}
  <//>`
}

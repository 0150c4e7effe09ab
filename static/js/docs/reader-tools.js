// The bar under a page: turning in the middle, what is often needed at its sides, the rest in one menu.

import { Button, IconButton } from "../core/button.js"
import { t } from "../core/i18n.js"
import { Menu, MenuItem } from "../core/menu.js"
import { store } from "../core/store.js"
import { html } from "../core/ui.js"
import { FIT } from "./zoom.js"

const ZOOM_STEP = 1.25

// layout: "single" | "continuous" | "two" | "text"; twoFits: whether there is room for two pages; onBeside: null where there is no room for a second paper; onVersions: nothing where there is but one version; takenAway: whether its words and its file may be had without the page
export function ReaderTools({ page, last, count, side, setSide, view, layout, twoFits, onLayout, onAsk, onTurn, onFit, onZoom, onRotate, onBeside, onPresent, onVersions, takenAway, onDownload }) {
  const toggle = (name) => setSide(side === name ? null : name)
  const isText = layout === "text"
  const place = last > page ? `${page}–${last}` : page
  return html`<nav class="reader-tools" aria-label=${t("In this paper")}>
    <div class="reader-tools-side">
      <${IconButton} icon="pages" label=${t("All pages")} pressed=${side === "pages"} onClick=${() => toggle("pages")} />
      <${IconButton} icon="search" label=${t("Find in this paper")} pressed=${side === "find"} onClick=${() => toggle("find")} />
    </div>
    <div class="reader-turns">
      <${IconButton} class="reader-turn" icon="chevron_left" label=${t("Previous page")} disabled=${page <= 1} onClick=${() => onTurn(-1)} />
      <${Button} kind="quiet" class="reader-place figures" aria-haspopup="dialog" title=${t("Go to a page")} onClick=${onAsk}>
        <span class="visually-hidden">${t("Page {page} of {count}", { page: place, count })}. ${t("Go to a page")}</span>
        <span aria-hidden="true">${place} / ${count}</span>
      <//>
      <${IconButton} class="reader-turn" icon="chevron_right" label=${t("Next page")} disabled=${last >= count} onClick=${() => onTurn(1)} />
    </div>
    <div class="reader-tools-side reader-tools-zoom">
      ${!isText && html`<${FitButton} view=${view} onFit=${onFit} />`}
      <${IconButton} icon="zoom_out" label=${isText ? t("Smaller letters") : t("Smaller")} onClick=${() => onZoom(1 / ZOOM_STEP)} />
      <${IconButton} icon="zoom_in" label=${isText ? t("Larger letters") : t("Larger")} onClick=${() => onZoom(ZOOM_STEP)} />
      <${Menu} label=${t("More ways to read")}>
        <${MenuItem} icon="file" pressed=${layout === "single"} onClick=${() => onLayout("single")}>${t("One page")}<//>
        <${MenuItem} icon="continuous" pressed=${layout === "continuous"} onClick=${() => onLayout("continuous")}>${t("Continuous pages")}<//>
        ${twoFits && html`<${MenuItem} icon="beside" pressed=${layout === "two"} onClick=${() => onLayout("two")}>${t("Two pages side by side")}<//>`}
        ${takenAway && html`<${MenuItem} icon="text" pressed=${isText} onClick=${() => onLayout("text")}>${t("As running text")}<//>`}
        <hr />
        ${!isText && html`<${MenuItem} icon="rotate" onClick=${onRotate}>${t("Turn right")}<//>`}
        ${onBeside && html`<${MenuItem} icon="beside" onClick=${onBeside}>${t("Another paper beside…")}<//>`}
        ${onPresent && html`<${MenuItem} icon="present" onClick=${onPresent}>${store.may("present") ? t("Present this page to all") : t("Ask to present this page…")}<//>`}
        ${onVersions && html`<${MenuItem} icon="compare" onClick=${onVersions}>${t("Versions and what has changed…")}<//>`}
        ${takenAway && html`<${MenuItem} icon="download" onClick=${onDownload}>${t("Download the original")}<//>`}
      <//>
    </div>
  </nav>`
}

function FitButton({ view, onFit }) {
  const isWide = view.fit === FIT.WIDTH
  return html`<${IconButton}
    icon=${isWide ? "expand" : "fit_width"}
    label=${isWide ? t("Show the whole page") : t("Fit the width")}
    onClick=${() => onFit(isWide ? FIT.PAGE : FIT.WIDTH)}
  />`
}

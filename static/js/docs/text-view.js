// A page as text that runs with the screen's width: for telephones, and for large letters.

import { Button } from "../core/button.js"
import { Empty, Failed, Loading } from "../core/empty.js"
import { t } from "../core/i18n.js"
import { html, useEffect, useLayoutEffect, useMemo, useRef, useState } from "../core/ui.js"
import { reflow } from "./reflow.js"
import { findInLines } from "./text-marks.js"

export const TEXT_SIZES = [1, 1.2, 1.45, 1.8, 2.2] // rem

// size: which of TEXT_SIZES; words: what was sought; onPicture: back to the picture of the page
export function TextView({ source, page, count, size, words, label, handle, onTurn, onPicture }) {
  const [text, setText] = useState({ page: 0, lines: null, error: null })
  const [tries, setTries] = useState(0)
  const stage = useRef(null)
  useEffect(() => {
    const limit = new AbortController()
    setText({ page, lines: null, error: null })
    source.text(page, limit.signal).then(
      ({ lines }) => !limit.signal.aborted && setText({ page, lines, error: null }),
      (error) => !limit.signal.aborted && setText({ page, lines: null, error }),
    )
    return () => limit.abort()
  }, [source, page, tries])
  // For the keys: the rest of the page first, then the next one.
  useEffect(() => {
    handle.current = {
      canScroll: (_, step) => (step < 0 ? stage.current.scrollTop > 1 : stage.current.scrollTop < stage.current.scrollHeight - stage.current.clientHeight - 1),
      scrollBy: (share) => stage.current.scrollBy({ top: share * stage.current.clientHeight }),
      retry: () => {},
    }
    return () => (handle.current = null)
  }, [])
  useLayoutEffect(() => void (stage.current.scrollTop = 0), [page])
  const here = text.page === page ? text : { lines: null, error: null }
  return html`<div class="stage text-view" ref=${stage} tabindex="0" role="region" aria-label=${label} data-page=${page}>
    <article class="text-page" style=${{ fontSize: `${TEXT_SIZES[size]}rem` }}>
      <p class="text-page-number">${label}</p>
      ${here.error && html`<${Failed} error=${here.error} onRetry=${() => setTries(tries + 1)} />`}
      ${!here.error && !here.lines && html`<${Loading} lines=${6} />`}
      ${here.lines && (here.lines.length ? html`<${Blocks} lines=${here.lines} words=${words} />` : html`<${NoText} onPicture=${onPicture} />`)}
      <p class="text-page-turns">
        ${page > 1 && html`<${Button} icon="chevron_left" onClick=${() => onTurn(-1)}>${t("Previous page")}<//>`}
        ${page < count && html`<${Button} kind="primary" icon="chevron_right" onClick=${() => onTurn(1)}>${t("Next page")}<//>`}
      </p>
    </article>
  </div>`
}

function NoText({ onPicture }) {
  return html`<${Empty} icon="file" title=${t("This page is a picture without text.")}>
    <p>${t("It may be a scan: it can be read, enlarged and turned as a picture.")}</p>
    <${Button} onClick=${onPicture}>${t("Show the page")}<//>
  <//>`
}

function Blocks({ lines, words }) {
  const blocks = useMemo(() => reflow(lines), [lines])
  return blocks.map(({ kind, text, cells }, n) => {
    if (kind === "row") return html`<p class="text-row" key=${n}>${cells.map((cell) => html`<span>${marked(cell, words)}</span> `)}</p>`
    return kind === "heading" ? html`<h2 key=${n}>${marked(text, words)}</h2>` : html`<p key=${n}>${marked(text, words)}</p>`
  })
}

function marked(text, words) {
  if (!words) return text
  const nfc = text.normalize("NFC")
  const parts = []
  let at = 0
  for (const { start, end } of findInLines([nfc], words)) {
    parts.push(nfc.slice(at, start), html`<mark>${nfc.slice(start, end)}</mark>`)
    at = end
  }
  return [...parts, nfc.slice(at)]
}

// A paper to read: the page in the middle, full height; around it where one is and the ways to go elsewhere.
//
//   <${Reader} meetingId paper=${paper} page=${3} onTurn=${(page) => …} onClose=${…} heading=${html`…`}>${what stands between heading and page}<//>
//   The page shown is the caller's: a presenter's desk, a follower and a reader alone differ only in who changes it.

import { Badge } from "../core/badge.js"
import { Button, IconButton } from "../core/button.js"
import { status } from "../core/connection.js"
import { Drawer } from "../core/drawer.js"
import { Tabs } from "../core/tabs.js"
import { t } from "../core/i18n.js"
import { html, useEffect, useMemo, useRef, useSignal, useSignalEffect, useState } from "../core/ui.js"
import { FindBar, FindPanel, useFind } from "./find.js"
import { GoToPage } from "./go-to-page.js"
import { Outline } from "./outline.js"
import { PageCanvas } from "./page-canvas.js"
import { PageState } from "./page-state.js"
import { pageSource } from "./page-source.js"
import { keysOfReader } from "./reader-keys.js"
import { useSought } from "./sought.js"
import { TextLayer, usePageText } from "./text-layer.js"
import { Thumbnails } from "./thumbnails.js"
import { FIT } from "./zoom.js"

const WIDE = "(min-width: 62rem)" // room for the side panel beside the page
const ZOOM_STEP = 1.25
const DOUBLE_TAP_ZOOM = 2

export function Reader({ meetingId, paper, page, onTurn, onClose, heading, children }) {
  const { version } = paper
  const source = useMemo(() => pageSource(meetingId, paper.id, version.key), [meetingId, paper.id, version.key])
  const count = version.page_count
  const shownPage = Math.min(Math.max(1, page), count)
  const { manifest } = useManifest(source, version.pages_ready)
  const [view, setView] = useState({ fit: FIT.WIDTH, zoom: 1 })
  const [state, setState] = useState({ page: 0, kind: "waiting" })
  const [side, setSide] = useState(null) // "pages" | "outline" | "find"
  const [asking, setAsking] = useState(false)
  const atEnd = useRef(false)
  const handle = useRef(null)
  const find = useFind(source)
  useSought(paper.id, find, () => setSide("find"))
  const wide = useWide()
  const shown = state.page === shownPage && state.kind === "shown"
  const text = usePageText(source, shownPage, shown)

  const go = (to, options = {}) => {
    const target = Math.min(count, Math.max(1, to))
    atEnd.current = Boolean(options.atEnd)
    if (target !== shownPage) onTurn(target)
  }
  const turn = (step, options) => go(shownPage + step, options)
  const pick = (to) => {
    go(to)
    if (!wide) setSide(null)
  }
  const zoomBy = (factor) => handle.current.zoomBy(factor)
  const fit = (kind) => setView({ fit: kind, zoom: 1 })
  const doubleTap = (point) => (view.fit ? handle.current.zoomBy(DOUBLE_TAP_ZOOM, point) : fit(FIT.WIDTH))

  const keys = useRef(null)
  keys.current = { turn, go, count, handle, zoomBy, fit, find: () => setSide("find") }
  useEffect(() => keysOfReader(() => keys.current), [])
  // Pages that could not be fetched are asked for again as soon as the line is back or more of them are rendered.
  const cameBack = useSignal(0)
  useSignalEffect(() => {
    if (status.value.kind !== "live") return
    cameBack.value = cameBack.peek() + 1
    handle.current?.retry()
  })
  useEffect(() => handle.current?.retry(), [version.pages_ready])

  const size = manifest?.pages[shownPage - 1]
  const panel = side && html`<${SidePanel} side=${side} setSide=${setSide} source=${source} count=${count} manifest=${manifest} page=${shownPage} version=${version} cameBack=${cameBack.value} find=${find} onPick=${pick} />`
  return html`<section class="reader" aria-label=${paper.title}>
    <header class="reader-head">
      <div class="grow">
        ${heading}
        <h1 class="reader-title one-line" title=${paper.title}>${paper.title}</h1>
      </div>
      ${paper.restricted && html`<${Badge} tone="warn" icon="lock">${t("For named readers")}<//>`}
      ${version.pages_ready < count && html`<${Badge}>${t("{ready} of {count} pages ready", { ready: version.pages_ready, count })}<//>`}
      ${onClose && html`<${IconButton} icon="close" label=${t("Close the paper")} onClick=${onClose} />`}
    </header>
    ${children}
    ${side !== "find" && html`<${FindBar} find=${find} page=${shownPage} onPick=${go} />`}
    <div class="reader-body">
      ${wide && side && html`<aside class="reader-side">${panel}</aside>`}
      ${!wide && html`<${Drawer} side="left" open=${Boolean(side)} onClose=${() => setSide(null)} title=${t("In this paper")}>${panel}<//>`}
      <div class="reader-page">
        <${PageCanvas}
          source=${source}
          count=${count}
          manifest=${manifest}
          page=${shownPage}
          atEnd=${atEnd.current}
          view=${view}
          handle=${handle}
          label=${t("Page {page} of {count}", { page: shownPage, count })}
          onTurn=${turn}
          onView=${setView}
          onState=${setState}
          onDoubleTap=${doubleTap}
        >
          <${TextLayer} lines=${shown ? text : null} ratio=${size ? size.h / size.w : Math.SQRT2} words=${find.hits.value?.length ? find.marked.value : ""} />
        <//>
        <${PageState} state=${state} page=${shownPage} onRetry=${() => handle.current.retry()} />
      </div>
    </div>
    <nav class="reader-tools" aria-label=${t("In this paper")}>
      <div class="reader-tools-side">
        <${IconButton} icon="pages" label=${t("All pages")} pressed=${side === "pages"} onClick=${() => setSide(side === "pages" ? null : "pages")} />
        <${IconButton} icon="search" label=${t("Find in this paper")} pressed=${side === "find"} onClick=${() => setSide(side === "find" ? null : "find")} />
      </div>
      <div class="reader-turns">
        <${IconButton} class="reader-turn" icon="chevron_left" label=${t("Previous page")} disabled=${shownPage <= 1} onClick=${() => turn(-1)} />
        <${Button} kind="quiet" class="reader-place figures" aria-haspopup="dialog" title=${t("Go to a page")} onClick=${() => setAsking(true)}>
          <span class="visually-hidden">${t("Page {page} of {count}", { page: shownPage, count })}. ${t("Go to a page")}</span>
          <span aria-hidden="true">${shownPage} / ${count}</span>
        <//>
        <${IconButton} class="reader-turn" icon="chevron_right" label=${t("Next page")} disabled=${shownPage >= count} onClick=${() => turn(1)} />
      </div>
      <div class="reader-tools-side reader-tools-zoom">
        <${IconButton}
          icon=${view.fit === FIT.WIDTH ? "expand" : "fit_width"}
          label=${view.fit === FIT.WIDTH ? t("Show the whole page") : t("Fit the width")}
          onClick=${() => fit(view.fit === FIT.WIDTH ? FIT.PAGE : FIT.WIDTH)}
        />
        <${IconButton} icon="zoom_out" label=${t("Smaller")} onClick=${() => zoomBy(1 / ZOOM_STEP)} />
        <${IconButton} icon="zoom_in" label=${t("Larger")} onClick=${() => zoomBy(ZOOM_STEP)} />
      </div>
    </nav>
    <${GoToPage} open=${asking} count=${count} manifest=${manifest} onGo=${go} onClose=${() => setAsking(false)} />
  </section>`
}

function SidePanel({ side, setSide, source, count, manifest, page, version, cameBack, find, onPick }) {
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

// Sizes, labels and contents of the pages. Without it one can read: the pictures tell their own size.
function useManifest(source, ready) {
  const known = useSignal({ source: null, manifest: null })
  useEffect(() => {
    if (known.value.source === source && known.value.manifest) return undefined
    let gone = false
    source.manifest().then(
      (manifest) => !gone && (known.value = { source, manifest }),
      () => {},
    )
    return () => (gone = true)
  }, [source, ready])
  return { manifest: known.value.source === source ? known.value.manifest : null }
}

function useWide() {
  const query = useMemo(() => matchMedia(WIDE), [])
  const [wide, setWide] = useState(query.matches)
  useEffect(() => {
    const change = () => setWide(query.matches)
    query.addEventListener("change", change)
    return () => query.removeEventListener("change", change)
  }, [])
  return wide
}


// A paper to read: the page in the middle, full height; around it where one is and the ways to go elsewhere.
//
//   <${Reader} meetingId paper=${paper} page=${3} onTurn=${(page) => …} onPaper=${({ paper_id, page }) => …} onClose=${…} heading=${html`…`}>${what stands between heading and page}<//>
//   The page shown is the caller's: a presenter's desk, a follower and a reader alone differ only in who changes it.
//   region: the part of the page that the presenter shows; alone: the page is shown by itself, for it is enlarged or this reader points at it; pointed: the presenter's pointer moves over this page; onSeen(part), onLook(): another part of it is in view, by the reader's own hand; onPresent: where it can be shown to all
//   manner: {turn, layout, textSize} as remembered; onManner(change) is told what to remember, onSpread(count) how many pages are shown at once; half: "left" or "right" where it has only half of the screen
//   live: gets turnNow(page), which draws a page before `page` says so

import { Badge } from "../core/badge.js"
import { Button, IconButton } from "../core/button.js"
import { status } from "../core/connection.js"
import { Drawer } from "../core/drawer.js"
import { t } from "../core/i18n.js"
import { late, lateModule } from "../core/on-demand.js"
import { afterPaint } from "../core/painted.js"
import { classes, html, useEffect, useLayoutEffect, useMemo, useRef, useSignal, useSignalEffect, useState } from "../core/ui.js"
import { withEarlyPage } from "./early-page.js"
import { useFind } from "./find.js"
import { isConfidential } from "./confidential.js"
import { PageCanvas } from "./page-canvas.js"
import { PageState } from "./page-state.js"
import { keepOf, pageSource } from "./page-source.js"
import { keysOfReader } from "./reader-keys.js"
import { ReaderTools } from "./reader-tools.js"
import { useSought } from "./sought.js"
import { useWide } from "./wide.js"
import { FIT } from "./zoom.js"

const Flow = late(() => import("./page-flow.js"), "PageFlow")
const Text = late(() => import("./text-view.js"), "TextView")
const FindBar = late(() => import("./find-bar.js"), "FindBar", { quiet: true })
const PointerLayer = late(() => import("./pointer-layer.js"), "PointerLayer", { quiet: true })
const PageLayers = late(() => import("./page-layers.js"), "PageLayers", { quiet: true })
const Signatures = late(() => import("./signatures.js"), "Signatures", { quiet: true })
const GoToPage = late(() => import("./go-to-page.js"), "GoToPage", { quiet: true })
const AddressDialog = late(() => import("./address-dialog.js"), "AddressDialog", { quiet: true })
const ReaderSide = late(() => import("./reader-side.js"), "ReaderSide")

const downloading = lateModule(() => import("./download.js"))

const DOUBLE_TAP_ZOOM = 2
const LARGEST_TEXT = 4
const WAY_BACK_MS = 20_000
const FIRST_PATIENCE_MS = 800
const DOUBLE_CLICK_MS = 600

export function Reader({ meetingId, paper, page, region, alone, pointed, manner, half, live, onManner, onSpread, onTurn, onPaper, onClose, onBeside, onVersions, onSeen, onLook, onPresent, heading, children }) {
  const { version } = paper
  const keep = keepOf(paper)
  const source = useMemo(() => withEarlyPage(pageSource(meetingId, paper.id, version.key, keep), paper.id), [meetingId, paper.id, version.key, keep])
  const confidential = isConfidential(paper)
  const count = version.page_count
  const shownPage = Math.min(Math.max(1, page), count)
  const [view, setView] = useState({ fit: FIT.WIDTH, zoom: 1 })
  const [side, setSide] = useState(null) // "pages" | "outline" | "find"
  const [asking, setAsking] = useState(false)
  const [address, setAddress] = useState(null)
  const wayBack = useWayBack(shownPage)
  const atEnd = useRef(false)
  const handle = useRef(null)
  const section = useRef(null)
  // Who opens a paper with a double click does not mean the button that has come to stand under the second one. What
  // counts is when it was clicked: a busy tablet may get to it much later.
  const openedAt = useMemo(() => performance.now(), [])
  const swallowSecond = (event) => event.detail > 1 && event.timeStamp - openedAt < DOUBLE_CLICK_MS && event.stopPropagation()
  const find = useFind(source)
  useSought(paper.id, find, () => setSide("find"))
  const wide = useWide() && !half
  const [asText, setAsText] = useState(false)
  const layout = asText && !confidential ? "text" : alone || (manner.layout === "two" && !wide) ? "single" : (manner.layout ?? "single")
  const firstShown = useFirstShown(source, layout === "single")
  const { manifest } = useManifest(source, version.pages_ready, firstShown)
  const step = layout === "two" ? 2 : 1
  const first = shownPage - ((shownPage - 1) % step)
  useEffect(() => onSpread?.(step), [step])

  const go = (to, options = {}) => {
    const target = Math.min(count, Math.max(1, to))
    atEnd.current = Boolean(options.atEnd)
    if (target !== shownPage) onTurn(target)
  }
  const turn = (by, options) => {
    const target = first + by * step
    if (target <= count && target > -step) go(target, options)
  }
  const pick = (to) => {
    go(to)
    if (!wide) setSide(null)
  }
  const lookAt = (changed) => {
    onLook?.()
    setView(changed)
  }
  const fit = (kind) => lookAt({ fit: kind, zoom: 1 })
  const zoomBy = (factor) => {
    if (layout !== "text") return handle.current?.zoomBy(factor)
    return onManner({ textSize: Math.min(LARGEST_TEXT, Math.max(0, (manner.textSize ?? 1) + (factor > 1 ? 1 : -1))) })
  }
  const doubleTap = (point) => (view.fit ? handle.current.zoomBy(DOUBLE_TAP_ZOOM, point) : fit(FIT.WIDTH))
  const rotate = () => onManner({ turn: ((manner.turn ?? 0) + 1) % 4 })
  const choose = (wanted) => {
    setAsText(wanted === "text" && !asText)
    if (wanted !== "text") onManner({ layout: wanted })
  }
  const followLink = (link) => {
    if (link.address) return setAddress(link.address)
    if (link.paper_id && link.paper_id !== paper.id) return onPaper({ paper_id: link.paper_id, page: link.page })
    wayBack.leave()
    return go(link.page)
  }

  useLayoutEffect(() => {
    if (!live) return undefined
    live.turnNow = (to) => handle.current?.showDecoded?.(to) ?? false
    return () => (live.turnNow = null)
  }, [live])

  const keys = useRef(null)
  keys.current = { turn, go, count, handle, zoomBy, fit, rotate, find: () => setSide("find") }
  useEffect(() => keysOfReader(section.current, () => keys.current), [])
  // Pages that could not be fetched are asked for again as soon as the line is back or more of them are rendered.
  const cameBack = useSignal(0)
  useSignalEffect(() => {
    if (status.value.kind !== "live") return
    cameBack.value = cameBack.peek() + 1
    handle.current?.retry()
  })
  useEffect(() => handle.current?.retry(), [version.pages_ready])

  const label = t("Page {page} of {count}", { page: shownPage, count })
  const words = find.hits.value?.length ? find.marked.value : ""
  const shared = { source, count, manifest, page: shownPage, view, turn: manner.turn ?? 0, handle, label, words, onTurn: turn, onView: lookAt, onDoubleTap: doubleTap, onLink: followLink }
  const panel = side && html`<${ReaderSide} side=${side} setSide=${setSide} source=${source} manifest=${manifest} page=${shownPage} version=${version} cameBack=${cameBack.value} find=${find} onPick=${pick} />`
  return html`<section class=${classes("reader", confidential && "is-confidential")} aria-label=${paper.title} ref=${section} onClickCapture=${swallowSecond} onCopy=${(event) => confidential && event.preventDefault()}>
    <header class="reader-head">
      <div class="grow">
        ${heading}
        <h1 class="reader-title" title=${paper.title}>${paper.title}</h1>
      </div>
      ${confidential && html`<${Badge} tone="warn" icon="lock">${t("To be read in the room only")}<//>`}
      ${paper.restricted && !confidential && html`<${Badge} tone="warn" icon="lock">${t("For named readers")}<//>`}
      <${Signatures} meetingId=${meetingId} paper=${paper} version=${version} />
      ${version.pages_ready < count && html`<${Badge}>${t("{ready} of {count} pages ready", { ready: version.pages_ready, count })}<//>`}
      ${onClose && html`<${IconButton} icon="close" label=${t("Close the paper")} onClick=${onClose} />`}
    </header>
    ${children}
    ${side !== "find" && html`<${FindBar} find=${find} page=${shownPage} onPick=${go} />`}
    <div class="reader-body">
      ${wide && side && html`<aside class="reader-side">${panel}</aside>`}
      ${!wide && html`<${Drawer} side=${half === "right" ? "right" : "left"} open=${Boolean(side)} onClose=${() => setSide(null)} title=${t("In this paper")}>${panel}<//>`}
      <div class="reader-page">
        ${layout === "single" && html`<${OnePage} ...${shared} region=${region} pointed=${pointed} onSeen=${onSeen} atEnd=${atEnd.current} onShown=${firstShown.come} />`}
        ${(layout === "continuous" || layout === "two") && html`<${Flow} key=${layout} ...${shared} columns=${step} pointed=${pointed} onScrolled=${go} />`}
        ${layout === "text" && html`<${Text} ...${shared} size=${manner.textSize ?? 1} onPicture=${() => setAsText(false)} />`}
        ${wayBack.from && html`<${Button} class="way-back" icon="back" onClick=${() => (go(wayBack.from), wayBack.end())}>${t("Back to page {page}", { page: wayBack.from })}<//>`}
      </div>
    </div>
    <${ReaderTools}
      page=${first}
      last=${Math.min(count, first + step - 1)}
      count=${count}
      side=${side}
      setSide=${setSide}
      view=${view}
      layout=${layout}
      twoFits=${wide}
      onLayout=${choose}
      onAsk=${() => setAsking(true)}
      onTurn=${turn}
      onFit=${fit}
      onZoom=${zoomBy}
      onRotate=${rotate}
      onBeside=${onBeside}
      onPresent=${onPresent}
      takenAway=${!confidential}
      onVersions=${onVersions}
      onDownload=${async () => (await downloading()).downloadOriginal(meetingId, paper)}
    />
    <${GoToPage} open=${asking} count=${count} manifest=${manifest} onGo=${go} onClose=${() => setAsking(false)} />
    <${AddressDialog} address=${address} onClose=${() => setAddress(null)} />
  </section>`
}

// One page at a time, drawn within the call that turns to it.
function OnePage({ source, page, manifest, words, pointed, onLink, onShown, handle, ...rest }) {
  const [state, setState] = useState({ page: 0, kind: "waiting" })
  const last = useRef(null)
  // What is drawn is seen first; its words and links come then.
  const tell = (told) => {
    last.current = told
    if (told.kind !== "shown") setState(told)
    else afterPaint(() => last.current === told && setState(told))
  }
  useEffect(() => () => (last.current = null), [])
  useEffect(() => {
    if (state.kind === "shown") onShown()
  }, [state.kind, onShown])
  const shown = state.page === page && state.kind === "shown"
  return html`<${PageCanvas} ...${rest} source=${source} page=${page} manifest=${manifest} handle=${handle} onState=${tell}>
      <${PageLayers} source=${source} page=${page} size=${manifest?.pages[page - 1]} shown=${shown} words=${words} onLink=${onLink} />
      <${PointerLayer} shown=${pointed} />
    <//>
    <${PageState} state=${state} page=${page} onRetry=${() => handle.current.retry()} />`
}

// Who followed a link finds back to where it stood, for a while.
function useWayBack(page) {
  const [from, setFrom] = useState(null)
  useEffect(() => {
    if (!from) return undefined
    const timer = setTimeout(setFrom, WAY_BACK_MS, null)
    return () => clearTimeout(timer)
  }, [from])
  return { from: from === page ? null : from, leave: () => setFrom(page), end: () => setFrom(null) }
}

// The first page has the line and the processor to itself, for a while: {wait: a promise, come()}
function useFirstShown(source, single) {
  return useMemo(() => {
    let come
    const wait = new Promise((resolve) => {
      come = resolve
      setTimeout(resolve, single ? FIRST_PATIENCE_MS : 0)
    })
    return { wait, come }
  }, [source])
}

// Sizes, labels and contents of the pages. Without it one can read: the pictures tell their own size.
function useManifest(source, ready, firstShown) {
  const known = useSignal({ source: null, manifest: null })
  useEffect(() => {
    if (known.value.source === source && known.value.manifest) return undefined
    let gone = false
    firstShown.wait.then(() => !gone && source.manifest()).then(
      (manifest) => !gone && (known.value = { source, manifest }),
      () => {},
    )
    return () => (gone = true)
  }, [source, ready])
  return { manifest: known.value.source === source ? known.value.manifest : null }
}

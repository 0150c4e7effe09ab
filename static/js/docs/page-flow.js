// A paper scrolled through: its pages one below the other, or two by two. Only those near the stage have a canvas.
// It takes what PageCanvas takes, and gives the same handle: zoomBy, canScroll, scrollBy, retry.

import { t } from "../core/i18n.js"
import { classes, html, useEffect, useLayoutEffect, useMemo, useRef, useState } from "../core/ui.js"
import { anchorAt, layFlow, pageInView, pagesNear, pointOf } from "./flow-layout.js"
import { listenToGestures } from "./gestures.js"
import { PageDetail } from "./page-detail.js"
import { PageLayers } from "./page-layers.js"
import { PageQueue } from "./page-queue.js"
import { TEXT_WIDTH } from "./page-stage.js"
import { PageState } from "./page-state.js"
import { PointerDot } from "./pointer-layer.js"
import { drawTurned, turnedShape } from "./turned.js"
import { canvasSize, clampZoom, FIT, seenOf } from "./zoom.js"

const SETTLED_MS = 140
const MARGIN = 24
const A4 = { w: 595, h: 842 }
const MOVES = ["wheel", "touchmove", "pointerdown", "keydown"]

export function PageFlow({ source, count, manifest, page, view, turn, columns, pointed, handle, label, words, onTurn, onScrolled, onView, onDoubleTap, onLink }) {
  const stage = useRef(null)
  const [room, setRoom] = useState(null)
  const [near, setNear] = useState([])
  const [rested, setRested] = useState([]) // the pages on which the scrolling came to rest: only these get their words
  const [states, setStates] = useState({})
  const sizeOf = (n) => manifest?.pages[n - 1] ?? A4
  const layout = useMemo(
    () => room && layFlow({ count, sizeOf: (n) => turnedShape(sizeOf(n), turn), columns, stage: room, fit: view.fit, zoom: view.zoom }),
    [count, manifest, turn, columns, room, view.fit, view.zoom],
  )
  const live = useRef({})
  live.current = { layout, turn, view, page, onTurn, onScrolled, onView, onDoubleTap }
  const flow = useRef(null)
  flow.current ??= { sheets: new Map(), details: new Map(), seen: 0, byHand: false, anchor: null, laid: null, timer: 0 }

  useLayoutEffect(() => {
    const queue = new PageQueue({
      load: source.load,
      onBitmap: (n, bitmap) => draw(n, bitmap),
      onState: (n, state) => setStates((before) => ({ ...before, [n]: state })),
    })
    flow.current.queue = queue
    flow.current.laid = null
    setStates({})
    setNear([])
    return () => queue.close()
  }, [source])

  useLayoutEffect(() => {
    const measure = () => setRoom({ w: Math.max(1, stage.current.clientWidth), h: Math.max(1, stage.current.clientHeight) })
    measure()
    const watch = new ResizeObserver(measure)
    watch.observe(stage.current)
    return () => watch.disconnect()
  }, [])

  // Everything has another place: what was under the fingers stays there.
  useLayoutEffect(() => {
    if (!layout) return
    const { anchor, laid } = flow.current
    flow.current.anchor = null
    flow.current.laid = layout
    if (!laid) toPage(live.current.page)
    else {
      const { at, on } = anchor ?? { at: { x: 0, y: 0 }, on: anchorAt(laid, { x: stage.current.scrollLeft, y: stage.current.scrollTop }) }
      const point = pointOf(layout, on)
      scrollTo(point.x - at.x, point.y - at.y)
    }
    flow.current.queue.again(redrawn(flow.current.sheets, layout))
    look()
  }, [layout, source])

  useLayoutEffect(() => {
    if (layout && page !== flow.current.seen) toPage(page)
  }, [page])

  useLayoutEffect(() => flow.current.queue.want(near), [near, source])

  useEffect(() => {
    const byHand = () => (flow.current.byHand = true)
    for (const name of MOVES) stage.current.addEventListener(name, byHand, { passive: true })
    const leaf = (step) => live.current.onTurn(step)
    return listenToGestures(
      stage.current,
      {
        swipe: leaf,
        tap: leaf,
        doubleTap: (point) => live.current.onDoubleTap(point),
        pinch: (factor, point) => zoomBy(factor, point),
        pinchEnd: () => {},
      },
      (step) => !canScroll("x", step),
    )
  }, [])

  // A layout effect, for its timer may run before any other effect has: pages put away at once leave none behind.
  useLayoutEffect(() => {
    if (handle) handle.current = { zoomBy, canScroll, scrollBy, retry: () => flow.current.queue.retryFailed() }
    return () => {
      clearTimeout(flow.current.timer)
      for (const detail of flow.current.details.values()) detail.hide()
      if (handle) handle.current = null
    }
  }, [])

  function toPage(n) {
    flow.current.byHand = false
    flow.current.seen = n
    const box = live.current.layout.boxes[n - 1]
    scrollTo(null, box.y)
    look()
  }

  function scrollTo(left, top) {
    stage.current.scrollTo({ ...(left !== null && { left }), top, behavior: "instant" })
  }

  // After every scroll: which pages need a canvas, which one is read, and what of it must be finer.
  function look() {
    const { layout: laid } = live.current
    const { scrollTop, clientHeight } = stage.current
    const pages = pagesNear(laid, scrollTop, clientHeight)
    setNear((before) => (before.join() === pages.join() ? before : pages))
    if (flow.current.byHand) {
      const inView = pageInView(laid, scrollTop, clientHeight, flow.current.seen)
      if (inView !== flow.current.seen) {
        flow.current.seen = inView
        live.current.onScrolled(inView)
      }
    }
    clearTimeout(flow.current.timer)
    flow.current.timer = setTimeout(rest, SETTLED_MS)
  }

  function rest() {
    const { layout: laid, turn: turned } = live.current
    setRested(pagesNear(laid, stage.current.scrollTop, stage.current.clientHeight))
    const { scrollLeft, scrollTop, clientWidth, clientHeight } = stage.current
    for (const [n, detail] of flow.current.details) {
      const box = laid.boxes[n - 1]
      const seen = seenOf(box, { x: scrollLeft, y: scrollTop }, { w: clientWidth, h: clientHeight })
      detail.show({ page: n, turn: turned, sheet: { w: box.w, h: box.h }, seen, ratio: devicePixelRatio })
    }
  }

  function draw(n, bitmap) {
    const canvas = flow.current.sheets.get(n)
    const { layout: laid, turn: turned } = live.current
    if (!canvas || !laid) return
    const shape = turnedShape({ w: bitmap.width, h: bitmap.height }, turned)
    const { w, h } = canvasSize({ sheet: laid.boxes[n - 1], ratio: devicePixelRatio, width: shape.w })
    canvas.width = w
    canvas.height = h
    canvas.dataset.turn = turned
    const context = canvas.getContext("2d", { alpha: false })
    context.imageSmoothingQuality = "high"
    drawTurned(context, bitmap, { w, h }, turned)
  }

  // Canvases that were drawn much coarser, or turned otherwise, than they are shown now.
  function redrawn(sheets, laid) {
    return [...sheets].filter(([n, canvas]) => {
      const wanted = canvasSize({ sheet: laid.boxes[n - 1], ratio: devicePixelRatio, width: canvas.width })
      return Number(canvas.dataset.turn) !== live.current.turn || Math.abs(wanted.w / canvas.width - 1) > 0.1
    }).map(([n]) => n)
  }

  function zoomBy(factor, at = { x: stage.current.clientWidth / 2, y: stage.current.clientHeight / 2 }) {
    const { layout: laid, view: before } = live.current
    const now = before.fit === FIT.WIDTH ? 1 : before.fit === FIT.PAGE ? laid.boxes[live.current.page - 1].w / (laid.width || 1) * columns : before.zoom
    flow.current.anchor = { at, on: anchorAt(laid, { x: stage.current.scrollLeft + at.x, y: stage.current.scrollTop + at.y }) }
    live.current.onView({ fit: null, zoom: clampZoom(now * factor) })
  }

  function canScroll(axis, step) {
    const { scrollLeft, scrollTop, scrollWidth, scrollHeight, clientWidth, clientHeight } = stage.current
    const [at, most] = axis === "x" ? [scrollLeft, scrollWidth - clientWidth] : [scrollTop, scrollHeight - clientHeight]
    return step < 0 ? at > MARGIN : at < most - MARGIN
  }

  function scrollBy(share) {
    flow.current.byHand = true
    stage.current.scrollBy({ top: share * stage.current.clientHeight })
  }

  const setSheet = (n) => (canvas) => {
    if (canvas) flow.current.sheets.set(n, canvas)
    else {
      const gone = flow.current.sheets.get(n)
      if (gone) gone.width = gone.height = 0
      flow.current.sheets.delete(n)
    }
  }
  const setDetail = (n) => (host) => {
    flow.current.details.get(n)?.hide()
    if (host) flow.current.details.set(n, new PageDetail({ host, load: source.loadTile }))
    else flow.current.details.delete(n)
  }

  return html`<div class=${classes("stage flow", layout?.width <= room?.w && "is-narrow")} ref=${stage} tabindex="0" role="region" aria-label=${label} data-page=${page} onScroll=${() => layout && look()}>
    ${layout &&
    html`<div class="flow-pages" style=${{ width: `${layout.width}px`, height: `${layout.height}px` }}>
      ${[...near]
        .sort((a, b) => a - b)
        .filter((n) => n <= count)
        .map(
          (n) => html`<${FlowPage}
            key=${`${source.key} ${n}`}
            page=${n}
            box=${layout.boxes[n - 1]}
            size=${sizeOf(n)}
            turn=${turn}
            state=${states[n] ?? { page: n, kind: "waiting" }}
            source=${source}
            words=${words}
            pointed=${pointed && n === page}
            withWords=${rested.includes(n)}
            setSheet=${setSheet}
            setDetail=${setDetail}
            onLink=${onLink}
            onRetry=${() => flow.current.queue.again([n])}
          />`,
        )}
    </div>`}
  </div>`
}

function FlowPage({ page, box, size, turn, state, source, words, pointed, withWords, setSheet, setDetail, onLink, onRetry }) {
  // A ref that is another function at each drawing would be taken away and given again.
  const sheet = useMemo(() => setSheet(page), [page])
  const detail = useMemo(() => setDetail(page), [page])
  const upright = turnedShape(box, turn)
  const style = { left: `${box.x}px`, top: `${box.y}px`, width: `${box.w}px`, height: `${box.h}px`, "--text-scale": upright.w / TEXT_WIDTH }
  return html`<div class="sheet flow-page" data-page=${page} data-turn=${turn} style=${style} role="group" aria-label=${t("Page {page}", { page })}>
    <canvas ref=${sheet} aria-hidden="true" />
    <div class="page-detail" ref=${detail} aria-hidden="true" />
    <${PageLayers} source=${source} page=${page} size=${size} shown=${withWords && state.kind === "shown"} words=${words} onLink=${onLink} />
    ${pointed && html`<${PointerDot} />`}
    <${PageState} state=${state} page=${page} onRetry=${onRetry} />
  </div>`
}

// The page itself: canvas, text over it, gestures. The reader and the hall screen put their own words and buttons around it.
//
//   <${PageCanvas} source=${pageSource(m, paper, key)} count=${24} manifest=${manifest or null} page=${3} onTurn=${(step, {atEnd}) => …} />
//   region: the part of the page to show, in fractions of it; onSeen(region or null) when another part has come into view
//   view: {fit: "width" | "page" | null, zoom}; turn: quarters clockwise; onView(view) when fingers changed it; handle: a ref that gets the PageStage

import { html, useEffect, useLayoutEffect, useRef } from "../core/ui.js"
import { listenToGestures } from "./gestures.js"
import { PageStage } from "./page-stage.js"

export function PageCanvas({ source, count, manifest, page, atEnd, view, turn = 0, label, handle, region, onTurn, onView, onSeen, onState, onDrawn, onDoubleTap, children }) {
  const stage = useRef(null)
  const sheet = useRef(null)
  const canvas = useRef(null)
  const plates = useRef(null)
  const detail = useRef(null)
  const live = useRef({})
  live.current = { manifest, onTurn, onView, onSeen, onState, onDrawn, onDoubleTap }
  const engine = useRef(null)

  useLayoutEffect(() => {
    engine.current = new PageStage({
      stage: stage.current,
      sheet: sheet.current,
      canvas: canvas.current,
      plates: plates.current,
      detail: detail.current,
      on: {
        state: (state) => live.current.onState?.(state),
        view: (changed) => live.current.onView?.(changed),
        drawn: (drawn) => live.current.onDrawn?.(drawn),
        seen: (seen) => live.current.onSeen?.(seen),
      },
    })
    if (handle) handle.current = engine.current
    const watch = new ResizeObserver(() => engine.current.resized())
    watch.observe(stage.current)
    return () => {
      watch.disconnect()
      engine.current.close()
      if (handle) handle.current = null
    }
  }, [])

  useLayoutEffect(() => {
    engine.current.open({ load: source.load, loadTile: source.loadTile, count, sizeOf: (n) => live.current.manifest?.pages[n - 1] ?? null })
  }, [source, count])

  useLayoutEffect(() => {
    const was = engine.current.view
    if (view.fit !== was.fit || view.zoom !== was.zoom) engine.current.setView(view)
  }, [view.fit, view.zoom])

  // What the presenter looks at; afterwards the page stands as this reader had it.
  const pointed = useRef(false)
  useLayoutEffect(() => {
    if (region) engine.current.showRegion(region)
    else if (pointed.current) engine.current.setView(view)
    pointed.current = Boolean(region)
  }, [region?.x, region?.y, region?.w, region?.h])

  useLayoutEffect(() => engine.current.setTurn(turn), [turn])

  useLayoutEffect(() => engine.current.show(page, { atEnd }), [source, count, page])

  useEffect(() => {
    if (!onTurn) return undefined
    const leaf = (step) => live.current.onTurn(step)
    return listenToGestures(
      stage.current,
      {
        swipe: leaf,
        tap: leaf,
        doubleTap: (point) => live.current.onDoubleTap?.(point),
        pinch: (factor, point) => engine.current.zoomBy(factor, point),
        pinchEnd: () => {},
      },
      (step) => !engine.current.canScroll("x", step),
    )
  }, [Boolean(onTurn)])

  return html`<div class="stage" ref=${stage} tabindex="0" role="region" aria-label=${label}>
    <div class="sheet" ref=${sheet}>
      <canvas ref=${canvas} aria-hidden="true" />
      <div class="page-plates" ref=${plates} aria-hidden="true" />
      <div class="page-detail" ref=${detail} aria-hidden="true" />
      ${children}
    </div>
  </div>`
}

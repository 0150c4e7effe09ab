// The canvas of a reader, and the stage it is scrolled in. Imperative on purpose: a page turn is drawn within the call that tells of it,
// without waiting for a component to be rendered. Where the page is ready on a plate, that is moved to the front instead.

import { lateModule } from "../core/on-demand.js"
import { afterPaint } from "../core/painted.js"
import { PageLoader } from "./page-loader.js"
import { PagePlates } from "./page-plates.js"
import { drawTurned, turnedShape } from "./turned.js"
import { clampZoom, fitPageZoom, FIT, ownCanvasSize, scrollAfterZoom, seenOf, sheetSize } from "./zoom.js"

const detailModule = lateModule(() => import("./page-detail.js"))

const SETTLED_MS = 140
const MARGIN = 24
export const TEXT_WIDTH = 1000 // the width the text layer is laid out in, whatever the zoom
const A4 = { w: 595, h: 842 }

export class PageStage {
  #stage
  #sheet
  #canvas
  #context
  #loader = null
  #plates
  #onPlate = false // the page is shown by one of them, not by the canvas
  #detailHost
  #detail = null
  #loadTile = null
  #turn = 0
  #sizeOf = () => null
  #view = { fit: FIT.WIDTH, zoom: 1 }
  #region = null // that of somebody else who shows it
  #page = A4
  #drawn = 0
  #size = { w: 1, h: 1 }
  #toEnd = false
  #timer = 0
  #redrawing = false
  #on

  // on: {state(state), view({fit, zoom}), drawn(page), seen(region)}
  constructor({ stage, sheet, canvas, plates, detail, on }) {
    this.#stage = stage
    this.#sheet = sheet
    this.#canvas = canvas
    this.#context = canvas.getContext("2d", { alpha: false })
    this.#plates = new PagePlates(plates)
    this.#detailHost = detail
    this.#on = on
    stage.addEventListener("scroll", () => this.#detail && this.#settleSoon(false), { passive: true })
  }

  // sizeOf(page) → {w, h} or null while the manifest is not here: then the picture says it
  open({ load, loadTile, count, sizeOf }) {
    this.#loader?.close()
    this.#plates.forget()
    this.#detail?.hide()
    this.#detail = null
    this.#loadTile = loadTile
    if (!this.#drawn) this.#blank()
    this.#drawn = 0
    this.#sizeOf = sizeOf
    this.#loader = new PageLoader({
      load,
      count,
      onBitmap: (page, bitmap, profile) => this.#draw(page, bitmap, profile),
      onState: (state) => this.#on.state(state),
      onAhead: (page, bitmap) => this.#prepare(page, bitmap),
      rest: () => new Promise(afterPaint),
    })
  }

  // atEnd: a person who leafs backwards by the key comes to the foot of the page before
  show(page, { atEnd = false } = {}) {
    this.#toEnd = atEnd
    this.#loader?.show(page)
  }

  // → whether it could be drawn within this call; if not, nothing is done.
  showDecoded(page) {
    // What is enlarged may stand otherwise on the next page.
    if (this.#region) return false
    this.#toEnd = false
    return Boolean(this.#loader?.show(page, true))
  }

  retry() {
    this.#loader?.retry()
  }

  get view() {
    return this.#view
  }

  // at: the point of the stage that stays where it is; its middle if none is given
  setView(view, at = this.#middle()) {
    this.#region = null
    this.#apply(view, at)
  }

  #apply(view, at) {
    this.#view = view
    this.#layout(at)
    this.#settleSoon()
  }

  // The part of the page {x, y, w, h} (fractions of it), as large as the stage allows.
  showRegion(region) {
    this.#region = region
    const sheet = sheetSize({ page: this.#page, stage: this.#stageSize(), fit: FIT.WIDTH })
    const stage = this.#stageSize()
    const zoom = clampZoom(Math.min(1 / region.w, stage.h / (sheet.h * region.h)))
    this.#apply({ fit: null, zoom }, this.#middle())
    this.#scrollToRegion()
  }

  #scrollToRegion() {
    if (!this.#region) return
    const { x, y, w, h } = this.#region
    const stage = this.#stageSize()
    const along = (from, length, whole, room) => (from + length / 2) * whole - room / 2
    this.#stage.scrollTo({ left: along(x, w, this.#size.w, stage.w), top: along(y, h, this.#size.h, stage.h), behavior: "instant" })
  }

  setTurn(turn) {
    if (turn === this.#turn) return
    this.#page = turnedShape(this.#page, (turn - this.#turn + 4) % 4)
    this.#turn = turn
    this.#detail?.hide()
    if (!this.#drawn) return
    this.#layout(this.#middle())
    this.#loader?.redraw()
    this.#settleSoon()
  }

  zoomBy(factor, at) {
    const zoom = clampZoom(this.#zoom() * factor)
    this.setView({ fit: null, zoom }, at)
    this.#on.view(this.#view)
  }

  // The stage has another size: the fit is kept.
  resized() {
    if (!this.#drawn) return
    this.#layout(this.#middle())
    this.#settleSoon()
  }

  // Is there something of the page beyond this edge? step: -1 left or up, 1 right or down; a finger's breadth is nothing
  canScroll(axis, step) {
    const { scrollLeft, scrollTop, scrollWidth, scrollHeight, clientWidth, clientHeight } = this.#stage
    const [at, most] = axis === "x" ? [scrollLeft, scrollWidth - clientWidth] : [scrollTop, scrollHeight - clientHeight]
    return step < 0 ? at > MARGIN : at < most - MARGIN
  }

  scrollBy(share) {
    this.#stage.scrollBy({ top: share * this.#stage.clientHeight })
  }

  close() {
    clearTimeout(this.#timer)
    this.#loader?.close()
    this.#plates.clear()
    this.#loadTile = null
    this.#detail?.hide()
    this.#canvas.width = this.#canvas.height = 0
  }

  #draw(page, bitmap, profile) {
    const turned = page !== this.#drawn
    if (turned) {
      this.#page = turnedShape(this.#sizeOf(page) ?? { w: bitmap.width, h: bitmap.height }, this.#turn)
      this.#drawn = page
      this.#detail?.hide()
      this.#layout(null)
      this.#stage.scrollTop = this.#toEnd ? this.#stage.scrollHeight : 0
      this.#scrollToRegion()
    }
    const rested = !turned && profile === this.#stage.dataset.profile
    const picture = turnedShape({ w: bitmap.width, h: bitmap.height }, this.#turn)
    const wanted = { sheet: this.#size, ratio: devicePixelRatio, picture }
    const best = ownCanvasSize({ ...wanted, rested: true })
    const size = ownCanvasSize({ ...wanted, rested })
    this.#onPlate = profile === "page" && !this.#turn && this.#plates.show(page, best)
    if (!this.#onPlate) this.#copy(bitmap, size)
    this.#sheet.classList.toggle("is-on-plate", this.#onPlate)
    this.#stage.dataset.page = page
    this.#stage.dataset.profile = profile
    if (turned) this.#on.drawn(page)
    if (!rested) this.#settleSoon(!this.#onPlate && best.w !== size.w)
  }

  #copy(bitmap, { w, h }) {
    if (this.#canvas.width !== w || this.#canvas.height !== h) {
      this.#canvas.width = w
      this.#canvas.height = h
    }
    this.#context.imageSmoothingQuality = "high"
    drawTurned(this.#context, bitmap, { w, h }, this.#turn)
    this.#plates.putAside()
  }

  // A neighbour has been decoded: it is made ready to be turned to.
  #prepare(page, bitmap) {
    const shown = this.#loader.page
    if (this.#turn || Math.abs(page - shown) > 1) return
    const sheet = sheetSize({ page: this.#sizeOf(page) ?? { w: bitmap.width, h: bitmap.height }, stage: this.#stageSize(), ...this.#view })
    const picture = { w: bitmap.width, h: bitmap.height }
    this.#plates.prepare(page, bitmap, ownCanvasSize({ sheet, ratio: devicePixelRatio, picture, rested: true }), shown)
  }

  // A sheet of paper where the page will be: an opaque canvas on which nothing has been drawn is black.
  #blank() {
    this.#canvas.width = this.#canvas.height = 1
    this.#context.fillStyle = "#fff"
    this.#context.fillRect(0, 0, 1, 1)
    this.#layout(null)
  }

  #layout(at) {
    const stage = this.#stageSize()
    const before = this.#size
    const after = sheetSize({ page: this.#page, stage, ...this.#view })
    const scroll = at && scrollAfterZoom({ at, scroll: { x: this.#stage.scrollLeft, y: this.#stage.scrollTop }, before, after, stage })
    this.#size = after
    this.#sheet.style.width = `${after.w}px`
    this.#sheet.style.height = `${after.h}px`
    this.#stage.classList.toggle("is-narrow", after.w <= stage.w)
    this.#sheet.dataset.turn = this.#turn
    this.#sheet.style.setProperty("--text-scale", turnedShape(after, this.#turn).w / TEXT_WIDTH)
    if (scroll) this.#stage.scrollTo({ left: scroll.x, top: scroll.y, behavior: "instant" })
  }

  // While fingers move the picture is only stretched; it is drawn anew when they rest.
  #settleSoon(redraw = true) {
    this.#redrawing ||= redraw
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      if (this.#redrawing) this.#loader?.redraw()
      this.#redrawing = false
      // A canvas keeps its memory until it is collected; an empty one holds none.
      if (this.#onPlate) this.#canvas.width = this.#canvas.height = 0
      this.#showDetail()
    }, SETTLED_MS)
  }

  async #showDetail() {
    const loadTile = this.#loadTile
    const { PageDetail } = await detailModule().catch(() => ({}))
    if (!PageDetail || loadTile !== this.#loadTile) return
    this.#detail ??= new PageDetail({ host: this.#detailHost, load: loadTile })
    const stage = this.#stageSize()
    const sheet = this.#size
    const place = { x: Math.max(0, (stage.w - sheet.w) / 2), y: 0, ...sheet }
    const seen = seenOf(place, { x: this.#stage.scrollLeft, y: this.#stage.scrollTop }, stage)
    this.#detail.show({ page: this.#drawn, turn: this.#turn, sheet, seen, ratio: devicePixelRatio })
    this.#on.seen?.(this.#view.fit || this.#turn || !seen ? null : shareOf(seen, sheet))
  }

  #zoom() {
    const { fit, zoom } = this.#view
    return fit === FIT.WIDTH ? 1 : fit === FIT.PAGE ? fitPageZoom(this.#page, this.#stageSize()) : zoom
  }

  #stageSize() {
    return { w: Math.max(1, this.#stage.clientWidth), h: Math.max(1, this.#stage.clientHeight) }
  }

  #middle() {
    return { x: this.#stage.clientWidth / 2, y: this.#stage.clientHeight / 2 }
  }
}

// A part of a sheet in fractions of it, to a thousandth: smaller steps nobody sees.
function shareOf({ x, y, w, h }, sheet) {
  const share = (length, whole) => Math.round((1000 * length) / whole) / 1000
  return { x: share(x, sheet.w), y: share(y, sheet.h), w: share(w, sheet.w), h: share(h, sheet.h) }
}

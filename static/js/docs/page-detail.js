// The part of a page that is on the screen, drawn as fine as the screen can show it: laid over the page's own picture when that has become
// too coarse. Never larger than the stage, however far one zooms; its pieces come from the server, are drawn and closed one by one.

import { seenOnPage, turningMatrix, turnedShape } from "./turned.js"
import { detailLevel, tilesOf } from "./zoom.js"

const AGAIN_MS = 1000
const MOST_TRIES = 8

export class PageDetail {
  #host
  #load
  #limit = null
  #shown = ""

  // host: the element that gets the canvas; load(page, {level, column, row}, signal) → Promise of a bitmap
  constructor({ host, load }) {
    this.#host = host
    this.#load = load
  }

  // sheet: {w, h} of the turned page; seen: {x, y, w, h} of it that is on the stage; both in CSS pixels
  show({ page, turn, sheet, seen, ratio }) {
    const upright = turnedShape(sheet, turn)
    const level = seen ? detailLevel(upright.w * ratio) : 0
    if (!level) return this.hide()
    const what = JSON.stringify([page, turn, sheet, seen, ratio])
    if (what === this.#shown) return undefined
    this.#stop()
    this.#shown = what
    this.#limit = new AbortController()
    return this.#draw({ page, turn, sheet, seen, ratio, upright, level }, this.#limit.signal)
  }

  hide() {
    this.#stop()
    this.#shown = ""
    this.#put(null, 0)
  }

  #stop() {
    this.#limit?.abort()
    this.#limit = null
  }

  // On a canvas of its own, exchanged when it is complete: what is sharp stays sharp until then.
  async #draw({ page, turn, sheet, seen, ratio, upright, level }, signal) {
    const share = { x: seen.x / sheet.w, y: seen.y / sheet.h, w: seen.w / sheet.w, h: seen.h / sheet.h }
    const canvas = document.createElement("canvas")
    canvas.width = Math.max(1, Math.round(seen.w * ratio))
    canvas.height = Math.max(1, Math.round(seen.h * ratio))
    // In shares of the sheet, so that it is stretched with it while fingers move.
    for (const [side, part] of [["left", share.x], ["top", share.y], ["width", share.w], ["height", share.h]]) canvas.style[side] = `${part * 100}%`
    const context = canvas.getContext("2d")
    context.imageSmoothingQuality = "high"
    const [a, b, c, d, e, f] = turningMatrix({ w: sheet.w * ratio, h: sheet.h * ratio }, turn)
    context.setTransform(a, b, c, d, e - seen.x * ratio, f - seen.y * ratio)
    const piece = { w: (upright.w * ratio) / level, h: (upright.h * ratio) / level }
    try {
      const waiting = tilesOf(level, seenOnPage(share, turn))
      const lane = async () => {
        for (let tile = waiting.shift(); tile; tile = waiting.shift()) {
          const bitmap = await this.#fetch(page, tile, signal)
          context.drawImage(bitmap, tile.column * piece.w, tile.row * piece.h, piece.w, piece.h)
          bitmap.close()
        }
      }
      await Promise.all([lane(), lane()])
      if (!signal.aborted) return this.#put(canvas, level)
    } catch {
      // What is there stays, a little soft.
      if (!signal.aborted) this.#shown = ""
    }
    canvas.width = canvas.height = 0
    return undefined
  }

  async #fetch(page, tile, signal) {
    for (let tries = 1; ; tries += 1) {
      try {
        const bitmap = await this.#load(page, tile, signal)
        if (!signal.aborted) return bitmap
        bitmap.close()
        throw new DOMException("No longer wanted", "AbortError")
      } catch (error) {
        if (error?.code !== "page_not_ready" || tries >= MOST_TRIES || signal.aborted) throw error
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
      }
    }
  }

  #put(canvas, level) {
    // A canvas keeps its memory until it is collected; an empty one holds none.
    for (const old of this.#host.children) old.width = old.height = 0
    this.#host.replaceChildren(...(canvas ? [canvas] : []))
    this.#host.dataset.level = level
  }
}

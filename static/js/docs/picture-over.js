// What lies over a page's picture: the presenter's pointer, or the presenter's own hand.

import { store } from "../core/store.js"
import { html } from "../core/ui.js"

// canvas: a ref; part: the part of the page {x, y, w, h} that it shows
export function PictureDot({ canvas, part }) {
  const at = store.point.value
  if (!at || !canvas.current) return null
  const { left, top, width, height } = drawnBox(canvas.current)
  const place = canvas.current.parentElement.getBoundingClientRect()
  const [x, y] = [(at.x - part.x) / part.w, (at.y - part.y) / part.h]
  if (x < 0 || x > 1 || y < 0 || y > 1) return null
  return html`<span class="pointer-dot" aria-hidden="true" style=${{ left: `${left - place.left + x * width}px`, top: `${top - place.top + y * height}px` }} />`
}

// onTap(x, y), onMove(x, y) or onMove() when it leaves: the mouse or finger, in fractions of the page
export function PicturePad({ canvas, part, label, onTap, onMove }) {
  const tell = (handler) => handler && ((event) => {
    const at = pointOf(event, canvas.current, part)
    if (at) handler(at.x, at.y)
  })
  return html`<div class="pointer-pad" role="img" aria-label=${label} onClick=${tell(onTap)} onPointerMove=${tell(onMove)} onPointerLeave=${onMove && (() => onMove())} />`
}

// Where on the page the event is, in fractions of it; null beside it.
function pointOf(event, canvas, part) {
  const { left, top, width, height } = drawnBox(canvas)
  const [x, y] = [(event.clientX - left) / width, (event.clientY - top) / height]
  return x < 0 || x > 1 || y < 0 || y > 1 ? null : { x: part.x + x * part.w, y: part.y + y * part.h }
}

// The picture is as large as its place allows, in the middle of it: `object-fit: contain`.
function drawnBox(canvas) {
  const box = canvas.getBoundingClientRect()
  const scale = Math.min(box.width / canvas.width, box.height / canvas.height)
  const [width, height] = [canvas.width * scale, canvas.height * scale]
  return { left: box.left + (box.width - width) / 2, top: box.top + (box.height - height) / 2, width, height }
}

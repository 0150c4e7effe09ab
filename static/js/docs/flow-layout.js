// Where the pages stand when they are scrolled through, one below the other or two by two. Pure: numbers in, numbers out (CSS pixels).

import { FIT } from "./zoom.js"

export const GAP = 12
const MOST_HEIGHT = 16_000_000 // beyond it browsers lose count

// sizeOf(page) → {w, h} as turned; stage: {w, h} → {width, height, boxes: [{page, x, y, w, h}], rows: [{y, h, first, last}]}
export function layFlow({ count, sizeOf, columns, stage, fit, zoom }) {
  const boxes = []
  const rows = []
  let [y, width] = [0, stage.w]
  for (let first = 1; first <= count; first += columns) {
    const pages = Array.from({ length: Math.min(columns, count - first + 1) }, (_, n) => first + n)
    const sizes = pages.map(sizeOf)
    const gaps = GAP * (columns - 1)
    // The last page of an odd number keeps the place it would have beside another.
    const units = sizes.reduce((sum, { w }) => sum + w, 0) * (columns / pages.length)
    const tallest = Math.max(...sizes.map(({ h }) => h))
    const whole = (stage.w - gaps) / units
    const scale = fit === FIT.WIDTH ? whole : fit === FIT.PAGE ? Math.min(whole, stage.h / tallest) : (stage.w * zoom - gaps) / units
    const across = units * scale + gaps
    let x = Math.max(0, (stage.w - across) / 2)
    for (const [n, page] of pages.entries()) {
      const [w, h] = [sizes[n].w * scale, sizes[n].h * scale]
      boxes.push({ page, x, y, w, h })
      x += w + GAP
    }
    rows.push({ y, h: tallest * scale, first, last: pages.at(-1) })
    y += tallest * scale + GAP
    width = Math.max(width, across)
  }
  if (y > MOST_HEIGHT) return layFlow({ count, sizeOf, columns, stage, fit: null, zoom: ((fit ? 1 : zoom) * MOST_HEIGHT * 0.99) / y })
  return { width, height: Math.max(0, y - GAP), boxes, rows }
}

// The pages on the stage and the row before and after, those nearest to its middle first.
export function pagesNear({ rows, boxes }, top, height) {
  const from = Math.max(0, rowAt(rows, top) - 1)
  const to = Math.min(rows.length - 1, rowAt(rows, top + height) + 1)
  const pages = boxes.slice(rows[from].first - 1, rows[to].last)
  const middle = top + height / 2
  const away = ({ y, h }) => Math.max(0, y - middle, middle - y - h)
  return pages.sort((a, b) => away(a) - away(b) || a.page - b.page).map(({ page }) => page)
}

// Which page one reads: the one before as long as half of it can be seen, otherwise the one of which most can; at the very end the last.
export function pageInView({ rows, boxes, height: whole }, top, height, current) {
  if (top > 0 && top + height >= whole - 1) return boxes.length
  const seen = ({ y, h }) => Math.max(0, Math.min(y + h, top + height) - Math.max(y, top))
  const box = boxes[current - 1]
  if (box && seen(box) >= Math.min(box.h, height) / 2) return current
  const near = rows.slice(rowAt(rows, top), rowAt(rows, top + height) + 1)
  return near.reduce((best, row) => (seen(row) > seen(best) + 1 ? row : best)).first
}

// The row that a height falls into (the gap below a row is its own).
export function rowAt(rows, y) {
  let [low, high] = [0, rows.length - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (rows[middle].y <= y) low = middle
    else high = middle - 1
  }
  return low
}

// A point of a page that can be found again after everything has another size.
export function anchorAt({ rows, boxes }, point) {
  const row = rows[rowAt(rows, point.y)]
  const box = row.last > row.first && point.x >= boxes[row.last - 1].x ? boxes[row.last - 1] : boxes[row.first - 1]
  return { page: box.page, x: (point.x - box.x) / box.w, y: (point.y - box.y) / box.h }
}

export function pointOf({ boxes }, { page, x, y }) {
  const box = boxes[Math.min(page, boxes.length) - 1]
  return { x: box.x + x * box.w, y: box.y + y * box.h }
}

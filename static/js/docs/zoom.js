// The sizes of a page on the screen. Pure: numbers in, numbers out. Lengths in CSS pixels unless said.

export const MOST_PIXELS = 16_700_000 // beyond it, older iPads and cheap tablets show a blank canvas
export const MOST_ZOOM = 5
const LEAST_ZOOM = 0.4
const PAGE_PROFILE = 1600 // pixels across in the "page" rendering
const SOFT = 1.5 // of the picture's pixels for each of the screen's from which letters suffer when the screen's own scaling shrinks them
const COARSE = 1.15 // device pixels for each of the picture's from which one sees the difference
const LEVELS = [2, 4] // into how many columns and rows the server cuts a page, each piece as fine as the page's own picture

export const FIT = Object.freeze({ WIDTH: "width", PAGE: "page" })

// How wide the page stands. zoom 1 = the width of the stage; page: {w, h} in any unit; stage: {w, h}.
export function sheetSize({ page, stage, fit, zoom }) {
  const ratio = page.h / page.w
  const factor = fit === FIT.WIDTH ? 1 : fit === FIT.PAGE ? fitPageZoom(page, stage) : zoom
  const w = Math.max(1, Math.round(stage.w * factor))
  return { w, h: Math.max(1, Math.round(w * ratio)) }
}

export function fitPageZoom(page, stage) {
  return Math.min(1, (stage.h * page.w) / (page.h * stage.w))
}

export function clampZoom(zoom) {
  return Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, zoom))
}

// Device pixels of the canvas: as many as the screen has, no more than the picture has, never over the limit.
// A thumbnail is stretched over the canvas that the page will need, so that it need not be made anew.
// width: of the picture, in its own pixels.
export function canvasSize({ sheet, ratio, width }) {
  const fill = Math.min(ratio, Math.max(width, PAGE_PROFILE) / sheet.w)
  const most = Math.sqrt(MOST_PIXELS / (sheet.w * sheet.h))
  const scale = Math.min(fill, most)
  return { w: Math.max(1, Math.floor(sheet.w * scale)), h: Math.max(1, Math.floor(sheet.h * scale)) }
}

// Device pixels of the reader's canvas: the picture's own. Copying them takes a fiftieth of the time that drawing them at another size takes,
// and the screen's own scaling is good enough – for a while, or for good if it need not shrink them much.
// picture: {w, h} in its own pixels; rested: nothing is waiting for the drawing
export function ownCanvasSize({ sheet, ratio, picture, rested }) {
  const tooMany = picture.w * picture.h > MOST_PIXELS
  const tooFine = rested && picture.w > sheet.w * ratio * SOFT
  return tooMany || tooFine ? canvasSize({ sheet, ratio, width: picture.w }) : { w: picture.w, h: picture.h }
}

// How fine a drawing the page needs beyond its own picture, when it stands so many device pixels wide: 0 = none.
export function detailLevel(across) {
  if (across <= PAGE_PROFILE * COARSE) return 0
  return LEVELS.find((level) => across <= PAGE_PROFILE * level * COARSE) ?? LEVELS.at(-1)
}

// The pieces that hold what is seen; seen: {x, y, w, h} in fractions of the page.
export function tilesOf(level, seen) {
  const between = (from, length) => [Math.max(0, Math.floor(from * level)), Math.min(level, Math.ceil((from + length) * level))]
  const [left, right] = between(seen.x, seen.w)
  const [top, bottom] = between(seen.y, seen.h)
  const tiles = []
  for (let row = top; row < bottom; row += 1) for (let column = left; column < right; column += 1) tiles.push({ level, column, row })
  return tiles
}

// What of a sheet at {x, y} (of its size w, h) lies on a stage scrolled to {x, y}; null if nothing does.
export function seenOf(sheet, scroll, stage) {
  const x = Math.max(0, scroll.x - sheet.x)
  const y = Math.max(0, scroll.y - sheet.y)
  const w = Math.min(sheet.w, scroll.x + stage.w - sheet.x) - x
  const h = Math.min(sheet.h, scroll.y + stage.h - sheet.y) - y
  return w > 1 && h > 1 ? { x, y, w, h } : null
}

// Where the stage must be scrolled to, so that the point under the fingers stays under them.
// at: the point within the stage; scroll: {x, y} before; before, after: sheet sizes; stage: {w, h}
export function scrollAfterZoom({ at, scroll, before, after, stage }) {
  const along = (axis, side) => {
    const marginBefore = Math.max(0, (stage[side] - before[side]) / 2)
    const marginAfter = Math.max(0, (stage[side] - after[side]) / 2)
    const share = (scroll[axis] + at[axis] - marginBefore) / before[side]
    return Math.max(0, share * after[side] + marginAfter - at[axis])
  }
  return { x: along("x", "w"), y: along("y", "h") }
}

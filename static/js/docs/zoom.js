// The sizes of a page on the screen. Pure: numbers in, numbers out. Lengths in CSS pixels unless said.

export const MOST_PIXELS = 16_700_000 // beyond it, older iPads and cheap tablets show a blank canvas
export const MOST_ZOOM = 5
const LEAST_ZOOM = 0.4
const PAGE_PROFILE = 1600 // pixels across in the "page" rendering
const SHARP_ZOOM = 1.6
const SHARP_PIXELS = PAGE_PROFILE * 1.15

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
export function canvasSize({ sheet, ratio, bitmap }) {
  const fill = Math.min(ratio, Math.max(bitmap.width, PAGE_PROFILE) / sheet.w)
  const most = Math.sqrt(MOST_PIXELS / (sheet.w * sheet.h))
  const scale = Math.min(fill, most)
  return { w: Math.max(1, Math.floor(sheet.w * scale)), h: Math.max(1, Math.floor(sheet.h * scale)) }
}

export function needsSharp({ sheet, stage, ratio }) {
  const across = sheet.w * ratio
  return across > SHARP_PIXELS || (across > PAGE_PROFILE && sheet.w / stage.w > SHARP_ZOOM)
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

// One page of a paper to look at, as large as its place: the desk's preview, the hall screen. The reader has its own canvas.
// The old page stays until the new one is there; a page still being made says so.

import { Icon } from "../core/icon.js"
import { t } from "../core/i18n.js"
import { html, useEffect, useRef, useState } from "../core/ui.js"
import { PageLoader } from "./page-loader.js"
import { pageSource } from "./page-source.js"

const WHOLE = { x: 0, y: 0, w: 1, h: 1 }

// keep: see page-source.js; onShape(width / height) is told when a page of another shape is drawn
// region: the part of the page to show, in fractions of it
// over({canvas, part}): what lies over it, see picture-over.js
export function PagePicture({ meetingId, paperId, version, keep, page, region, label, onShape, over }) {
  const canvas = useRef(null)
  const loader = useRef(null)
  const latest = useRef({})
  const [state, setState] = useState(null)
  const part = region ?? WHOLE
  latest.current = { onShape, part }

  useEffect(() => {
    const draw = (_page, bitmap) => {
      const { current } = canvas
      if (!current) return
      const { x, y, w, h } = latest.current.part
      const [left, top, width, height] = [x * bitmap.width, y * bitmap.height, w * bitmap.width, h * bitmap.height].map(Math.round)
      current.width = width
      current.height = height
      current.getContext("2d").drawImage(bitmap, left, top, width, height, 0, 0, width, height)
      latest.current.onShape?.(width / height)
    }
    const { load } = pageSource(meetingId, paperId, version.key, keep)
    loader.current = new PageLoader({ load, count: version.count, onBitmap: draw, onState: setState })
    loader.current.show(page)
    return () => loader.current.close()
  }, [meetingId, paperId, version.key, keep, version.count])

  useEffect(() => loader.current.show(page), [page])
  useEffect(() => loader.current.redraw(), [part.x, part.y, part.w, part.h])

  // A failed page is asked for again: on the hall screen nobody stands by to press a button.
  useEffect(() => {
    if (state?.kind !== "failed") return undefined
    const timer = setTimeout(() => loader.current.retry(), 5000)
    return () => clearTimeout(timer)
  }, [state])

  return html`<div class="page-picture">
    <canvas ref=${canvas} role="img" aria-label=${label}></canvas>
    ${over?.({ canvas, part })}
    ${state?.kind === "rendering" && html`<p class="page-picture-words" role="status"><${Icon} name="clock" />${t("This page is still being prepared…")}</p>`}
    ${state?.kind === "failed" && html`<p class="page-picture-words" role="alert"><${Icon} name="alert" />${t("This page could not be fetched; trying again.")}</p>`}
  </div>`
}

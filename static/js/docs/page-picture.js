// One page of a paper to look at, as large as its place: the desk's preview, the hall screen. The reader has its own canvas.
// The old page stays until the new one is there; a page still being made says so.

import { Icon } from "../core/icon.js"
import { t } from "../core/i18n.js"
import { html, useEffect, useRef, useState } from "../core/ui.js"
import { PageLoader } from "./page-loader.js"
import { pageSource } from "./page-source.js"

// keep: see page-source.js; onShape(width / height) is told when a page of another shape is drawn
export function PagePicture({ meetingId, paperId, version, keep, page, label, onShape }) {
  const canvas = useRef(null)
  const loader = useRef(null)
  const latest = useRef({})
  latest.current = { onShape }
  const [state, setState] = useState(null)

  useEffect(() => {
    const draw = (_page, bitmap) => {
      const { current } = canvas
      if (!current) return
      current.width = bitmap.width
      current.height = bitmap.height
      current.getContext("2d").drawImage(bitmap, 0, 0)
      latest.current.onShape?.(bitmap.width / bitmap.height)
    }
    const { load } = pageSource(meetingId, paperId, version.key, keep)
    loader.current = new PageLoader({ load, count: version.count, onBitmap: draw, onState: setState })
    loader.current.show(page)
    return () => loader.current.close()
  }, [meetingId, paperId, version.key, keep, version.count])

  useEffect(() => loader.current.show(page), [page])

  // A failed page is asked for again: on the hall screen nobody stands by to press a button.
  useEffect(() => {
    if (state?.kind !== "failed") return undefined
    const timer = setTimeout(() => loader.current.retry(), 5000)
    return () => clearTimeout(timer)
  }, [state])

  return html`<div class="page-picture">
    <canvas ref=${canvas} role="img" aria-label=${label}></canvas>
    ${state?.kind === "rendering" && html`<p class="page-picture-words" role="status"><${Icon} name="clock" />${t("This page is still being prepared…")}</p>`}
    ${state?.kind === "failed" && html`<p class="page-picture-words" role="alert"><${Icon} name="alert" />${t("This page could not be fetched; trying again.")}</p>`}
  </div>`
}

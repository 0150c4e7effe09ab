// All pages small, to see where one is and to jump.

import { t } from "../core/i18n.js"
import { html, useEffect, useLayoutEffect, useMemo, useRef, useState } from "../core/ui.js"

// ready: changes when more pages are rendered or the line is back; each change gives the missing ones another try
export function Thumbnails({ source, count, manifest, page, ready, onPick }) {
  const list = useRef(null)
  const pick = useRef(onPick)
  pick.current = onPick
  // Drawn once for a version; turning a page only moves the mark, however many hundred there are.
  const thumbs = useMemo(
    () =>
      Array.from({ length: count }, (_, n) => {
        const { w, h, label } = manifest?.pages[n] ?? { w: 3, h: 4 }
        return html`<${Thumb} key=${n} page=${n + 1} label=${label} ratio=${w / h} url=${source.pageUrl(n + 1, "thumb")} ready=${ready} onPick=${pick} />`
      }),
    [source, count, manifest, ready],
  )
  useLayoutEffect(() => {
    const current = list.current?.children[page - 1]
    if (!current) return undefined
    const button = current.firstElementChild
    button.setAttribute("aria-current", "page")
    current.scrollIntoView({ block: "nearest" })
    return () => button.removeAttribute("aria-current")
  }, [page, count, source])
  return html`<ol class="thumbs" ref=${list}>${thumbs}</ol>`
}

function Thumb({ page, label, ratio, url, ready, onPick }) {
  const [missing, setMissing] = useState(false)
  useEffect(() => setMissing(false), [ready])
  return html`<li>
    <button type="button" class="thumb" onClick=${() => onPick.current(page)} aria-label=${t("Page {page}", { page })}>
      <span class="thumb-picture" style=${{ aspectRatio: String(ratio) }}>
        ${!missing && html`<img src=${url} alt="" loading="lazy" decoding="async" onError=${() => setMissing(true)} />`}
      </span>
      <span class="thumb-number">${label || page}</span>
    </button>
  </li>`
}

// The small pictures of a paper's pages, fetched as they come into view.

import { t } from "../core/i18n.js"
import { html, useEffect, useRef } from "../core/ui.js"
import { pageSource } from "./page-source.js"

export function PageStrip({ meetingId, paperId, version, keep, page, onPage }) {
  const list = useRef(null)
  const source = pageSource(meetingId, paperId, version.key, keep)
  useEffect(() => {
    const mark = list.current?.querySelector('[aria-current="page"]')
    if (!mark) return
    // scrollIntoView would move the whole desk too.
    list.current.scrollTo({ left: mark.offsetLeft - (list.current.clientWidth - mark.clientWidth) / 2 })
  }, [page, version.key])
  const pages = Array.from({ length: version.count }, (_, n) => n + 1)
  return html`<ol class="page-strip" ref=${list} aria-label=${t("Pages")}>
    ${pages.map(
      (one) => html`<li key=${one}>
        <button type="button" aria-current=${one === page ? "page" : undefined} aria-label=${t("Page {page}", { page: one })} onClick=${() => onPage(one)}>
          ${one <= version.ready && html`<img loading="lazy" decoding="async" alt="" src=${source.pageUrl(one, "thumb")} />`}
          <span class="figures">${one}</span>
        </button>
      </li>`,
    )}
  </ol>`
}

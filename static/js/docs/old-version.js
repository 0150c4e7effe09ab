// A version of a paper that is no longer valid, to look at page by page: it is not what is being dealt with, so it is read in the
// window of the versions, greyed, and it is not remembered where.

import { Badge } from "../core/badge.js"
import { Button, IconButton } from "../core/button.js"
import { t } from "../core/i18n.js"
import { html, useState } from "../core/ui.js"
import { PagePicture } from "./page-picture.js"
import { keepOf } from "./page-source.js"

export function OldVersion({ meetingId, paper, version, onBack }) {
  const [page, setPage] = useState(1)
  const count = version.page_count
  const pages = { key: version.key, count, ready: version.pages_ready }
  return html`<div class="earlier stack tight">
    <div class="row">
      <${Button} kind="quiet" icon="back" onClick=${onBack}>${t("All versions")}<//>
      <p class="grow strong">${t("Version {number}", version)} <${Badge} tone="warn" icon="clock">${t("no longer valid")}<//></p>
      <${IconButton} icon="chevron_left" label=${t("Previous page")} disabled=${page <= 1} onClick=${() => setPage(page - 1)} />
      <span class="figures">${page} / ${count}</span>
      <${IconButton} icon="chevron_right" label=${t("Next page")} disabled=${page >= count} onClick=${() => setPage(page + 1)} />
    </div>
    <${PagePicture} meetingId=${meetingId} paperId=${paper.id} version=${pages} keep=${keepOf(paper)} page=${page} label=${t("{paper}, page {page}", { paper: paper.title, page })} />
  </div>`
}

// What a paper said before: its earlier versions, to look at page by page. They are not what is being dealt with, so they are read
// in a window of their own, greyed, and it is not remembered where.

import { api } from "../core/api.js"
import { Button, IconButton } from "../core/button.js"
import { Dialog } from "../core/dialog.js"
import { Empty, Failed, Loading } from "../core/empty.js"
import { Icon } from "../core/icon.js"
import { formatDateTime, t, tn } from "../core/i18n.js"
import { html, useEffect, useState } from "../core/ui.js"
import { PagePicture } from "./page-picture.js"
import { keepOf } from "./page-source.js"

export function EarlierVersions({ open, onClose, meetingId, paper }) {
  return html`<${Dialog} open=${open} onClose=${onClose} kind="wide" title=${t("Earlier versions of “{title}”", { title: paper.title })}>
    ${open && html`<${Choose} meetingId=${meetingId} paper=${paper} />`}
  <//>`
}

function Choose({ meetingId, paper }) {
  const [versions, setVersions] = useState(null)
  const [failure, setFailure] = useState(null)
  const [chosen, setChosen] = useState(null)
  const load = () => {
    setFailure(null)
    return api.get(`/api/meetings/${meetingId}/papers/${paper.id}/versions`).then((answer) => setVersions(answer.versions), setFailure)
  }
  useEffect(() => void load(), [paper.version.id])
  if (failure) return html`<${Failed} error=${failure} onRetry=${load} />`
  if (!versions) return html`<${Loading} />`
  if (chosen) return html`<${Old} meetingId=${meetingId} paper=${paper} version=${chosen} onBack=${() => setChosen(null)} />`
  const earlier = versions.filter(({ number, key }) => key && number < paper.version.number).reverse()
  if (!earlier.length) return html`<${Empty} icon="clock" title=${t("There is no earlier version.")} />`
  return html`<ul class="list">
    ${earlier.map(
      (version) => html`<li key=${version.id}>
        <button type="button" class="list-row" onClick=${() => setChosen(version)}>
          <${Icon} name="file" />
          <span class="grow">
            ${t("Version {number}", version)}
            <small>${[formatDateTime(version.uploaded_at), tn("{count} page", "{count} pages", version.page_count), version.note].filter(Boolean).join(" · ")}</small>
          </span>
        </button>
      </li>`,
    )}
  </ul>`
}

function Old({ meetingId, paper, version, onBack }) {
  const [page, setPage] = useState(1)
  const count = version.page_count
  const pages = { key: version.key, count, ready: version.pages_ready }
  return html`<div class="earlier stack tight">
    <div class="row">
      <${Button} kind="quiet" icon="back" onClick=${onBack}>${t("All earlier versions")}<//>
      <p class="grow strong">${t("Version {number}", version)} · ${t("no longer valid")}</p>
      <${IconButton} icon="chevron_left" label=${t("Previous page")} disabled=${page <= 1} onClick=${() => setPage(page - 1)} />
      <span class="figures">${page} / ${count}</span>
      <${IconButton} icon="chevron_right" label=${t("Next page")} disabled=${page >= count} onClick=${() => setPage(page + 1)} />
    </div>
    <${PagePicture} meetingId=${meetingId} paperId=${paper.id} version=${pages} keep=${keepOf(paper)} page=${page} label=${t("{paper}, page {page}", { paper: paper.title, page })} />
  </div>`
}

// All versions of a paper, the newest first, with their originals and what changed from each to the next.

import { api } from "../core/api.js"
import { Badge } from "../core/badge.js"
import { Button } from "../core/button.js"
import { Dialog } from "../core/dialog.js"
import { Failed, Loading } from "../core/empty.js"
import { Icon } from "../core/icon.js"
import { formatDateTime, formatSize, t } from "../core/i18n.js"
import { html, useEffect, useState } from "../core/ui.js"
import { store } from "../core/store.js"
import { meetingPath } from "../agenda/meeting-path.js"
import { ComparisonDialog } from "./comparison-dialog.js"
import { isConfidential } from "./confidential.js"
import { OldVersion } from "./old-version.js"
import { Signatures } from "./signatures.js"

export function Versions({ open, onClose, paper }) {
  const [compared, setCompared] = useState(null)
  const [old, setOld] = useState(null)
  const meetingId = store.meeting.value.id
  const close = () => {
    setOld(null)
    onClose()
  }
  return html`<${Dialog} open=${open} onClose=${close} kind=${old && "wide"} title=${t("Versions of “{title}”", { title: paper.title })}>
      ${open && !old && html`<${List} paper=${paper} onCompare=${setCompared} onRead=${setOld} />`}
      ${open && old && html`<${OldVersion} meetingId=${meetingId} paper=${paper} version=${old} onBack=${() => setOld(null)} />`}
    <//>
    <${ComparisonDialog} meetingId=${meetingId} paper=${paper} versions=${compared} onClose=${() => setCompared(null)} />`
}

function List({ paper, onCompare, onRead }) {
  const [versions, setVersions] = useState(null)
  const [failure, setFailure] = useState(null)
  const load = () => {
    setFailure(null)
    return api.get(meetingPath(`/papers/${paper.id}/versions`)).then((answer) => setVersions(answer.versions), setFailure)
  }
  useEffect(() => void load(), [])
  if (failure) return html`<${Failed} error=${failure} onRetry=${load} />`
  if (!versions) return html`<${Loading} />`
  return html`<ul class="list">
    ${[...versions].reverse().map(
      (version, n, newestFirst) => {
        const { id, number, file_name, size, uploaded_at, note, key, warnings } = version
        return html`<li class="list-row" key=${id}>
        <div class="grow">
          <p class="strong">${t("Version {number}", { number })} ${id === paper.version?.id && html`<${Badge} tone="good">${t("Members read this one")}<//>`}</p>
          <p class="small soft">${[file_name, formatSize(size), formatDateTime(uploaded_at)].join(" · ")}</p>
          ${note && html`<p class="small">${note}</p>`}
          <${Signatures} meetingId=${store.meeting.value.id} paper=${paper} version=${{ key, warnings }} />
          ${key && number < paper.version?.number && html`<${Button} kind="quiet" size="small" icon="eye" onClick=${() => onRead(version)}>${t("Read this version")}<//>`}
          ${!isConfidential(paper) && n < newestFirst.length - 1 && html`<${Button} kind="quiet" size="small" icon="compare" onClick=${() => onCompare({ from: newestFirst[n + 1].id, to: id })}>${t("Compare with version {number}", { number: newestFirst[n + 1].number })}<//>`}
        </div>
        ${!isConfidential(paper) && html`<a class="button button-quiet" href=${meetingPath(`/papers/${paper.id}/versions/${id}/original`)}><${Icon} name="download" />${t("Original")}</a>`}
      </li>`
      },
    )}
  </ul>`
}

// Who has read which page of a confidential paper, the latest first.

import { api } from "../core/api.js"
import { Dialog } from "../core/dialog.js"
import { Empty, Failed, Loading } from "../core/empty.js"
import { Icon } from "../core/icon.js"
import { formatDateTime, t } from "../core/i18n.js"
import { html, useEffect, useState } from "../core/ui.js"
import { meetingPath } from "../agenda/meeting-path.js"

export function AccessLog({ open, onClose, paper }) {
  return html`<${Dialog} open=${open} onClose=${onClose} kind="wide" title=${t("Who has read “{title}”", { title: paper.title })}>
    ${open && html`<${Rows} paper=${paper} />`}
  <//>`
}

function Rows({ paper }) {
  const [rows, setRows] = useState(null)
  const [failure, setFailure] = useState(null)
  const load = () => {
    setFailure(null)
    return api.get(meetingPath(`/papers/${paper.id}/accesses`)).then(({ accesses }) => setRows(accesses), setFailure)
  }
  useEffect(() => void load(), [])
  if (failure) return html`<${Failed} error=${failure} onRetry=${load} />`
  if (!rows) return html`<${Loading} />`
  if (!rows.length) return html`<${Empty} icon="eye" title=${t("Nobody has read it yet.")}><p>${t("Each page that somebody reads is noted here, once in five minutes.")}</p><//>`
  return html`<div class="stack">
    <p class="small soft">${t("The mark stands on every page of that reader: it tells whose a photograph of the page is.")}</p>
    <div class="access-log">
      <table>
        <thead>
          <tr><th scope="col">${t("Time")}</th><th scope="col">${t("Reader")}</th><th scope="col">${t("Page")}</th><th scope="col">${t("Mark on the page")}</th></tr>
        </thead>
        <tbody>
          ${rows.map(({ id, at, name, page, mark }) => html`<tr key=${id}><td class="figures">${formatDateTime(at)}</td><td>${name}</td><td class="figures">${page}</td><td class="figures">${mark}</td></tr>`)}
        </tbody>
      </table>
    </div>
    <div><a class="button button-secondary" href=${`${meetingPath("/paper-accesses.csv")}?paper=${paper.id}`}><${Icon} name="download" />${t("Save as a table (CSV)")}</a></div>
  </div>`
}

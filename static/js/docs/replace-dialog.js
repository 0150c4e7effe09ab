// A new version of a paper, with a word on what has changed.

import { Button } from "../core/button.js"
import { Dialog } from "../core/dialog.js"
import { DraftField, useDraft } from "../core/draft.js"
import { formatSize, t } from "../core/i18n.js"
import { store } from "../core/store.js"
import { html, useState } from "../core/ui.js"
import { FileButton } from "./file-button.js"
import { uploads } from "./upload.js"

export function ReplaceDialog({ open, onClose, paper }) {
  return html`<${Dialog} open=${open} onClose=${onClose} title=${t("Replace “{title}”", { title: paper.title })}>
    ${open && html`<${ReplaceForm} paper=${paper} onClose=${onClose} />`}
  <//>`
}

function ReplaceForm({ paper, onClose }) {
  const [file, setFile] = useState(null)
  const draft = useDraft(`replace/${paper.id}`, { note: "" })
  const send = () => {
    uploads.add([file], { meetingId: store.meeting.value.id, paperId: paper.id, note: draft.values.note.trim() })
    draft.clear()
    onClose()
  }
  return html`<div class="stack">
    <p>${t("Members see the old version until the first page of the new one is ready. The old version is kept.")}</p>
    <div class="row">
      <${FileButton} onFiles=${([chosen]) => setFile(chosen)}>${file ? t("Choose another file") : t("Choose a file")}<//>
      ${file && html`<span class="grow">${file.name} <span class="soft small">${formatSize(file.size)}</span></span>`}
    </div>
    <${DraftField} draft=${draft} field="note" label=${t("What has changed?")} hint=${t("Members read this beside the new version.")} as="textarea" rows="2" maxlength="500" />
    <div class="row">
      <${Button} kind="primary" icon="upload" disabled=${!file} onClick=${send}>${t("Send the new version")}<//>
      <${Button} onClick=${() => (draft.clear(), onClose())}>${t("Cancel")}<//>
    </div>
  </div>`
}

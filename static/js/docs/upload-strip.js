// Over all agenda items: how far the files on their way have come, and what was left unfinished the last time.

import { IconButton } from "../core/button.js"
import { formatPercent, formatSize, t, tn } from "../core/i18n.js"
import { Progress } from "../core/progress.js"
import { store } from "../core/store.js"
import { html, useEffect, useState } from "../core/ui.js"
import { FileButton } from "./file-button.js"
import { uploads } from "./upload.js"

export function UploadStrip() {
  const meetingId = store.meeting.value.id
  useEffect(() => {
    // Without it nothing is lost: files are sent from their beginning.
    uploads.load(meetingId).catch(() => {})
  }, [meetingId])
  const { files } = uploads.total.value
  const unfinished = uploads.unfinished.value
  return html`
    ${uploads.busy.value && files > 1 && html`<${Total} ...${uploads.total.value} />`}
    ${unfinished.length > 0 && html`<${Unfinished} list=${unfinished} />`}
  `
}

function Total({ files, done, size, loaded }) {
  const percent = formatPercent(Math.floor((loaded / size) * 100))
  return html`<div class="upload-total">
    <${Progress} label=${tn("{count} file on its way", "{count} files on their way", files)} value=${loaded} max=${size} text=${t("{done} recorded · {percent}", { done, percent })} />
  </div>`
}

function Unfinished({ list }) {
  return html`<section class="notice unfinished" aria-label=${t("Not sent to the end")}>
    <p><span class="strong">${t("Not sent to the end")}</span> <span class="soft small">${t("Choose the same file again, and it goes on where it stopped. After a day it is forgotten.")}</span></p>
    <ul>${list.map((upload) => html`<${UnfinishedRow} key=${upload.id} upload=${upload} />`)}</ul>
  </section>`
}

function UnfinishedRow({ upload }) {
  const [other, setOther] = useState(false)
  const { id, file_name: name, size, received, target } = upload
  const item = store.items.value[target.itemId ?? store.papers.value[target.paperId]?.item_id]
  const choose = ([file]) => uploads.resume(upload, file).then((same) => setOther(!same), () => setOther(true))
  return html`<li class="upload" data-state="unfinished">
    <div class="grow">
      <p class="one-line">${name}</p>
      <p class="soft small">${[item && t("Item {number}", { number: item.number }), t("{part} of {whole} has arrived", { part: formatSize(received), whole: formatSize(size) })].filter(Boolean).join(" · ")}</p>
      ${other && html`<p class="act-failure" role="alert">${t("This is another file than “{name}”.", { name })}</p>`}
    </div>
    <${FileButton} onFiles=${choose}>${t("Choose the file again")}<//>
    <${IconButton} icon="close" label=${t("Discard {name}", { name })} onClick=${() => uploads.forget(target.meetingId, id)} />
  </li>`
}

// One file on its way to the server.

import { Button, IconButton } from "../core/button.js"
import { Icon } from "../core/icon.js"
import { Progress } from "../core/progress.js"
import { formatPercent, formatSize, t } from "../core/i18n.js"
import { html } from "../core/ui.js"
import { uploads } from "./upload.js"

export function UploadRow({ upload }) {
  const { id, name, size, loaded, state, error } = upload
  if (state === "failed") {
    return html`<div class="upload upload-failed" role="alert">
      <p class="act-failure grow"><${Icon} name="alert" /><span>${name}: ${error.unanswered ? t("Not recorded yet: no answer from the server.") : error.message}</span></p>
      <${Button} size="small" icon="refresh" onClick=${() => uploads.retry(id)}>${t("Try again")}<//>
      <${IconButton} icon="close" label=${t("Leave out {name}", { name })} onClick=${() => uploads.dismiss(id)} />
    </div>`
  }
  const sent = size ? Math.floor((loaded / size) * 100) : 100
  return html`<div class="upload">
    <div class="grow">
      ${state === "waiting" && html`<p class="row row-between small"><span class="one-line">${name}</span><span class="soft">${t("Waiting to be sent")} · ${formatSize(size)}</span></p>`}
      ${state === "sending" && html`<${Progress} label=${name} value=${loaded} max=${size || 1} text=${sent < 100 ? formatPercent(sent) : t("Sent, waiting for the answer…")} />`}
      ${state === "recorded" && html`<p class="small recorded"><${Icon} name="check" />${t("{name}: recorded", { name })}</p>`}
    </div>
    ${state !== "recorded" && html`<${IconButton} icon="close" label=${t("Cancel sending {name}", { name })} onClick=${() => uploads.cancel(id)} />`}
  </div>`
}

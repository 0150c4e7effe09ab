// One file on its way to the server.

import { Button, IconButton } from "../core/button.js"
import { Icon } from "../core/icon.js"
import { Progress } from "../core/progress.js"
import { formatPercent, formatSize, t } from "../core/i18n.js"
import { html } from "../core/ui.js"
import { uploads } from "./upload.js"

// Another try with the same file would end in the same way.
const HOPELESS = new Set(["empty", "too_big", "unreadable"])

export function UploadRow({ upload }) {
  const { id, name, state } = upload
  if (state === "failed") return html`<${Refused} upload=${upload} />`
  return html`<div class="upload" data-state=${state}>
    <div class="grow">
      ${state === "waiting" && html`<p class="row row-between small"><span class="one-line">${name}</span><span class="soft">${t("Waiting to be sent")} · ${formatSize(upload.size)}</span></p>`}
      ${state === "recorded" && html`<p class="small recorded"><${Icon} name="check" />${t("{name}: recorded", { name })}</p>`}
      ${state !== "waiting" && state !== "recorded" && html`<${OnTheLine} upload=${upload} />`}
    </div>
    ${state === "interrupted" && html`<${Button} size="small" icon="refresh" onClick=${() => uploads.retry(id)}>${t("Try now")}<//>`}
    ${state !== "recorded" && html`<${IconButton} icon="close" label=${t("Cancel sending {name}", { name })} onClick=${() => uploads.cancel(id)} />`}
  </div>`
}

function OnTheLine({ upload: { name, size, loaded, state } }) {
  const sent = formatPercent(Math.floor((loaded / size) * 100))
  const words = {
    sending: () => sent,
    interrupted: () => t("Interrupted at {percent}; goes on by itself", { percent: sent }),
    checking: () => t("Sent, being checked…"),
  }
  return html`<${Progress} label=${name} value=${loaded} max=${size} text=${words[state]?.()} />`
}

function Refused({ upload: { id, name, error } }) {
  const again = error.code === "already_here" ? t("Send all the same") : t("Try again")
  return html`<div class="upload upload-failed" role="alert" data-state="failed">
    <p class="act-failure grow"><${Icon} name="alert" /><span>${name}: ${error.message}</span></p>
    ${!HOPELESS.has(error.code) && html`<${Button} size="small" icon="refresh" onClick=${() => uploads.retry(id)}>${again}<//>`}
    <${IconButton} icon="close" label=${t("Leave out {name}", { name })} onClick=${() => uploads.dismiss(id)} />
  </div>`
}

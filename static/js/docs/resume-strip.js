// A paper that was opened where it had been left: said above it, with the way to its beginning.

import { Button, IconButton } from "../core/button.js"
import { Icon } from "../core/icon.js"
import { t } from "../core/i18n.js"
import { html } from "../core/ui.js"

export function ResumeStrip({ page, onFirst, onDone }) {
  return html`<div class="resume-strip" role="status">
    <${Icon} name="file" />
    <p class="grow">${t("You go on at page {page}.", { page })}</p>
    <${Button} size="small" icon="back" onClick=${onFirst}>${t("To the first page")}<//>
    <${IconButton} icon="close" label=${t("Close")} onClick=${onDone} />
  </div>`
}

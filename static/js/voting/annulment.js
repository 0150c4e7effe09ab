// At the foot of a vote that was put to the room: the way to take it back, or what has already been asked.

import { Button } from "../core/button.js"
import { t } from "../core/i18n.js"
import { Icon } from "../core/icon.js"
import { store } from "../core/store.js"
import { html, useState } from "../core/ui.js"
import { AnnulDialog } from "./annul-dialog.js"
import { AnnulmentRequest } from "./annulment-request.js"

export function Annulment({ vote }) {
  const [open, setOpen] = useState(false)
  const asked = store.turnouts.value[vote.id]?.annulment
  if (asked) return html`<div class="notice notice-warn"><${Icon} name="alert" /><${AnnulmentRequest} vote=${vote} asked=${asked} /></div>`
  return html`<div class="row vote-card-foot"><${Button} kind="quiet" size="small" icon="close" onClick=${() => setOpen(true)}>${t("Annul this vote…")}<//></div>
    <${AnnulDialog} open=${open} onClose=${() => setOpen(false)} vote=${vote} />`
}

// Taking a vote back: the first of two people says why. Nothing is deleted.

import { useAct } from "../core/act.js"
import { api } from "../core/api.js"
import { ActFailure, Button } from "../core/button.js"
import { Dialog } from "../core/dialog.js"
import { Field } from "../core/field.js"
import { Icon } from "../core/icon.js"
import { t } from "../core/i18n.js"
import { html, useState } from "../core/ui.js"
import { meetingPath } from "../agenda/meeting-path.js"

export function AnnulDialog({ open, onClose, vote }) {
  return html`<${Dialog} open=${open} onClose=${onClose} title=${t("Annul this vote?")}>
    ${open && html`<${Form} vote=${vote} onClose=${onClose} />`}
  <//>`
}

function Form({ vote, onClose }) {
  const [reason, setReason] = useState("")
  const act = useAct((key, why) => api.post(meetingPath(`/votes/${vote.id}/annulment`), { reason: why }, { key }), { onDone: onClose })
  const error = act.error.value
  const atField = error?.field === "reason"
  return html`<form class="stack" novalidate onSubmit=${(event) => (event.preventDefault(), reason.trim() && act.run(reason.trim()))}>
    <p class="strong">${vote.title}</p>
    <p class="notice notice-warn"><${Icon} name="alert" />${vote.state === "open"
      ? t("The vote ends without a result; ballots in a sealed urn are destroyed unread. It stays in the record, marked, with the reason and both names.")
      : t("Nothing of it will count. It stays in the record, marked, with the reason and both names. It can then be taken again.")}</p>
    <p>${t("A second person at the desk confirms it on their own device. Until then nothing changes.")}</p>
    <${Field} as="textarea" rows="3" label=${t("Reason")} required maxlength="500" value=${reason} onInput=${setReason} error=${atField && error.message} />
    <div class="row">
      <${Button} type="submit" kind="danger" disabled=${!reason.trim()} busy=${act.state.value === "sending"}>${act.state.value === "sending" ? t("Sending…") : error?.unanswered ? t("Try again") : t("Ask for the annulment")}<//>
      <${Button} onClick=${onClose}>${t("Go back")}<//>
    </div>
    <${ActFailure} error=${atField ? null : error} />
  </form>`
}

// A new password, shown once: to be read out, written down or copied for the person it belongs to.

import { Button } from "../core/button.js"
import { copyText } from "../core/copy.js"
import { Dialog } from "../core/dialog.js"
import { Icon } from "../core/icon.js"
import { t } from "../core/i18n.js"
import { html, useState } from "../core/ui.js"

// handover: null or {person, password}
export function PasswordHandover({ handover, onClose }) {
  return html`<${Dialog} open=${handover !== null} onClose=${onClose} title=${t("Password to hand over")}>
    ${handover && html`<${Handover} ...${handover} onClose=${onClose} />`}
  <//>`
}

function Handover({ person, password, onClose }) {
  const [copied, setCopied] = useState(null)
  const text = t("Sign-in name: {name}\nPassword: {password}", { name: person.sign_in_name, password })
  return html`<div class="stack">
    <p>${t("Give this to {name}. It is shown only now; if it is lost, make a new one.", { name: person.name })}</p>
    <dl class="handover">
      <dt>${t("Address")}</dt>
      <dd>${location.origin}</dd>
      <dt>${t("Sign-in name")}</dt>
      <dd class="secret">${person.sign_in_name}</dd>
      <dt>${t("Password")}</dt>
      <dd class="secret">${password}</dd>
    </dl>
    <div class="row">
      <${Button} kind="primary" icon="copy" onClick=${async () => setCopied(await copyText(text))}>${t("Copy both")}<//>
      <${Button} onClick=${onClose}>${t("I have handed it over")}<//>
      <span role="status">
        ${copied && html`<span class="recorded"><${Icon} name="check" />${t("Copied")}</span>`}
        ${copied === false && t("The browser did not allow copying. Please write it down.")}
      </span>
    </div>
  </div>`
}

// An address outside of the meeting that a paper points to: shown first, opened only when asked to.

import { Button } from "../core/button.js"
import { copyText } from "../core/copy.js"
import { Dialog } from "../core/dialog.js"
import { t } from "../core/i18n.js"
import { Icon } from "../core/icon.js"
import { html, useState } from "../core/ui.js"
import { bare } from "./address.js"

// address: the one to show, or null
export function AddressDialog({ address, onClose }) {
  const [copied, setCopied] = useState(null)
  const close = () => {
    setCopied(null)
    onClose()
  }
  const copy = async () => setCopied(await copyText(bare(address)))
  const isMail = address?.toLowerCase().startsWith("mailto:")
  return html`<${Dialog}
    open=${Boolean(address)}
    onClose=${close}
    title=${isMail ? t("A mail address") : t("An address outside of this meeting")}
    actions=${html`<a class="button button-secondary" href=${address} target="_blank" rel="noopener noreferrer" onClick=${close}><${Icon} name="external" />${isMail ? t("Write a mail") : t("Open in a new tab")}</a>
      <${Button} kind="primary" icon="copy" onClick=${copy}>${t("Copy")}<//>`}
  >
    <p class="address">${bare(address ?? "")}</p>
    ${!isMail && html`<p class="soft small">${t("The paper points to it; nobody has checked what is there.")}</p>`}
    <p role="status">${copied === true ? t("Copied.") : copied === false ? t("It could not be copied: select it and copy it by hand.") : ""}</p>
  <//>`
}

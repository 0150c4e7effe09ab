// The links of a page, over its picture. Within the paper and to other papers of the meeting they lead on; an address outside is
// only shown, and opened when asked to.

import { Button } from "../core/button.js"
import { copyText } from "../core/copy.js"
import { Dialog } from "../core/dialog.js"
import { t } from "../core/i18n.js"
import { Icon } from "../core/icon.js"
import { store } from "../core/store.js"
import { html, useState } from "../core/ui.js"
import { TEXT_WIDTH } from "./page-stage.js"

// links: [{x, y, w, h, page}, {…, paper_id, page} or {…, address}] in fractions of the page; ratio: height / width
export function LinkLayer({ links, ratio, onLink }) {
  return links.filter(leadsSomewhere).map(
    (link, n) => html`<button
      type="button"
      key=${n}
      class="page-link"
      style=${{ left: `${link.x * TEXT_WIDTH}px`, top: `${link.y * TEXT_WIDTH * ratio}px`, width: `${link.w * TEXT_WIDTH}px`, height: `${link.h * TEXT_WIDTH * ratio}px` }}
      aria-label=${link.page ? whereTo(link) : t("Address: {address}", { address: bare(link.address) })}
      title=${link.page ? whereTo(link) : bare(link.address)}
      onClick=${() => onLink(link)}
    />`,
  )
}

// A paper that was taken away, or narrowed, after the page was fetched.
function leadsSomewhere({ paper_id }) {
  return !paper_id || Boolean(store.papers.value[paper_id]?.version)
}

function whereTo({ paper_id, page }) {
  if (!paper_id) return t("To page {page}", { page })
  return t("To “{title}”, page {page}", { title: store.papers.value[paper_id].title, page })
}

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

const bare = (address) => address.replace(/^mailto:/i, "")

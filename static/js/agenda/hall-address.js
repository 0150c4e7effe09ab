// The address of the hall screen: to open on the projector's computer, or to copy; a new one ends the old.

import { api } from "../core/api.js"
import { ActButton, Button } from "../core/button.js"
import { copyText } from "../core/copy.js"
import { Dialog, confirm } from "../core/dialog.js"
import { Failed, Loading } from "../core/empty.js"
import { Icon } from "../core/icon.js"
import { t } from "../core/i18n.js"
import { toast } from "../core/toast.js"
import { html, useEffect, useState } from "../core/ui.js"
import { meetingPath } from "./meeting-path.js"

export function HallAddress({ open, onClose }) {
  return html`<${Dialog} open=${open} onClose=${onClose} title=${t("Hall screen")}>${open && html`<${Address} />`}<//>`
}

function Address() {
  const [url, setUrl] = useState(null)
  const [failure, setFailure] = useState(null)
  const load = async () => {
    setFailure(null)
    try {
      setUrl((await api.get(meetingPath("/hall-screen"))).url)
    } catch (error) {
      setFailure(error)
    }
  }
  useEffect(() => void load(), [])
  if (failure) return html`<${Failed} error=${failure} onRetry=${load} />`
  if (!url) return html`<${Loading} lines=${2} />`
  const address = new URL(url, location.href).href
  return html`<div class="stack">
    <p>${t("Open this address in a browser on the computer of the projector. It shows the meeting and can change nothing; nobody needs to sign in there.")}</p>
    <input class="input hall-address" readonly aria-label=${t("Address of the hall screen")} value=${address} onFocus=${(event) => event.currentTarget.select()} />
    <div class="row">
      <${Button} kind="primary" icon="copy" onClick=${() => copy(address)}>${t("Copy the address")}<//>
      <a class="button button-secondary" href=${url} target="_blank" rel="noopener"><${Icon} name="external" />${t("Open here")}</a>
    </div>
    <p class="small soft">${t("On the hall screen: F full screen, + and − size, L language, T light or dark.")}</p>
    <hr />
    <p>${t("If the address has come into the wrong hands, make a new one: screens with the old address stop at once.")}</p>
    <div><${NewAddress} onDone=${setUrl} /></div>
  </div>`
}

function NewAddress({ onDone }) {
  const ask = () =>
    confirm({
      title: t("Make a new address?"),
      body: t("The hall screen goes dark until the new address is opened on it."),
      confirm: t("Make a new address"),
      danger: true,
    })
  const act = (key) => api.post(meetingPath("/hall-screen"), {}, { key })
  return html`<${ActButton} icon="refresh" ask=${ask} act=${act} onDone=${({ url }) => onDone(url)}>${t("New address")}<//>`
}

async function copy(text) {
  if (await copyText(text)) toast(t("The address is copied."), { kind: "done" })
  else toast(t("The browser did not allow copying. Select the address and copy it."), { kind: "failed" })
}

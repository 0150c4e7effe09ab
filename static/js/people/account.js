// The person's own menu: look of the page, password, devices, signing out.

import { Dialog } from "../core/dialog.js"
import { Drawer } from "../core/drawer.js"
import { t } from "../core/i18n.js"
import { Menu, MenuItem } from "../core/menu.js"
import { late } from "../core/on-demand.js"
import { csrfToken, page } from "../core/page.js"
import { html, useState } from "../core/ui.js"

const Preferences = late(() => import("../core/preferences.js"), "Preferences")
const PasswordForm = late(() => import("./own-account.js"), "PasswordForm")
const Devices = late(() => import("./own-account.js"), "Devices")
const OwnVotes = late(() => import("../voting/own-votes.js"), "OwnVotes")

// showName: on wide bars; without it only the icon. children: further MenuItems of the screen.
export function AccountMenu({ showName, children }) {
  const [open, setOpen] = useState(null)
  const close = () => setOpen(null)
  return html`<${Menu} label=${showName ? page.person?.name : t("My account")} icon="person" showLabel=${showName}>
      <p class="account-name">${page.person?.name}<small>${page.person?.title}</small></p>
      ${children}
      <${MenuItem} icon="ballot" onClick=${() => setOpen("votes")}>${t("My votes")}<//>
      <${MenuItem} icon="text_size" onClick=${() => setOpen("look")}>${t("Text size, colours, language")}<//>
      <${MenuItem} icon="key" onClick=${() => setOpen("password")}>${t("Change my password")}<//>
      <${MenuItem} icon="device" onClick=${() => setOpen("devices")}>${t("My devices")}<//>
      <${MenuItem} icon="sign_out" onClick=${signOut}>${t("Sign out")}<//>
    <//>
    <${Drawer} side="right" open=${open === "look"} onClose=${close} title=${t("Text size, colours, language")}><${Preferences} /><//>
    <${Dialog} open=${open === "votes"} onClose=${close} kind="wide" title=${t("My votes")}><${OwnVotes} /><//>
    <${Dialog} open=${open === "password"} onClose=${close} title=${t("Change my password")}><${PasswordForm} onDone=${close} /><//>
    <${Dialog} open=${open === "devices"} onClose=${close} title=${t("My devices")}><${Devices} /><//>`
}

// A form of the page, not a fetch: the answer is another page and must empty this one.
export function signOut() {
  const form = document.createElement("form")
  form.method = "post"
  form.action = "/sign-out"
  const token = document.createElement("input")
  token.type = "hidden"
  token.name = "csrf_token"
  token.value = csrfToken()
  form.append(token)
  document.body.append(form)
  form.submit()
}

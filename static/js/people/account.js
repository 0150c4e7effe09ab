// The person's own menu: look of the page, password, devices, signing out.

import { api } from "../core/api.js"
import { ActButton, ActFailure, Button } from "../core/button.js"
import { Badge } from "../core/badge.js"
import { Dialog } from "../core/dialog.js"
import { Empty, Failed, Loading } from "../core/empty.js"
import { Field } from "../core/field.js"
import { formatDateTime, t } from "../core/i18n.js"
import { Menu, MenuItem } from "../core/menu.js"
import { csrfToken, page } from "../core/page.js"
import { Preferences } from "../core/preferences.js"
import { toast } from "../core/toast.js"
import { useAct } from "../core/act.js"
import { Drawer } from "../core/drawer.js"
import { html, useEffect, useState } from "../core/ui.js"

// showName: on wide bars; without it only the icon. children: further MenuItems of the screen.
export function AccountMenu({ showName, children }) {
  const [open, setOpen] = useState(null)
  const close = () => setOpen(null)
  return html`<${Menu} label=${showName ? page.person?.name : t("My account")} icon="person" showLabel=${showName}>
      <p class="account-name">${page.person?.name}<small>${page.person?.title}</small></p>
      ${children}
      <${MenuItem} icon="text_size" onClick=${() => setOpen("look")}>${t("Text size, colours, language")}<//>
      <${MenuItem} icon="key" onClick=${() => setOpen("password")}>${t("Change my password")}<//>
      <${MenuItem} icon="device" onClick=${() => setOpen("devices")}>${t("My devices")}<//>
      <${MenuItem} icon="sign_out" onClick=${signOut}>${t("Sign out")}<//>
    <//>
    <${Drawer} side="right" open=${open === "look"} onClose=${close} title=${t("Text size, colours, language")}><${Preferences} /><//>
    <${PasswordDialog} open=${open === "password"} onClose=${close} />
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

function PasswordDialog({ open, onClose }) {
  const [current, setCurrent] = useState("")
  const [fresh, setFresh] = useState("")
  const [again, setAgain] = useState("")
  const differ = again !== "" && fresh !== again
  const done = () => {
    setCurrent("")
    setFresh("")
    setAgain("")
    onClose()
  }
  const change = useAct((key) => api.put("/api/me/password", { current, new: fresh }, { key }), {
    onDone: () => {
      done()
      toast(t("Your password is changed. Your other devices are signed out."), { kind: "done" })
    },
  })
  const error = change.error.value
  const at = (field) => (error?.field === field ? error.message : null)
  const submit = (event) => {
    event.preventDefault()
    if (!differ && current && fresh && again) change.run()
  }
  return html`<${Dialog} open=${open} onClose=${done} title=${t("Change my password")}>
    <form class="stack" onSubmit=${submit}>
      <${Field} label=${t("Present password")} type="password" autocomplete="current-password" required value=${current} onInput=${setCurrent} error=${at("current")} />
      <${Field}
        label=${t("New password")}
        hint=${t("At least 8 characters; several words together are good.")}
        type="password"
        autocomplete="new-password"
        minlength="8"
        required
        value=${fresh}
        onInput=${setFresh}
        error=${at("new")}
      />
      <${Field}
        label=${t("New password, once more")}
        type="password"
        autocomplete="new-password"
        required
        value=${again}
        onInput=${setAgain}
        error=${differ && t("This is not the same as above.")}
      />
      <${ActFailure} error=${error && !error.field ? error : null} />
      <${Button} type="submit" kind="primary" busy=${change.state.value === "sending"}>${t("Change my password")}<//>
    </form>
  <//>`
}

function Devices() {
  const [signIns, setSignIns] = useState(null)
  const [error, setError] = useState(null)
  const load = () => api.get("/api/me/sign-ins").then((answer) => (setError(null), setSignIns(answer.sign_ins)), setError)
  useEffect(() => void load(), [])
  if (error) return html`<${Failed} error=${error} onRetry=${load} />`
  if (!signIns) return html`<${Loading} />`
  if (!signIns.length) return html`<${Empty} icon="device" title=${t("No device is signed in.")} />`
  return html`<ul class="list">
    ${signIns.map(
      (one) => html`<li class="list-row" key=${one.id}>
        <div class="grow">
          <p>${deviceName(one.device)} ${one.this && html`<${Badge} tone="good">${t("This device")}<//>`}</p>
          <p class="soft small">${t("Signed in {time}", { time: formatDateTime(one.created_at) })}</p>
        </div>
        ${!one.this &&
        html`<${ActButton} size="small" act=${(key) => api.del(`/api/me/sign-ins/${one.id}`, { key })} onDone=${load}>${t("Sign out")}<//>`}
      </li>`,
    )}
  </ul>`
}

// A user agent in words that a person knows: "Chrome, Android".
export function deviceName(agent) {
  const find = (names) => names.find(([sign]) => agent.includes(sign))?.[1]
  const browser = find([["Edg/", "Edge"], ["CocCoc", "Cốc Cốc"], ["coc_coc", "Cốc Cốc"], ["SamsungBrowser", "Samsung Internet"], ["Firefox", "Firefox"], ["Chrome", "Chrome"], ["CriOS", "Chrome"], ["Safari", "Safari"]])
  const system = find([["Android", "Android"], ["iPad", "iPad"], ["iPhone", "iPhone"], ["CrOS", "ChromeOS"], ["Windows", "Windows"], ["Mac OS", "Mac"], ["Linux", "Linux"]])
  return [browser, system].filter(Boolean).join(", ") || t("Unknown device")
}

// What a person changes about the own account: the password, and on which devices it is signed in.

import { useAct } from "../core/act.js"
import { api } from "../core/api.js"
import { Badge } from "../core/badge.js"
import { ActButton, ActFailure, Button } from "../core/button.js"
import { Empty, Failed, Loading } from "../core/empty.js"
import { Field } from "../core/field.js"
import { formatDateTime, t } from "../core/i18n.js"
import { toast } from "../core/toast.js"
import { html, useEffect, useState } from "../core/ui.js"

export function PasswordForm({ onDone }) {
  const [current, setCurrent] = useState("")
  const [fresh, setFresh] = useState("")
  const [again, setAgain] = useState("")
  const differ = again !== "" && fresh !== again
  const change = useAct((key) => api.put("/api/me/password", { current, new: fresh }, { key }), {
    onDone: () => {
      onDone()
      toast(t("Your password is changed. Your other devices are signed out."), { kind: "done" })
    },
  })
  const error = change.error.value
  const at = (field) => (error?.field === field ? error.message : null)
  const submit = (event) => {
    event.preventDefault()
    if (!differ && current && fresh && again) change.run()
  }
  return html`<form class="stack" onSubmit=${submit}>
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
  </form>`
}

export function Devices() {
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

// What stands above the page of whoever presents, or has asked to.

import { ActButton, Button } from "../core/button.js"
import { Icon } from "../core/icon.js"
import { t } from "../core/i18n.js"
import { html } from "../core/ui.js"
import { asked, callEveryone, pointing, sendAgain, stopPresenting, told, withdraw } from "./presenting.js"

export function PresentingBar() {
  const { state, error } = told.value
  const point = () => (pointing.value = !pointing.value)
  return html`<div class="follow-bar follow-bar-mine" role="status">
    <${Icon} name="present" />
    <p class="grow">
      ${state === "failed"
        ? html`<strong>${t("Not shown to the others.")}</strong> ${error.code ? error.message : t("No answer from the server.")}`
        : state === "sending"
          ? t("Turning for everybody…")
          : html`<strong>${t("You are presenting to everybody.")}</strong>`}
    </p>
    ${state === "failed" && html`<${Button} icon="refresh" onClick=${sendAgain}>${t("Try again")}<//>`}
    <${Button} icon="pointer" aria-pressed=${String(pointing.value)} onClick=${point}>${t("Pointer")}<//>
    <${ActButton} icon="people" act=${callEveryone}>${t("All to this page")}<//>
    <${ActButton} icon="stop" act=${stopPresenting}>${t("Stop presenting")}<//>
  </div>`
}

export function AskedBar() {
  if (!asked.value) return null
  return html`<div class="follow-bar" role="status">
    <${Icon} name="clock" />
    <p class="grow">${t("You have asked to present page {page}. The chair decides.", { page: asked.value.page })}</p>
    <${ActButton} act=${withdraw}>${t("Take it back")}<//>
  </div>`
}

// The states of a place with nothing to show: nothing yet, still coming, failed.

import { Button } from "./button.js"
import { Icon } from "./icon.js"
import { t } from "./i18n.js"
import { html, useEffect, useState } from "./ui.js"

export function Empty({ icon = "info", title, children }) {
  return html`<div class="empty">
    <${Icon} name=${icon} />
    <p class="empty-title">${title}</p>
    ${children}
  </div>`
}

export function Failed({ error, onRetry }) {
  return html`<div class="empty empty-failed" role="alert">
    <${Icon} name="alert" />
    <p class="empty-title">${error.message}</p>
    ${onRetry && html`<${Button} icon="refresh" onClick=${onRetry}>${t("Try again")}<//>`}
  </div>`
}

// Grey lines where the words will be; named only when it takes long, so that quick pages do not flicker.
export function Loading({ lines = 3, label }) {
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), 1500)
    return () => clearTimeout(timer)
  }, [])
  return html`<div class="loading" role="status">
    ${Array.from({ length: lines }, (_, n) => html`<span class="skeleton" key=${n} />`)}
    ${slow && html`<p>${label ?? t("Loading…")}</p>`}
  </div>`
}

// Short words that pass: toast() is seen and read out; announce() is only read out.

import { Icon } from "./icon.js"
import { IconButton } from "./button.js"
import { t } from "./i18n.js"
import { html, signal } from "./ui.js"

const SHOWN_MS = 6000
const ICONS = { info: "info", done: "check", failed: "alert" }

const toasts = signal([])
const spoken = signal({ polite: "", assertive: "" })
let last = 0

// kind: info | done | failed. A failed one, or one with an action, stays until it is closed.
export function toast(text, { kind = "info", action = null } = {}) {
  const id = ++last
  toasts.value = [...toasts.value.slice(-2), { id, text, kind, action }]
  if (kind !== "failed" && !action) setTimeout(() => dismiss(id), SHOWN_MS)
  return id
}

export function dismiss(id) {
  toasts.value = toasts.value.filter((one) => one.id !== id)
}

// For what is already on the screen and must also be heard: once, politely unless it cannot wait.
export function announce(text, { assertive = false } = {}) {
  const manner = assertive ? "assertive" : "polite"
  // The same words twice are heard twice only if the region was empty in between.
  spoken.value = { ...spoken.value, [manner]: "" }
  setTimeout(() => (spoken.value = { ...spoken.value, [manner]: text }), 60)
}

// Mounted once per page, by start().
export function Toasts() {
  return html`<div class="visually-hidden" role="status">${spoken.value.polite}</div>
    <div class="visually-hidden" role="alert">${spoken.value.assertive}</div>
    <div class="toasts" role="status">
      ${toasts.value.map(
        ({ id, text, kind, action }) => html`<div class="toast toast-${kind}" key=${id}>
          <${Icon} name=${ICONS[kind]} />
          <p>${text}</p>
          ${action &&
          html`<button type="button" class="button button-quiet" onClick=${() => (dismiss(id), action.run())}>${action.label}</button>`}
          <${IconButton} icon="close" label=${t("Close")} onClick=${() => dismiss(id)} />
        </div>`,
      )}
    </div>`
}

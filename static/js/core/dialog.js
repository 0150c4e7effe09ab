// Dialogs, on the browser's own <dialog>: it keeps the focus inside, asks on Escape and gives the focus back.

import { Button, IconButton } from "./button.js"
import { t } from "./i18n.js"
import { html, signal, useId, useLayoutEffect, useRef, classes } from "./ui.js"

// <${Dialog} open=${…} onClose=${…} title="…" actions=${html`…`}>…<//>   kind: "" | wide | drawer-left | drawer-right | sheet
export function Dialog({ open, onClose, title, actions, kind, class: extra, children }) {
  const ref = useRef(null)
  const titleId = useId()
  // Before the next key can come. Where nothing asks for the focus the title gets it, not the button that closes:
  // a space or an answer typed too early must not put away what has just opened.
  useLayoutEffect(() => {
    const dialog = ref.current
    if (!open && dialog.open) dialog.close()
    if (!open || dialog.open) return
    dialog.showModal()
    const first = dialog.querySelector("[autofocus]") ?? dialog.querySelector("h2")
    first.focus()
  }, [open])
  // The owner's state closes it, not the browser, which would tell of it a moment later: a key pressed meanwhile would
  // find a dialog that is open by the state and not on the screen. A file chooser inside that is left cancels, too.
  const cancelled = (event) => {
    if (event.target !== ref.current) return
    event.preventDefault()
    onClose?.()
  }
  return html`<dialog
    ref=${ref}
    class=${classes("dialog", kind && `dialog-${kind}`, extra)}
    aria-labelledby=${titleId}
    onCancel=${cancelled}
    onClose=${() => open && !ref.current.open && onClose?.()}
    onClick=${(event) => event.target === ref.current && onClose?.()}
  >
    ${open &&
    html`<div class="dialog-inner">
      <div class="dialog-header">
        <h2 id=${titleId} tabindex="-1">${title}</h2>
        <${IconButton} icon="close" label=${t("Close")} onClick=${() => onClose?.()} />
      </div>
      <div class="dialog-body">${children}</div>
      ${actions && html`<div class="dialog-actions">${actions}</div>`}
    </div>`}
  </dialog>`
}

// All that are open, each as Escape would; but not what has to be understood first, whatever else happens.
export function closeDialogs() {
  for (const dialog of document.querySelectorAll("dialog[open]:not(.too-late)")) dialog.dispatchEvent(new Event("cancel", { cancelable: true }))
}

const question = signal(null)

// if (await confirm({ title, body, confirm: t("Close the vote"), danger: true })) …
export function confirm({ title, body, confirm: yes, cancel, danger = false }) {
  return new Promise((resolve) => {
    question.value?.answer(false)
    const answer = (value) => {
      question.value = null
      resolve(value)
    }
    question.value = { title, body, yes: yes ?? t("Confirm"), no: cancel ?? t("Cancel"), danger, answer }
  })
}

// Mounted once per page, by start().
export function ConfirmDialog() {
  const asked = question.value
  return html`<${Dialog}
    open=${asked !== null}
    onClose=${() => asked?.answer(false)}
    title=${asked?.title}
    actions=${asked &&
    html`<${Button} onClick=${() => asked.answer(false)}>${asked.no}<//>
      <${Button} kind=${asked.danger ? "danger" : "primary"} onClick=${() => asked.answer(true)}>${asked.yes}<//>`}
  >
    <p>${asked?.body}</p>
  <//>`
}

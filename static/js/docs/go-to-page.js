// Go to a page by its number, or by the label printed on it.

import { Button } from "../core/button.js"
import { Dialog } from "../core/dialog.js"
import { Field } from "../core/field.js"
import { t } from "../core/i18n.js"
import { html, useLayoutEffect, useRef, useState } from "../core/ui.js"

export function GoToPage({ open, count, manifest, onGo, onClose }) {
  const [text, setText] = useState("")
  const [wrong, setWrong] = useState(false)
  const form = useRef(null)
  useLayoutEffect(() => {
    setText("")
    setWrong(false)
    if (open) form.current?.querySelector("input").focus()
  }, [open])
  const submit = (event) => {
    event.preventDefault()
    const page = findPage(text, count, manifest)
    if (!page) return setWrong(true)
    onGo(page)
    onClose()
  }
  return html`<${Dialog} open=${open} onClose=${onClose} title=${t("Go to a page")}>
    <form class="stack" onSubmit=${submit} ref=${form}>
      <${Field}
        label=${t("Page number, 1 to {count}", { count })}
        inputmode="numeric"
        autocomplete="off"
        value=${text}
        onInput=${(typed) => (setText(typed), setWrong(false))}
        error=${wrong && t("There is no such page.")}
      />
      <${Button} type="submit" kind="primary">${t("Go")}<//>
    </form>
  <//>`
}

// A number within the paper, or a printed label ("iv", "A-3"); otherwise null.
export function findPage(text, count, manifest) {
  const wanted = text.trim()
  const number = /^\d+$/.test(wanted) ? Number(wanted) : 0
  if (number >= 1 && number <= count) return number
  const labelled = manifest?.pages.findIndex(({ label }) => label && label.toLowerCase() === wanted.toLowerCase()) ?? -1
  return wanted && labelled >= 0 ? labelled + 1 : null
}

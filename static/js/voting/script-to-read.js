// What the chair reads aloud, as the server put it together from the result: large, in either language, to be copied.

import { Button } from "../core/button.js"
import { copyText } from "../core/copy.js"
import { Dialog } from "../core/dialog.js"
import { Choice } from "../core/field.js"
import { language, t } from "../core/i18n.js"
import { announce } from "../core/toast.js"
import { html, useState } from "../core/ui.js"

const LANGUAGES = [
  { value: "vi", label: "Tiếng Việt" },
  { value: "en", label: "English" },
]

export function ScriptToRead({ open, onClose, result }) {
  return html`<${Dialog} kind="wide" class="script" open=${open} onClose=${onClose} title=${t("To be read aloud")}>
    ${open && html`<${Script} script=${result.script} />`}
  <//>`
}

function Script({ script }) {
  const [lang, setLang] = useState(language())
  const [copied, setCopied] = useState(false)
  const text = script[lang] ?? script.vi
  const copy = async () => {
    setCopied(await copyText(text))
    announce(t("Copied"))
  }
  const choose = (value) => {
    setLang(value)
    setCopied(false)
  }
  return html`<div class="stack">
    <${Choice} label=${t("Language")} hideLabel value=${lang} onChange=${choose} options=${LANGUAGES} />
    <div class="script-text" lang=${lang}>${text.split("\n").filter(Boolean).map((line, n) => html`<p key=${n}>${line}</p>`)}</div>
    <div class="row"><${Button} icon=${copied ? "check" : "copy"} onClick=${copy}>${copied ? t("Copied") : t("Copy")}<//></div>
  </div>`
}

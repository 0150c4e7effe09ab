// A teller's part of the key on paper: written down in case the tablet breaks, and typed in on another.

import { Button } from "../../core/button.js"
import { Field } from "../../core/field.js"
import { t } from "../../core/i18n.js"
import { html, useState } from "../../core/ui.js"
import { inGroups, readWritten } from "./own-key.js"

export function KeyOnPaper({ secret, title }) {
  return html`<details>
    <summary>${t("Write down my part of the key, in case this tablet breaks")}</summary>
    <p>${t("Write down these sixteen groups, or keep them as a file, where only you find them. Two of the three parts open the ballots: destroy this one when the result is there.")}</p>
    <ol class="teller-key" lang="en">${inGroups(secret).map((group, n) => html`<li key=${n}>${group}</li>`)}</ol>
    <${Button} icon="download" onClick=${() => save(`${title}\n${inGroups(secret).join(" ")}\n`)}>${t("Keep as a file")}<//>
  </details>`
}

function save(text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain" }))
  const link = Object.assign(document.createElement("a"), { href: address, download: "teller-key.txt" })
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 1000)
}

// fits(key): whether it is the one that this teller made
export function KeyFromPaper({ fits, onKey }) {
  const [text, setText] = useState("")
  const [error, setError] = useState(null)
  const submit = (event) => {
    event.preventDefault()
    const key = readWritten(text)
    if (key && fits(key)) onKey(key)
    else setError(key ? t("This is not the part of the key that you made.") : t("The part of the key has 64 characters: digits, and letters from a to f."))
  }
  return html`<form class="stack" onSubmit=${submit}>
    <${Field} label=${t("The part of the key that you wrote down")} as="textarea" rows="2" autocapitalize="none" autocomplete="off" spellcheck="false" value=${text} onInput=${setText} error=${error} />
    <button class="button button-primary" disabled=${!text.trim()}>${t("Use this part of the key")}</button>
  </form>`
}

// A list of names, one in a line, as it stands in a letter or a table.

import { Button } from "../core/button.js"
import { Field } from "../core/field.js"
import { t, tn } from "../core/i18n.js"
import { html, useState } from "../core/ui.js"
import { readNames } from "./names-pasted.js"

export function PasteNames({ onAdd }) {
  const [text, setText] = useState("")
  const names = readNames(text)
  return html`<div class="subjects-way stack tight">
    <${Field} as="textarea" rows="6" label=${t("Names, one in a line")} hint=${t("A note may follow after a dash: Nguyễn Văn An – Member of the Standing Committee. Numbers in front are left out.")} value=${text} onInput=${setText} />
    <div class="row"><${Button} kind="primary" icon="plus" disabled=${!names.length} onClick=${() => onAdd(names)}>${names.length ? tn("Add {count} name", "Add {count} names", names.length) : t("Add the names")}<//></div>
  </div>`
}

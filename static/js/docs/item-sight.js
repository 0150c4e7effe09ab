// Who sees the papers of an agenda item: said in a line, and changed.

import { api } from "../core/api.js"
import { Button } from "../core/button.js"
import { Icon } from "../core/icon.js"
import { t } from "../core/i18n.js"
import { html, useEffect, useState } from "../core/ui.js"
import { meetingPath } from "../agenda/meeting-path.js"
import { VisibilityEditor } from "./visibility-editor.js"
import { WhoSees } from "./who-sees.js"

const EVERYONE = { kind: "everyone", roles: [], people: [] }

export function ItemSight({ item }) {
  const [open, setOpen] = useState(false)
  const [said, setSaid] = useState({ ...EVERYONE, inherited: [] })
  const path = meetingPath(`/items/${item.id}/visibility`)
  useEffect(() => {
    const limit = new AbortController()
    // Without an answer the line stays as it was; the dialog says what is wrong.
    api.get(path, { signal: limit.signal, tries: 2 }).then(setSaid, () => {})
    return () => limit.abort()
  }, [path, item])
  return html`<div class="item-sight">
    <${Icon} name=${said.kind === "everyone" && !said.inherited.length ? "people" : "lock"} />
    <div class="grow"><${WhoSees} rule=${said} inherited=${said.inherited} of="item" /></div>
    <${Button} kind="quiet" onClick=${() => setOpen(true)}>${t("Change who…")}<//>
    <${VisibilityEditor} open=${open} onClose=${() => setOpen(false)} of="item" path=${path} title=${t("Who may see the papers of “{title}”?", { title: item.title })} />
  </div>`
}

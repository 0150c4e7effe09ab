// One agenda item being prepared: its words, its time, its papers.

import { useAct } from "../core/act.js"
import { api } from "../core/api.js"
import { ActFailure, Button } from "../core/button.js"
import { confirm } from "../core/dialog.js"
import { DraftField, isDraftDirty, useDraft } from "../core/draft.js"
import { SaveBar } from "../core/draft-save.js"
import { collate, t, tn } from "../core/i18n.js"
import { late } from "../core/on-demand.js"
import { store } from "../core/store.js"
import { html, useId, useState } from "../core/ui.js"
import { ItemSight } from "../docs/item-sight.js"
import { PapersEditor } from "../docs/papers-editor.js"
import { meetingPath } from "./meeting-path.js"
import { endOf, indexOf, MAX_DEPTH, orderRows } from "./agenda-order.js"
import { papersOf } from "./tree.js"

const ReportsEditor = late(() => import("../voting/reports-editor.js"), "ReportsEditor", { quiet: true })

const FIELDS = ["title", "presenter", "minutes", "description"]

// Mount with key=${item.id}. onAddBelow(): the next new item goes under this one; onBack: on narrow screens
export function ItemEditor({ item, onAddBelow, onBack }) {
  const rows = orderRows(store.items.value)
  const at = indexOf(rows, item.id)
  const [editing, setEditing] = useState(isDraftDirty(`item/${item.id}`))
  return html`<section class="item-editor stack" aria-label=${t("Item {number}", { number: item.number })}>
    <div class="panel">
      <header class="panel-header">
        <${Button} kind="quiet" icon="back" class="item-back" onClick=${onBack}>${t("Agenda")}<//>
        <h2>${t("Item {number}", { number: item.number })}</h2>
        <${Button} kind="quiet" icon="edit" pressed=${editing} onClick=${() => setEditing(!editing)}>${t("Change")}<//>
        <${Button} kind="quiet" icon="plus" disabled=${(rows[at]?.depth ?? 0) + 1 >= MAX_DEPTH} onClick=${onAddBelow}>${t("Add sub-item")}<//>
        <${RemoveItem} item=${item} below=${endOf(rows, at) - at - 1} />
      </header>
      <div class="panel-body">
        ${editing ? html`<${ItemForm} item=${item} onClose=${() => setEditing(false)} />` : html`<${ItemWords} item=${item} />`}
      </div>
      <${ItemSight} item=${item} />
    </div>
    <${PapersEditor} item=${item} />
    <${ReportsEditor} item=${item} />
  </section>`
}

function ItemWords({ item }) {
  const { title, presenter, minutes, description } = item
  const facts = [presenter, minutes && t("{minutes} min", { minutes })].filter(Boolean)
  return html`<p class="item-title">${title}</p>
    ${facts.length > 0 && html`<p class="soft">${facts.join(" · ")}</p>`}
    ${description && html`<p class="item-note small">${description}</p>`}`
}

function ItemForm({ item, onClose }) {
  const suggestions = useId()
  const { title, presenter, minutes, description } = item
  const draft = useDraft(`item/${item.id}`, { title, presenter, minutes: minutes === null ? "" : String(minutes), description })
  const act = useAct((key, body) => api.put(meetingPath(`/items/${item.id}`), body, { key }))
  const error = act.error.value
  const submit = async (event) => {
    event?.preventDefault()
    if (!draft.dirty) return
    const sent = { ...draft.values }
    const time = sent.minutes.trim()
    if (await act.run({ ...sent, minutes: time === "" ? null : /^\d+$/.test(time) ? Number(time) : time })) draft.settle(sent)
  }
  const enterSaves = (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit(event)
  }
  return html`<form class="stack" onSubmit=${submit} onKeyDown=${enterSaves} novalidate>
    <${DraftField} draft=${draft} field="title" error=${error} as="textarea" rows="2" maxlength="500" label=${t("Title of the item")} required />
    <div class="form-line">
      <${DraftField} draft=${draft} field="presenter" error=${error} maxlength="200" list=${suggestions} autocomplete="off" label=${t("Who presents it")} />
      <${DraftField} draft=${draft} field="minutes" error=${error} inputmode="numeric" maxlength="4" autocomplete="off" label=${t("Minutes planned")} />
    </div>
    <datalist id=${suggestions}>
      ${collate(Object.values(store.seats.value)).map((seat) => html`<option key=${seat.id} value=${seat.title ? `${seat.name}, ${seat.title}` : seat.name} />`)}
    </datalist>
    <${DraftField} draft=${draft} field="description" error=${error} as="textarea" rows="2" maxlength="5000" label=${t("Note for the members")} />
    <${SaveBar} draft=${draft} act=${act} fields=${FIELDS}>
      ${!draft.dirty && html`<${Button} kind="quiet" onClick=${onClose}>${t("Close")}<//>`}
    <//>
  </form>`
}

function RemoveItem({ item, below }) {
  const act = useAct((key) => api.del(meetingPath(`/items/${item.id}`), { key }))
  const papers = papersOf(store.papers.value, item.id).length
  const remove = async () => {
    const sure = await confirm({
      title: t("Remove item {number}?", { number: item.number }),
      body: below > 0 ? tn("“{title}” and the {count} item below it are removed.", "“{title}” and the {count} items below it are removed.", below, { title: item.title }) : t("“{title}” is removed.", { title: item.title }),
      confirm: t("Remove"),
      danger: true,
    })
    if (sure) act.run()
  }
  const busy = act.state.value === "sending"
  return html`<span class="act">
    <${Button} kind="quiet" icon="trash" busy=${busy} disabled=${papers > 0} title=${papers > 0 ? t("Remove its papers first.") : undefined} onClick=${remove}>${t("Remove")}<//>
    <${ActFailure} error=${act.error.value} />
  </span>`
}

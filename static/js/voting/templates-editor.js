// What each body votes on often: the secretariat words it once, the chair opens it in two taps.

import { useAct } from "../core/act.js"
import { api } from "../core/api.js"
import { ActFailure, Button, IconButton } from "../core/button.js"
import { confirm, Dialog } from "../core/dialog.js"
import { useDragging } from "../core/dragging.js"
import { Empty, Failed, Loading } from "../core/empty.js"
import { Icon } from "../core/icon.js"
import { t } from "../core/i18n.js"
import { announce } from "../core/toast.js"
import { html, useEffect, useRef, useState } from "../core/ui.js"
import { moved } from "./names-pasted.js"
import { TemplateForm } from "./template-form.js"
import { kindWords, mannerWords, secrecyWords } from "./vote-words.js"

export function TemplatesEditor({ bodyId }) {
  const path = `/api/bodies/${bodyId}/vote-templates`
  const [templates, setTemplates] = useState(null)
  const [failure, setFailure] = useState(null)
  const [editing, setEditing] = useState(null) // null | "new" | a template
  const list = useRef(null)
  const load = () => api.get(path).then((answer) => (setTemplates(answer.templates), setFailure(null)), setFailure)
  useEffect(() => void load(), [])
  const order = useAct((key, ids) => api.put(`${path}/order`, { order: ids }, { key }), { onDone: (answer) => setTemplates(answer.templates), onFail: load })
  // The order wished is seen at once; refused, the server's comes back.
  const arrange = (ids) => {
    setTemplates(ids.map((id) => templates.find((one) => one.id === id)))
    order.run(ids)
  }
  useDragging(list, { enabled: (templates?.length ?? 0) > 1, onDrop: ({ ids }) => arrange(ids) })
  if (failure && !templates) return html`<${Failed} error=${failure} onRetry=${load} />`
  if (!templates) return html`<${Loading} lines=${4} />`
  const move = (from, to) => {
    if (to < 0 || to >= templates.length) return
    arrange(moved(templates.map(({ id }) => id), from, to))
    announce(t("{name} is now number {place}.", { name: templates[from].name, place: to + 1 }))
  }
  const saved = () => (setEditing(null), load())
  return html`<section class="stack templates-editor" aria-label=${t("Vote templates")}>
    <h2>${t("Vote templates")}</h2>
    <p class="soft">${t("With a template the chair opens a vote in two taps. It holds the question, the kind of vote, the majority and who learns the answers.")}</p>
    ${!templates.length && html`<${Empty} icon="ballot" title=${t("No templates yet.")} />`}
    <ol class=${templates.length ? "panel list" : undefined} ref=${list}>
      ${templates.map((template, n) => html`<${Template} key=${template.id} template=${template} n=${n} last=${n === templates.length - 1} path=${path} onMove=${(step) => move(n, n + step)} onEdit=${() => setEditing(template)} onRemoved=${load} />`)}
    </ol>
    <${ActFailure} error=${order.error.value} />
    <div class="row"><${Button} kind="primary" icon="plus" onClick=${() => setEditing("new")}>${t("Add a template")}<//></div>
    <${Dialog} kind="wide" class="vote-form" open=${editing !== null} onClose=${() => setEditing(null)} title=${editing === "new" ? t("Add a template") : t("Change the template")}>
      ${editing && html`<${TemplateForm} path=${path} template=${editing === "new" ? null : editing} onSaved=${saved} onCancel=${() => setEditing(null)} />`}
    <//>
  </section>`
}

function Template({ template, n, last, path, onMove, onEdit, onRemoved }) {
  const { id, name, form } = template
  const remove = useAct((key) => api.del(`${path}/${id}`, { key }), { onDone: onRemoved })
  const ask = async () => {
    const sure = await confirm({ title: t("Delete the template “{name}”?", { name }), body: t("Votes that were prepared with it stay as they are."), confirm: t("Delete"), danger: true })
    if (sure) remove.run()
  }
  const keys = (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (!step) return
    event.preventDefault()
    onMove(step)
  }
  return html`<li class="list-row template-row" data-id=${id}>
    <button type="button" class="drag-handle" aria-label=${t("Move {name}: up and down keys", { name })} title=${t("Drag to move")} onKeyDown=${keys}>
      <span class="count">${n + 1}</span><${Icon} name="drag" />
    </button>
    <div class="grow">
      <p class="strong">${name}</p>
      <p class="small">${form.title}</p>
      <p class="small soft">${factsOf(form)}</p>
      <${ActFailure} error=${remove.error.value} />
    </div>
    <div class="row tight">
      <${IconButton} icon="move_up" label=${t("Move {name} up", { name })} disabled=${n === 0} onClick=${() => onMove(-1)} />
      <${IconButton} icon="move_down" label=${t("Move {name} down", { name })} disabled=${last} onClick=${() => onMove(1)} />
      <${IconButton} icon="edit" label=${t("Change {name}", { name })} onClick=${onEdit} />
      <${IconButton} icon="trash" label=${t("Delete {name}", { name })} onClick=${ask} />
    </div>
  </li>`
}

function factsOf({ kind = "motion", secrecy = "named_later", manner = "tablet", is_test: test }) {
  return [kindWords(kind), secrecyWords(secrecy), manner !== "tablet" && mannerWords(manner), test && t("Test of the tablets")].filter(Boolean).join(" · ")
}

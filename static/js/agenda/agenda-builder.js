// Building the agenda: the numbered tree with its planned times; add, and reorder by hand, by buttons or by keys.

import { useAct } from "../core/act.js"
import { api } from "../core/api.js"
import { ActFailure, Button, IconButton } from "../core/button.js"
import { Badge } from "../core/badge.js"
import { useDraft } from "../core/draft.js"
import { useDragging } from "../core/dragging.js"
import { Empty } from "../core/empty.js"
import { Icon } from "../core/icon.js"
import { formatNumber, formatTime, t, tn } from "../core/i18n.js"
import { store } from "../core/store.js"
import { announce } from "../core/toast.js"
import { classes, html, useEffect, useRef } from "../core/ui.js"
import { Book } from "../docs/book.js"
import { useFileDrop } from "../docs/file-drop.js"
import { paperCounts } from "../docs/paper-counts.js"
import { uploads } from "../docs/upload.js"
import { depthAt, endOf, indent, indexOf, moveDown, moveUp, numbers, outdent, place, plannedTimes, without } from "./agenda-order.js"
import { useAgendaOrder } from "./order-act.js"

// px to the right that make an item one level deeper while it is dragged; the rows are indented by the same
const STEP = 28

const MOVES = {
  up: { move: moveUp, icon: "move_up", key: "ArrowUp", label: () => t("Move up") },
  down: { move: moveDown, icon: "move_down", key: "ArrowDown", label: () => t("Move down") },
  outdent: { move: outdent, icon: "chevron_left", key: "ArrowLeft", label: () => t("One level up") },
  indent: { move: indent, icon: "chevron_right", key: "ArrowRight", label: () => t("Under the item above") },
}

// parent: the item that new ones go under, or null; onParent(null) leaves it
export function AgendaBuilder({ selected, onSelect, parent, onParent }) {
  const meeting = store.meeting.value
  const items = store.items.value
  const order = useAgendaOrder(meeting.id, items)
  const { rows } = order
  const list = useRef(null)
  const numbered = numbers(rows)
  const times = plannedTimes(rows, items, meeting.starts_at)
  const counts = paperCounts(store.papers.value, store.intakes.value, uploads.list.value)

  const arrange = (next, id) => {
    if (!next) return
    const focused = list.current.contains(document.activeElement)
    order.arrange(next)
    announce(t("{title}: now number {number}", { title: items[id].title, number: numbers(next)[id] }))
    // Moving an element takes the focus away from it.
    if (focused) requestAnimationFrame(() => list.current?.querySelector(`[data-id="${id}"] .agenda-row-main`)?.focus())
  }
  const onKey = (event, id) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    if (event.altKey) {
      const move = Object.values(MOVES).find(({ key }) => key === event.key)
      if (!move) return
      event.preventDefault()
      return void arrange(move.move(rows, id), id)
    }
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (!step) return
    event.preventDefault()
    const next = rows[indexOf(rows, id) + step]
    if (next) list.current.querySelector(`[data-id="${next.id}"] .agenda-row-main`).focus()
  }
  useDragging(list, dragging({ list, rows, arrange }))

  return html`<section class="panel agenda-builder" aria-label=${t("Agenda")}>
    <header class="panel-header">
      <h2>${t("Agenda")}</h2>
      ${order.error.value && html`<${ActFailure} error=${order.error.value} />`}
      ${order.error.value?.unanswered && html`<${Button} size="small" onClick=${order.retry}>${t("Try again")}<//>`}
      <span class="soft small" role="status">
        ${order.state.value === "sending" && t("Sending…")}${order.state.value === "recorded" && t("Recorded")}
      </span>
      <div class="toolbar tight" role="group" aria-label=${t("Move the chosen item")}>
        ${Object.entries(MOVES).map(([name, { move, icon, label }]) => {
          const next = selected && indexOf(rows, selected) >= 0 ? move(rows, selected) : null
          return html`<${IconButton} key=${name} icon=${icon} label=${label()} disabled=${!next} onClick=${() => arrange(next, selected)} />`
        })}
      </div>
    </header>
    <div class="panel-body panel-body-flush">
      ${!rows.length &&
      html`<${Empty} icon="agenda" title=${t("There is nothing on the agenda yet.")}>
        <p>${t("Write the first item below. Enter adds it, and you can go on with the next.")}</p>
      <//>`}
      <ol class="agenda-rows" ref=${list}>
        ${rows.map(
          (row) => html`<${Row}
            key=${row.id}
            item=${items[row.id]}
            depth=${row.depth}
            number=${numbered[row.id]}
            begins=${times.minutes > 0 ? times.begins[row.id] : null}
            counts=${counts[row.id]}
            current=${row.id === selected}
            onSelect=${() => onSelect(row.id)}
            onKeyDown=${(event) => onKey(event, row.id)}
            onFiles=${(files) => (onSelect(row.id), uploads.add(files, { meetingId: meeting.id, itemId: row.id }))}
          />`,
        )}
      </ol>
    </div>
    <footer class="agenda-foot">
      <${AddItem} meetingId=${meeting.id} parent=${parent && items[parent.id]} number=${parent && numbered[parent.id]} onParent=${onParent} onAdded=${(item) => !selected && onSelect(item.id)} />
      ${rows.length > 0 && html`<${Totals} times=${times} />`}
      ${Object.keys(store.papers.value).length > 0 && html`<${Book} meetingId=${meeting.id} />`}
    </footer>
  </section>`
}

function Row({ item, depth, number, begins, counts, current, onSelect, onKeyDown, onFiles }) {
  const { over, props } = useFileDrop(onFiles)
  return html`<li ...${props} class=${classes("agenda-row", current && "is-current", over && "is-over")} data-id=${item.id} style="--depth: ${depth}">
    <span class="drag-handle" title=${t("Drag to move; to the right to put it under the item above")}><${Icon} name="drag" /></span>
    <button type="button" class="agenda-row-main" aria-current=${current ? "true" : undefined} onClick=${onSelect} onKeyDown=${onKeyDown}>
      <span class="agenda-number figures">${number}</span>
      <span class="grow">
        <span class="agenda-title">${item.title}</span>
        <span class="agenda-sub soft small">
          ${begins && html`<time datetime=${new Date(begins).toISOString()}>${formatTime(begins)}</time>`}
          ${item.minutes && html`<span>${t("{minutes} min", { minutes: item.minutes })}</span>`}
          ${item.presenter && html`<span>${item.presenter}</span>`}
        </span>
      </span>
      <${Counts} counts=${counts} />
    </button>
  </li>`
}

function Counts({ counts }) {
  if (!counts) return null
  const { papers, failed, busy } = counts
  return html`<span class="agenda-counts">
    ${failed > 0 && html`<${Badge} tone="bad" icon="alert">${tn("{count} failed", "{count} failed", failed)}<//>`}
    ${busy > 0 && html`<${Badge} tone="info" icon="refresh">${tn("{count} on the way", "{count} on the way", busy)}<//>`}
    ${papers > 0 &&
    html`<span class="paper-count" title=${tn("{count} paper", "{count} papers", papers)}>
      <${Icon} name="file" /><span class="figures">${formatNumber(papers)}</span><span class="visually-hidden">${t("papers")}</span>
    </span>`}
  </span>`
}

function AddItem({ meetingId, parent, number, onParent, onAdded }) {
  const draft = useDraft("new-item", { title: "" })
  const input = useRef(null)
  const isNextWaiting = useRef(false)
  const putBack = useRef("")
  const act = useAct((key, body) => api.post(`/api/meetings/${meetingId}/items`, body, { key }), {
    onDone: ({ item }) => {
      const typed = input.current?.value ?? ""
      // Sent again by itself once the line was back: what went back into the field is no next item.
      if (putBack.current && typed.startsWith(putBack.current)) draft.set("title", typed.slice(putBack.current.length).trimStart())
      putBack.current = ""
      onAdded(item)
      announce(t("Added: {title}", { title: item.title }))
    },
  })
  const isSending = act.state.value === "sending"
  const submit = async (event) => {
    event?.preventDefault()
    const title = draft.values.title.trim()
    isNextWaiting.current = isSending
    if (!title || isSending) return
    draft.clear() // for the next one, which is typed before this one is acknowledged
    putBack.current = ""
    if (await act.run({ title, parent_id: parent?.id ?? null })) return
    putBack.current = title
    draft.set("title", [title, input.current?.value].filter(Boolean).join(" ")) // not added, so not lost
  }
  useEffect(() => {
    if (!isSending && isNextWaiting.current && act.state.value !== "failed") submit()
  }, [isSending])
  const error = act.error.value
  return html`<form class="agenda-add" onSubmit=${submit}>
    ${parent &&
    html`<p class="row tight small">
      <span>${t("Under {number} {title}", { number, title: parent.title })}</span>
      <${Button} kind="quiet" size="small" onClick=${() => onParent(null)}>${t("On the first level instead")}<//>
    </p>`}
    <div class="row tight">
      <label class="grow">
        <span class="visually-hidden">${t("New agenda item")}</span>
        <input
          ref=${input}
          id="new-agenda-item"
          class="input"
          maxlength="500"
          placeholder=${parent ? t("New item below it…") : t("New agenda item…")}
          value=${draft.values.title}
          onInput=${(event) => draft.set("title", event.currentTarget.value)}
          aria-invalid=${error ? "true" : undefined}
        />
      </label>
      <${Button} type="submit" kind="primary" icon="plus" busy=${isSending}>${error?.unanswered ? t("Try again") : t("Add")}<//>
    </div>
    <${ActFailure} error=${error} />
  </form>`
}

function Totals({ times }) {
  return html`<p class="agenda-totals soft small">
    <span>${t("Planned in all: {length}", { length: lengthInWords(times.minutes) })}</span>
    ${times.minutes > 0 && html`<span>${t("ends about {time}", { time: formatTime(times.ends) })}</span>`}
    ${times.untimed > 0 && html`<span>${tn("{count} item without minutes", "{count} items without minutes", times.untimed)}</span>`}
    <span class="wide-only keys-hint">${t("Alt + arrow keys move the item in focus.")}</span>
  </p>`
}

export function lengthInWords(minutes) {
  const hours = Math.floor(minutes / 60)
  if (!hours) return t("{minutes} min", { minutes })
  return minutes % 60 ? t("{hours} h {minutes} min", { hours, minutes: minutes % 60 }) : t("{hours} h", { hours })
}

// While a row is dragged its own sub-items are hidden and the depth it would get is shown on it.
function dragging({ list, rows, arrange }) {
  const blockOf = (id) => {
    const at = indexOf(rows, id)
    return rows.slice(at + 1, endOf(rows, at)).map((row) => list.current.querySelector(`[data-id="${row.id}"]`))
  }
  const staying = (id) => without(rows, indexOf(rows, id))
  const wishedDepth = (id, right) => rows[indexOf(rows, id)].depth + Math.round(right / STEP)
  const indexIn = (id, ids) => {
    const rest = new Set(staying(id).map((row) => row.id))
    return ids.slice(0, ids.indexOf(id)).filter((one) => rest.has(one)).length
  }
  return {
    onStart: ({ row }) => blockOf(Number(row.dataset.id)).forEach((one) => one?.classList.add("is-carried")),
    onMove: ({ row, right }) => {
      const id = Number(row.dataset.id)
      if (indexOf(rows, id) < 0) return
      const ids = [...list.current.querySelectorAll(":scope > [data-id]:not(.sortable-drag)")].map((one) => Number(one.dataset.id))
      const depth = depthAt(staying(id), indexIn(id, ids), wishedDepth(id, right))
      if (depth !== null) row.style.setProperty("--depth", depth)
    },
    onDrop: ({ id, row, ids, right }) => {
      for (const one of list.current.querySelectorAll(".is-carried")) one.classList.remove("is-carried")
      const at = indexOf(rows, id)
      if (at < 0) return
      row.style.setProperty("--depth", rows[at].depth)
      const next = place(rows, id, indexIn(id, ids), wishedDepth(id, right))
      if (next && next.some((one, n) => one.id !== rows[n].id || one.depth !== rows[n].depth)) arrange(next, id)
    },
  }
}

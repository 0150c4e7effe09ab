// The names on a ballot: typed, pasted as a list, or taken from the seats; in an order that is changed by hand or by keys.

import { Button, IconButton } from "../core/button.js"
import { useDragging } from "../core/dragging.js"
import { Icon } from "../core/icon.js"
import { formatNumber, t, tn } from "../core/i18n.js"
import { announce } from "../core/toast.js"
import { html, useEffect, useRef, useState } from "../core/ui.js"
import { addNames, moved, readNames } from "./names-pasted.js"
import { FieldError } from "./radio-list.js"
import { PasteNames } from "./paste-names.js"
import { NamesOfSeats } from "./names-of-seats.js"
import { subjectsWords } from "./vote-words.js"

export const MOST = 200 // names the server takes on one ballot
let lastKey = 0

// Each row has a key of its own: names may be the same while they are typed.
function keyed(subjects) {
  return subjects.map((subject) => (subject.key ? subject : { ...subject, key: ++lastKey }))
}

// seats: to take names from, or none
export function SubjectsEditor({ kind, subjects, onChange, seats = [], error }) {
  const [way, setWay] = useState(null) // null | "paste" | "seats"
  const [said, setSaid] = useState("")
  const list = useRef(null)
  const toFocus = useRef(null)
  const rows = keyed(subjects)
  useEffect(() => {
    if (subjects.some(({ key }) => !key)) onChange(rows)
  }, [subjects])
  useEffect(() => {
    if (toFocus.current === null) return
    list.current?.querySelector(`[data-id="${toFocus.current}"] input`)?.focus()
    toFocus.current = null
  })
  useDragging(list, { onDrop: ({ ids }) => onChange(ids.map((id) => rows.find(({ key }) => key === id))) })

  const add = (names) => {
    const filled = rows.filter(({ title }) => title.trim())
    const next = addNames(filled, names, MOST)
    onChange(keyed(next.subjects))
    setWay(null)
    setSaid(
      [
        tn("{count} name added.", "{count} names added.", next.subjects.length - filled.length),
        next.doubled && tn("{count} stood there already.", "{count} stood there already.", next.doubled),
        next.left && t("{count} found no room: a ballot holds {most} names.", { count: formatNumber(next.left), most: MOST }),
      ].filter(Boolean).join(" "),
    )
  }
  const blank = () => {
    const [row] = keyed([{ title: "", note: "" }])
    toFocus.current = row.key
    onChange([...rows, row])
  }
  const move = (from, to) => {
    if (to < 0 || to >= rows.length) return
    onChange(moved(rows, from, to))
    announce(t("{name} is now number {place}.", { name: rows[from].title, place: to + 1 }))
  }
  const set = (at, changed) => onChange(rows.map((row, n) => (n === at ? { ...row, ...changed } : row)))
  const remove = (at) => onChange(rows.filter((_, n) => n !== at))
  const full = rows.length >= MOST
  return html`<fieldset class="subjects-editor">
    <legend class="strong">${subjectsWords(kind)} ${rows.length > 0 && html`<span class="count">${rows.length}</span>`}</legend>
    <ol class="subjects" ref=${list}>
      ${rows.map(
        (row, n) => html`<${Row} key=${row.key} row=${row} n=${n} last=${n === rows.length - 1} onSet=${(changed) => set(n, changed)} onMove=${(step) => move(n, n + step)} onRemove=${() => remove(n)} onNext=${blank} onList=${(text) => add(readNames(text))} />`,
      )}
    </ol>
    <${FieldError} error=${error} />
    <div class="row tight">
      <${Button} icon="plus" disabled=${full} onClick=${blank}>${kind === "choice" ? t("Add a possibility") : t("Add a name")}<//>
      <${Button} kind="quiet" icon="copy" disabled=${full} pressed=${way === "paste"} onClick=${() => setWay(way === "paste" ? null : "paste")}>${t("Paste a list")}<//>
      ${seats.length > 0 && kind !== "choice" && html`<${Button} kind="quiet" icon="people" disabled=${full} pressed=${way === "seats"} onClick=${() => setWay(way === "seats" ? null : "seats")}>${t("Take from the participants")}<//>`}
    </div>
    <p class="small soft" role="status">${said}</p>
    ${way === "paste" && html`<${PasteNames} onAdd=${add} />`}
    ${way === "seats" && html`<${NamesOfSeats} seats=${seats} onAdd=${add} />`}
  </fieldset>`
}

function Row({ row, n, last, onSet, onMove, onRemove, onNext, onList }) {
  const place = n + 1
  const named = row.title || t("Name {number}", { number: place })
  const keys = (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (!step) return
    event.preventDefault()
    onMove(step)
  }
  // Enter asks for the next name; it must not send the form.
  const enter = (event) => {
    if (event.key !== "Enter") return
    event.preventDefault()
    if (row.title.trim()) onNext()
  }
  // A whole column pasted into one field is a list.
  const paste = (event) => {
    const text = event.clipboardData?.getData("text") ?? ""
    if (!/\n./.test(text.trim())) return
    event.preventDefault()
    onList(text)
  }
  return html`<li class="subject-row" data-id=${row.key}>
    <button type="button" class="drag-handle" aria-label=${t("Move {name}: up and down keys", { name: named })} title=${t("Drag to move")} onKeyDown=${keys}>
      <span class="count">${place}</span><${Icon} name="drag" />
    </button>
    <div class="subject-words">
      <input class="input" maxlength="200" value=${row.title} aria-label=${t("Name {number}", { number: place })} onInput=${(event) => onSet({ title: event.currentTarget.value })} onKeyDown=${enter} onPaste=${paste} />
      <input class="input" maxlength="500" value=${row.note ?? ""} placeholder=${t("Office or note")} aria-label=${t("Office or note of {name}", { name: named })} onInput=${(event) => onSet({ note: event.currentTarget.value })} onKeyDown=${enter} />
    </div>
    <div class="row tight subject-acts">
      <${IconButton} icon="move_up" label=${t("Move {name} up", { name: named })} disabled=${n === 0} onClick=${() => onMove(-1)} />
      <${IconButton} icon="move_down" label=${t("Move {name} down", { name: named })} disabled=${last} onClick=${() => onMove(1)} />
      <${IconButton} icon="trash" label=${t("Take {name} off", { name: named })} onClick=${onRemove} />
    </div>
  </li>`
}

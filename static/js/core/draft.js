// What is being typed into a form, kept apart from what the server says until it is recorded. A fact that comes
// meanwhile changes only the fields nobody has touched; for a touched one it is shown beside, to take or to leave.
//
//   const draft = useDraft(`item/${id}`, { title: item.title })     draft.values.title, draft.dirty
//   await api.put(path, draft.values) … draft.settle(sent)          the server's own words follow as a fact
//
// Drafts outlive their form: going to another item and back loses nothing. Values are texts, numbers or booleans.

import { ActFailure, Button } from "./button.js"
import { Field } from "./field.js"
import { t } from "./i18n.js"
import { html, signal, useEffect } from "./ui.js"

const drafts = new Map()

// key → a signal of {field: {mine, base: what the server said when typing began, settled: sent and recorded}}
function draftOf(key) {
  if (!drafts.has(key)) drafts.set(key, signal({}))
  return drafts.get(key)
}

export function hasUnsavedDrafts() {
  return [...drafts.values()].some((draft) => Object.values(draft.value).some((entry) => !entry.settled))
}

export function isDraftDirty(key) {
  return Object.values(drafts.get(key)?.value ?? {}).some((entry) => !entry.settled)
}

// Pure: what the form shows, and for which fields the server has meanwhile said something else.
export function mergeDraft(entries, theirs) {
  const values = { ...theirs }
  const conflicts = {}
  for (const [field, { mine, base, settled }] of Object.entries(entries)) {
    const moved = theirs[field] !== base
    if (settled && moved) continue
    values[field] = mine
    if (!settled && moved && theirs[field] !== mine) conflicts[field] = theirs[field]
  }
  return { values, conflicts }
}

// Pure: the entries that still say something: not yet with the server, or recorded but not yet heard back.
export function pruneDraft(entries, theirs) {
  const kept = Object.entries(entries).filter(
    ([field, { mine, base, settled }]) => mine !== theirs[field] && !(settled && theirs[field] !== base),
  )
  return kept.length === Object.keys(entries).length ? entries : Object.fromEntries(kept)
}

export function useDraft(key, theirs) {
  const draft = draftOf(key)
  const entries = draft.value
  useEffect(() => {
    draft.value = pruneDraft(draft.value, theirs)
  })
  const { values, conflicts } = mergeDraft(entries, theirs)
  return {
    values,
    conflicts,
    dirty: Object.entries(entries).some(([field, { mine, settled }]) => !settled && mine !== theirs[field]),
    set(field, mine) {
      const base = draft.value[field]?.settled ? theirs[field] : (draft.value[field]?.base ?? theirs[field])
      draft.value = { ...draft.value, [field]: { mine, base } }
    },
    keepMine(field) {
      draft.value = { ...draft.value, [field]: { mine: values[field], base: theirs[field] } }
    },
    takeTheirs(field) {
      const { [field]: gone, ...rest } = draft.value
      draft.value = rest
    },
    // `sent`: the values that were recorded; what was typed since stays a draft.
    settle(sent) {
      const settled = Object.entries(draft.value).map(([field, entry]) => [
        field,
        entry.mine === sent[field] ? { ...entry, settled: true } : entry,
      ])
      draft.value = Object.fromEntries(settled)
    },
    clear() {
      draft.value = {}
    },
  }
}

// A Field tied to one field of a draft. error: an ApiError of the form's act, shown where it belongs.
export function DraftField({ draft, field, error, show = (value) => value, ...rest }) {
  const theirs = draft.conflicts[field]
  return html`<div class="draft-field">
    <${Field}
      ...${rest}
      name=${field}
      value=${draft.values[field]}
      onInput=${(value) => draft.set(field, value)}
      error=${error?.field === field ? error.message : null}
    />
    ${theirs !== undefined &&
    html`<p class="draft-conflict" role="status">
      <span>${t("Changed meanwhile by somebody else: “{value}”", { value: show(theirs) || t("(empty)") })}</span>
      <${Button} size="small" onClick=${() => draft.takeTheirs(field)}>${t("Use theirs")}<//>
      <${Button} size="small" onClick=${() => draft.keepMine(field)}>${t("Keep mine")}<//>
    </p>`}
  </div>`
}

// The refusal that belongs to no field of the form.
export function FormFailure({ error, fields }) {
  return html`<${ActFailure} error=${error && !fields.includes(error.field) ? error : null} />`
}

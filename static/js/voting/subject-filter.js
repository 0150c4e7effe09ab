// A field to find a name on a long ballot by; diacritics may be left out.

import { fold, t } from "../core/i18n.js"
import { Field } from "../core/field.js"
import { html, useState } from "../core/ui.js"

const LONG = 12 // names that can be looked over at once

// → [the subjects to be shown, the field or null, clear()]
export function useSubjectFilter(subjects) {
  const [sought, setSought] = useState("")
  const clear = () => setSought("")
  if (subjects.length <= LONG) return [subjects, null, clear]
  const shown = findSubjects(subjects, sought)
  const field = html`<div class="subject-filter">
    <${Field} label=${t("Find a name")} type="search" autocomplete="off" value=${sought} onInput=${setSought} />
    ${!shown.length && html`<p role="status">${t("No name on this ballot is like that.")}</p>`}
  </div>`
  return [shown, field, clear]
}

// Every word that is sought must be in the name or in the note beside it.
export function findSubjects(subjects, sought) {
  const words = fold(sought).split(/\s+/).filter(Boolean)
  return subjects.filter(({ title, note }) => {
    const text = fold(`${title} ${note ?? ""}`)
    return words.every((word) => text.includes(word))
  })
}

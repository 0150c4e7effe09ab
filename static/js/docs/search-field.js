// The field of the search of all papers. It is there with the screen: whoever opens the search types at once.
//
//   <${SearchField} search label focus />   and below it, from search-results.js, what was found

import { Field } from "../core/field.js"
import { t } from "../core/i18n.js"
import { html, useLayoutEffect, useRef } from "../core/ui.js"

export const HITS = ".search-hit"

export function SearchField({ search, label, hideLabel, focus, placeholder }) {
  const form = useRef(null)
  // At once: where the field comes later than the dialog around it, or with words from before.
  useLayoutEffect(() => {
    const input = focus && form.current.querySelector("input")
    if (!input) return
    input.focus()
    input.select()
  }, [])
  const submit = (event) => {
    event.preventDefault()
    search.seek()
  }
  return html`<form class="search-field" role="search" onSubmit=${submit} ref=${form}>
    <${Field}
      label=${label}
      hideLabel=${hideLabel}
      type="search"
      name="words"
      autofocus=${focus}
      enterkeyhint="search"
      autocomplete="off"
      autocapitalize="none"
      spellcheck=${false}
      placeholder=${placeholder}
      value=${search.words.value}
      onInput=${search.type}
      onKeyDown=${(event) => event.key === "ArrowDown" && moveTo(event, 0)}
      hint=${t("Diacritics may be left out. “Words in quotes” are found side by side.")}
    />
  </form>`
}

// To one of the hits; before the first, back to the field.
export function moveTo(event, at) {
  const hit = at < 0 ? document.querySelector(".search-field input") : document.querySelectorAll(HITS)[at]
  if (!hit) return
  event.preventDefault()
  hit.focus()
}

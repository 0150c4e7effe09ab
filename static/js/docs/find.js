// Find words in the paper: the server knows the text of every page, diacritics aside.

import { IconButton } from "../core/button.js"
import { Empty, Failed, Loading } from "../core/empty.js"
import { Field } from "../core/field.js"
import { t, tn } from "../core/i18n.js"
import { html, useComputed, useEffect, useRef, useSignal } from "../core/ui.js"
import { parseQuery } from "./query.js"

const TYPING_MS = 300
const LEAST = 2

// The search of one open paper: {words, hits: null | [{page, count, snippet}], error, busy} in signals, and what changes them.
// marked: what the pages mark: the words as they stand; or, after a search of all papers, a query whose words may stand apart
export function useFind(source) {
  const words = useSignal("")
  const hits = useSignal(null)
  const busy = useSignal(false)
  const error = useSignal(null)
  const apart = useSignal(false)
  const marked = useComputed(() => (apart.value ? parseQuery(words.value) : words.value))
  const limit = useRef(null)
  const timer = useRef(0)

  const clear = () => {
    clearTimeout(timer.current)
    limit.current?.abort()
    hits.value = error.value = null
    busy.value = false
  }
  const seek = async () => {
    clear()
    const wanted = apart.value ? words.value : words.value.trim()
    if (wanted.length < LEAST) return
    limit.current = new AbortController()
    const { signal } = limit.current
    busy.value = true
    try {
      const answer = await source.find(wanted, signal, { apart: apart.value })
      if (!signal.aborted) hits.value = answer.hits
    } catch (failure) {
      if (!signal.aborted) error.value = failure
    }
    if (!signal.aborted) busy.value = false
  }
  const type = (text) => {
    words.value = text
    apart.value = false
    clear()
    if (text.trim().length < LEAST) return
    busy.value = true
    timer.current = setTimeout(seek, TYPING_MS)
  }
  const seekApart = (text) => {
    words.value = text
    apart.value = true
    seek()
  }
  const end = () => {
    clear()
    words.value = ""
    apart.value = false
  }
  useEffect(() => end, [source])
  return { words, hits, busy, error, marked, type, seek, seekApart, end }
}

export function FindPanel({ find, page, onPick, partly }) {
  const box = useRef(null)
  useEffect(() => box.current?.querySelector("input")?.focus(), [])
  const submit = (event) => {
    event.preventDefault()
    if (find.hits.value?.length) onPick(nextHit(find.hits.value, page, 1))
    else find.seek()
  }
  return html`<form class="stack tight find" role="search" onSubmit=${submit} ref=${box}>
    <${Field} label=${t("Find in this paper")} type="search" enterkeyhint="search" autocomplete="off" value=${find.words.value} onInput=${find.type} hint=${t("Diacritics may be left out.")} />
    <${Hits} find=${find} page=${page} onPick=${onPick} />
    ${partly && html`<p class="soft small">${t("Pages still being prepared are not searched yet.")}</p>`}
  </form>`
}

function Hits({ find, page, onPick }) {
  const hits = find.hits.value
  if (find.error.value) return html`<${Failed} error=${find.error.value} onRetry=${find.seek} />`
  if (find.busy.value) return html`<${Loading} label=${t("Searching…")} />`
  if (!hits) return null
  if (!hits.length) return html`<${Empty} icon="search" title=${t("Not found: “{words}”", { words: find.words.value.trim() })} />`
  return html`<p class="soft small" role="status">${tn("Found on {count} page", "Found on {count} pages", hits.length)}</p>
    <ol class="list">
      ${hits.map(
        (hit) => html`<li key=${hit.page}>
          <button type="button" class="list-row find-hit" aria-current=${hit.page === page ? "true" : undefined} onClick=${() => onPick(hit.page)}>
            <span class="grow">${hit.snippet}</span>
            <span class="find-page"><span class="figures">${t("p. {page}", { page: hit.page })}</span>${hit.count > 1 && html`<span class="count" title=${tn("{count} time", "{count} times", hit.count)}>${hit.count}</span>`}</span>
          </button>
        </li>`,
      )}
    </ol>`
}

// The line above the page while words are sought and the panel is put away: where we are, on, back, done.
export function FindBar({ find, page, onPick }) {
  const hits = find.hits.value
  if (!hits?.length) return null
  const at = hits.findIndex((hit) => hit.page === page)
  return html`<div class="find-bar" role="group" aria-label=${t("Find in this paper")}>
    <p class="grow one-line">“${find.words.value.trim()}” · ${at < 0 ? tn("{count} page", "{count} pages", hits.length) : t("{at} of {count} pages", { at: at + 1, count: hits.length })}</p>
    <${IconButton} icon="chevron_up" label=${t("Previous page found")} onClick=${() => onPick(nextHit(hits, page, -1))} />
    <${IconButton} icon="chevron_down" label=${t("Next page found")} onClick=${() => onPick(nextHit(hits, page, 1))} />
    <${IconButton} icon="close" label=${t("End the search")} onClick=${find.end} />
  </div>`
}

// Round and round: after the last page found comes the first.
export function nextHit(hits, page, step) {
  const pages = hits.map((hit) => hit.page)
  if (step > 0) return pages.find((one) => one > page) ?? pages[0]
  return [...pages].reverse().find((one) => one < page) ?? pages.at(-1)
}

// Where words to find in the paper are typed, and the pages on which they were found.

import { Empty, Failed, Loading } from "../core/empty.js"
import { Field } from "../core/field.js"
import { t, tn } from "../core/i18n.js"
import { html, useLayoutEffect, useRef } from "../core/ui.js"
import { nextHit } from "./find.js"
import { pieces } from "./text-pieces.js"
import { findInLines } from "./text-marks.js"

export function FindPanel({ find, page, onPick, partly }) {
  const box = useRef(null)
  useLayoutEffect(() => box.current.querySelector("input").focus(), [])
  const submit = (event) => {
    event.preventDefault()
    if (find.hits.value?.length) onPick(nextHit(find.hits.value, page, 1))
    else find.seek()
  }
  return html`<form class="stack tight find" role="search" onSubmit=${submit} ref=${box}>
    <${Field} label=${t("Find in this paper")} type="search" autofocus enterkeyhint="search" autocomplete="off" value=${find.words.value} onInput=${find.type} hint=${t("Diacritics may be left out.")} />
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
            <span class="grow">${marked(hit.snippet, find.marked.value)}</span>
            <span class="find-page"><span class="figures">${t("p. {page}", { page: hit.page })}</span>${hit.count > 1 && html`<span class="count" title=${tn("{count} time", "{count} times", hit.count)}>${hit.count}</span>`}</span>
          </button>
        </li>`,
      )}
    </ol>`
}

function marked(snippet, words) {
  const text = snippet.normalize("NFC")
  const characters = (end) => [...text.slice(0, end)].length
  const marks = findInLines([text], words).map(({ start, end }) => [characters(start), characters(end)])
  return pieces(text, marks).map((piece, n) => (piece.marked ? html`<mark key=${n}>${piece.text}</mark>` : piece.text))
}

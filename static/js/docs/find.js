// Find words in the paper: the server knows the text of every page, diacritics aside.

import { useComputed, useEffect, useRef, useSignal } from "../core/ui.js"
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

// Round and round: after the last page found comes the first.
export function nextHit(hits, page, step) {
  const pages = hits.map((hit) => hit.page)
  if (step > 0) return pages.find((one) => one > page) ?? pages[0]
  return [...pages].reverse().find((one) => one < page) ?? pages.at(-1)
}

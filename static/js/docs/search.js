// The search of all papers: what is typed, what was found. It lives as long as the page and is kept nowhere else.

import { api } from "../core/api.js"
import { signal } from "../core/ui.js"
import { lettersIn } from "./query.js"

const TYPING_MS = 300
const BEGINNING_MS = 900 // a word of one or two letters is probably going on
const SLOW_MS = 300
const LEAST = 2
const MOST = 200

// path: the address that is asked. → signals words, answer (null or {words, hits, total, at_least, more}), error, busy
// (named after 300 ms), growing; and type(text), seek(), grow(), keep(isOpen)
export function createSearch(path, { get = api.get, wait = setTimeout } = {}) {
  const words = signal("")
  const answer = signal(null)
  const error = signal(null)
  const busy = signal(false)
  const growing = signal(false)
  let limit = null
  let typing = 0
  let slow = 0
  let portion = 1

  function stop() {
    clearTimeout(typing)
    clearTimeout(slow)
    limit?.abort()
    busy.value = growing.value = false
  }

  async function ask(page) {
    limit = new AbortController()
    const { signal: stopped } = limit
    try {
      const found = await get(`${path}?${new URLSearchParams({ q: words.value, page })}`, { signal: stopped, tries: 2 })
      return stopped.aborted ? null : found
    } catch (failure) {
      if (!stopped.aborted) error.value = failure
      return null
    } finally {
      if (!stopped.aborted) {
        clearTimeout(slow)
        busy.value = growing.value = false
      }
    }
  }

  async function seek() {
    stop()
    error.value = null
    if (lettersIn(words.value) < LEAST) {
      answer.value = null
      return
    }
    slow = wait(() => (busy.value = true), SLOW_MS)
    const sent = words.value
    const found = await ask(1)
    if (!found) return
    portion = 1
    answer.value = { words: sent, ...found }
  }

  function type(text) {
    words.value = text.slice(0, MOST)
    stop()
    if (lettersIn(words.value) < LEAST) {
      answer.value = error.value = null
      return
    }
    typing = wait(seek, /(^|[^\p{L}\p{N}])[\p{L}\p{N}]{1,2}$/u.test(text) ? BEGINNING_MS : TYPING_MS)
  }

  async function grow() {
    stop()
    error.value = null
    growing.value = true
    const found = await ask(portion + 1)
    if (!found) return
    portion += 1
    answer.value = { ...answer.value, ...found, hits: [...answer.value.hits, ...found.hits] }
  }

  // What may not be seen any more is not left standing in the list.
  function keep(isOpen) {
    const { hits = [], total } = answer.value ?? {}
    const lost = byPaper(hits).filter(([{ paper_id }]) => !isOpen(paper_id))
    if (!lost.length) return
    const fewer = lost.reduce((sum, [{ pages }]) => sum + Math.max(1, pages), 0)
    answer.value = { ...answer.value, hits: hits.filter(({ paper_id }) => isOpen(paper_id)), total: total - fewer }
  }

  return { words, answer, error, busy, growing, type, seek, grow, keep }
}

// The hits of one paper together, in the order in which the papers were found.
export function byPaper(hits) {
  const papers = new Map()
  for (const hit of hits) papers.set(hit.paper_id, [...(papers.get(hit.paper_id) ?? []), hit])
  return [...papers.values()]
}

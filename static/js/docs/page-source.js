// Everything the server has of one version of one paper: pictures of its pages, their text, the outline, finding.
// The addresses hold the content's key and never change their content, so that the browser's own cache may keep them.
// What is not for everyone has addresses of its own: what was kept while it was for everyone is then never shown unasked.

import { api } from "../core/api.js"
import { t } from "../core/i18n.js"
import { isConfidential } from "./confidential.js"

const SILENCE_MS = 20_000

// "own": each reader's own pictures, nowhere kept; "asked": kept, but asked for each time; "": kept
export function keepOf(paper) {
  return isConfidential(paper) ? "own" : paper.restricted ? "asked" : ""
}

export function pageSource(meetingId, paperId, key, keep = "") {
  const base = `/api/meetings/${meetingId}/papers/${paperId}/${key}`
  const asked = keep && `?${keep}`
  return {
    key,
    pageUrl: (page, profile) => `${base}/pages/${page}/${profile}${asked}`,
    load: (page, profile, signal) => loadBitmap(`${base}/pages/${page}/${profile}${asked}`, signal),
    loadTile: (page, { level, column, row }, signal) => loadBitmap(`${base}/pages/${page}/tiles/${level}/${column}/${row}${asked}`, signal),
    manifest: () => api.get(`${base}/manifest`),
    text: (page, signal) => api.get(`${base}/pages/${page}/text`, { signal, tries: 2 }),
    // apart: the words of a search of all papers, which need not stand side by side
    find: (words, signal, { apart } = {}) => api.get(`${base}/find?${new URLSearchParams({ q: words, ...(apart && { words: "apart" }) })}`, { signal, tries: 2 }),
  }
}

// A picture may take long on a slow line; given up is only one of which nothing more comes.
async function loadBitmap(url, signal) {
  const limit = new AbortController()
  const stop = () => limit.abort()
  let timer = setTimeout(stop, SILENCE_MS)
  signal?.addEventListener("abort", stop)
  try {
    const response = await fetch(url, { headers: api.headers, credentials: "same-origin", signal: limit.signal })
    if (!response.ok) throw await refusal(response)
    const parts = []
    const body = response.body.getReader()
    for (;;) {
      const { value, done } = await body.read()
      if (done) break
      parts.push(value)
      clearTimeout(timer)
      timer = setTimeout(stop, SILENCE_MS)
    }
    return await createImageBitmap(new Blob(parts))
  } catch (error) {
    if (error.code && error.status) throw error
    if (signal?.aborted) throw new DOMException("No longer wanted", "AbortError")
    throw Object.assign(new Error(limit.signal.aborted ? t("The network is too slow.") : t("No answer from the server.")), { code: "unreachable" })
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener("abort", stop)
  }
}

async function refusal(response) {
  const said = await response.json().catch(() => ({}))
  return Object.assign(new Error(said.message ?? ""), {
    code: said.error ?? "failed",
    status: response.status,
    retryAfter: Number(response.headers.get("Retry-After")) || 0,
  })
}

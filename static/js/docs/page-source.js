// Everything the server has of one version of one paper: pictures of its pages, their text, the outline, finding.
// The addresses hold the content's key and never change their content, so that the browser's own cache may keep them.

import { api } from "../core/api.js"
import { t } from "../core/i18n.js"

export function pageSource(meetingId, paperId, key) {
  const base = `/api/meetings/${meetingId}/papers/${paperId}/${key}`
  return {
    key,
    pageUrl: (page, profile) => `${base}/pages/${page}/${profile}`,
    load: (page, profile, signal) => loadBitmap(`${base}/pages/${page}/${profile}`, signal),
    manifest: () => api.get(`${base}/manifest`),
    text: (page, signal) => api.get(`${base}/pages/${page}/text`, { signal, tries: 2 }),
    // apart: the words of a search of all papers, which need not stand side by side
    find: (words, signal, { apart } = {}) => api.get(`${base}/find?${new URLSearchParams({ q: words, ...(apart && { words: "apart" }) })}`, { signal, tries: 2 }),
  }
}

async function loadBitmap(url, signal) {
  const response = await fetch(url, { headers: api.headers, credentials: "same-origin", signal }).catch(unanswered)
  if (!response.ok) throw await refusal(response)
  return createImageBitmap(await response.blob())
}

function unanswered(error) {
  if (error.name === "AbortError") throw error
  throw Object.assign(new Error(t("No answer from the server.")), { code: "unreachable" })
}

async function refusal(response) {
  const said = await response.json().catch(() => ({}))
  return Object.assign(new Error(said.message ?? ""), {
    code: said.error ?? "failed",
    status: response.status,
    retryAfter: Number(response.headers.get("Retry-After")) || 0,
  })
}

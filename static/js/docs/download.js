// Files to be kept: the original of a paper as it was uploaded, the book of all papers. Whether this person may have one is the
// server's to say: asked first, so that a refusal is a sentence here and not a strange page.

import { api } from "../core/api.js"
import { t } from "../core/i18n.js"
import { toast } from "../core/toast.js"

export function downloadOriginal(meetingId, paper) {
  const path = `/api/meetings/${meetingId}/papers/${paper.id}/versions/${paper.version.id}/original`
  return download(path, t("The original cannot be downloaded."), t("The original did not come: no answer from the server."))
}

// Whether the browser has been given the file; otherwise it has been said why not: refused, where the server gives no reason, or silent.
export async function download(path, refused, silent) {
  const limit = new AbortController()
  try {
    const answer = await fetch(path, { headers: api.headers, credentials: "same-origin", signal: limit.signal })
    if (!answer.ok) {
      const said = await answer.json().catch(() => ({}))
      toast(said.message ?? refused, { kind: "failed" })
      return false
    }
  } catch {
    toast(silent, { kind: "failed" })
    return false
  }
  // Only its beginning was fetched; the browser takes the rest, and keeps it where it keeps such files.
  limit.abort()
  const link = document.createElement("a")
  link.href = path
  link.download = ""
  document.body.append(link)
  link.click()
  link.remove()
  return true
}

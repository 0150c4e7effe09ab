// The original of a paper, as it was uploaded. Whether this person may have it is the server's to say: asked first, so that a refusal
// is a sentence here and not a strange page.

import { api } from "../core/api.js"
import { t } from "../core/i18n.js"
import { toast } from "../core/toast.js"

export async function downloadOriginal(meetingId, paper) {
  const path = `/api/meetings/${meetingId}/papers/${paper.id}/versions/${paper.version.id}/original`
  const limit = new AbortController()
  try {
    const answer = await fetch(path, { headers: api.headers, credentials: "same-origin", signal: limit.signal })
    if (!answer.ok) {
      const said = await answer.json().catch(() => ({}))
      return toast(said.message ?? t("The original cannot be downloaded."), { kind: "failed" })
    }
  } catch {
    return toast(t("The original did not come: no answer from the server."), { kind: "failed" })
  }
  // Only its beginning was fetched; the browser takes the rest, and keeps it where it keeps such files.
  limit.abort()
  const link = document.createElement("a")
  link.href = path
  link.download = ""
  document.body.append(link)
  link.click()
  link.remove()
  return undefined
}

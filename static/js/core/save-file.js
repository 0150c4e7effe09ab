// A file that the server has to make first: waited for here, so that the page can say so, then handed to the browser to keep.

import { api, ApiError } from "./api.js"
import { t } from "./i18n.js"

const FORGET_MS = 60_000

// Throws an ApiError with the server's own words.
export async function saveFile(path, name) {
  const answer = await fetch(path, { headers: api.headers, credentials: "same-origin", cache: "no-store" }).catch(() => null)
  if (!answer) throw new ApiError({ status: 0, code: "unreachable", message: t("The file did not come: no answer from the server.") })
  if (!answer.ok) {
    const said = await answer.json().catch(() => ({}))
    throw new ApiError({ status: answer.status, code: said.error, message: said.message ?? t("The file cannot be made.") })
  }
  keep(await answer.blob(), name)
}

function keep(blob, name) {
  const address = URL.createObjectURL(blob)
  const link = document.createElement("a")
  link.href = address
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
  // Not at once: some browsers begin to read only when the page is idle again.
  setTimeout(() => URL.revokeObjectURL(address), FORGET_MS)
}

// One piece of a file on its way. XMLHttpRequest, because fetch does not tell how much has been sent.

import { ApiError } from "../core/api.js"
import { t } from "../core/i18n.js"
import { csrfToken } from "../core/page.js"

const SILENCE_MS = 30_000

// → the answer. Rejects with an ApiError; when another piece is awaited, its `received` says from which byte on.
export function sendChunk(path, blob, { offset, signal, onProgress = () => {} }) {
  const request = new XMLHttpRequest()
  const stop = () => request.abort()
  return new Promise((resolve, reject) => {
    let silence = 0
    const wait = () => {
      clearTimeout(silence)
      silence = setTimeout(stop, SILENCE_MS)
    }
    const unanswered = () => reject(new ApiError({ status: 0, code: "unreachable", message: t("No answer from the server.") }))
    request.upload.addEventListener("progress", (event) => (wait(), onProgress(event.loaded)))
    request.addEventListener("load", () => {
      const answer = request.response
      if (request.status < 300 && answer) resolve(answer)
      else reject(refusal(request.status, answer))
    })
    request.addEventListener("error", unanswered)
    request.addEventListener("abort", unanswered)
    request.addEventListener("loadend", () => {
      clearTimeout(silence)
      signal?.removeEventListener("abort", stop)
    })
    signal?.addEventListener("abort", stop)
    request.open("PATCH", path)
    request.responseType = "json"
    request.setRequestHeader("Accept", "application/json")
    request.setRequestHeader("Content-Type", "application/octet-stream")
    request.setRequestHeader("X-CSRFToken", csrfToken())
    request.setRequestHeader("Upload-Offset", String(offset))
    wait()
    request.send(blob)
  })
}

function refusal(status, answer) {
  const error = new ApiError({
    status,
    code: answer?.error ?? "failed",
    message: answer?.message ?? t("The server could not do this (error {status}).", { status }),
    field: answer?.field,
  })
  return Object.assign(error, { received: answer?.received })
}

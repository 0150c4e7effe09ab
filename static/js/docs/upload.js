// Files on their way to the server, each with its progress, to cancel and to try again. Those of one item go one after
// the other, by name, so that the papers stand in the order of their numbers; several items are served at once.
//
//   uploads.add(files, { meetingId, itemId })              new papers
//   uploads.add([file], { meetingId, paperId, note })      a new version of one
//   uploads.list.value = [{ id, target, name, size, loaded, state, error }]
//   state: waiting | sending | recorded | failed | cancelled

import { ApiError, newKey } from "../core/api.js"
import { t } from "../core/i18n.js"
import { csrfToken } from "../core/page.js"
import { computed, signal } from "../core/ui.js"

const AT_ONCE = 3
const SILENCE_MS = 60_000

export function createUploads({ send = sendFile, atOnce = AT_ONCE } = {}) {
  const list = signal([])
  const files = new Map() // id → {file, key, abort}
  let last = 0

  const put = (id, change) => {
    list.value = list.value.map((upload) => (upload.id === id ? { ...upload, ...change } : upload))
  }

  function add(chosen, target) {
    const added = byName(chosen).map((file) => {
      const id = ++last
      files.set(id, { file, key: newKey(), abort: null })
      return { id, target, name: file.name.normalize("NFC"), size: file.size, loaded: 0, state: "waiting", error: null }
    })
    list.value = [...list.value, ...added]
    next()
    return added
  }

  function next() {
    const busyPlaces = new Set(list.value.filter(({ state }) => state === "sending").map(({ target }) => placeOf(target)))
    for (const upload of list.value.filter(({ state }) => state === "waiting")) {
      const place = placeOf(upload.target)
      if (busyPlaces.size >= atOnce || busyPlaces.has(place)) continue
      busyPlaces.add(place)
      begin(upload)
    }
  }

  async function begin({ id, target, name }) {
    put(id, { state: "sending", loaded: 0, error: null })
    const held = files.get(id)
    const { done, abort } = send({ ...target, name, file: held.file, key: held.key }, (loaded) => put(id, { loaded }))
    held.abort = abort
    try {
      const answer = await done
      put(id, { state: "recorded", paperId: answer.paper?.id })
      files.delete(id)
    } catch (error) {
      // A refusal is final for this command; without an answer the same key makes a second try harmless.
      if (!error.unanswered) held.key = newKey()
      if (list.value.find((upload) => upload.id === id)?.state === "sending") put(id, { state: "failed", error })
    }
    next()
  }

  function cancel(id) {
    put(id, { state: "cancelled" })
    files.get(id)?.abort?.()
    dismiss(id)
    next()
  }

  function retry(id) {
    put(id, { state: "waiting", loaded: 0, error: null })
    next()
  }

  function dismiss(id) {
    files.delete(id)
    list.value = list.value.filter((upload) => upload.id !== id)
  }

  const busy = computed(() => list.value.some(({ state }) => state === "waiting" || state === "sending"))
  return { list, busy, add, cancel, retry, dismiss }
}

function byName(files) {
  const collator = new Intl.Collator("vi", { numeric: true })
  return [...files].sort((a, b) => collator.compare(a.name, b.name))
}

function placeOf({ meetingId, itemId, paperId }) {
  return `${meetingId}/${itemId ?? ""}/${paperId ?? ""}`
}

// → {done: promise of the answer, abort}. XMLHttpRequest, because fetch does not tell how much has been sent.
function sendFile({ meetingId, itemId, paperId, note, keepBack, name, file, key }, onProgress) {
  const request = new XMLHttpRequest()
  const where = paperId ? `papers/${paperId}/versions` : `items/${itemId}/papers`
  const done = new Promise((resolve, reject) => {
    let silence = 0
    const wait = () => {
      clearTimeout(silence)
      silence = setTimeout(() => request.abort(), SILENCE_MS)
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
    request.addEventListener("loadend", () => clearTimeout(silence))
    request.open("POST", `/api/meetings/${meetingId}/${where}`)
    request.responseType = "json"
    request.setRequestHeader("Accept", "application/json")
    request.setRequestHeader("Content-Type", "application/octet-stream")
    request.setRequestHeader("X-CSRFToken", csrfToken())
    request.setRequestHeader("Idempotency-Key", key)
    // Header values are Latin-1: names and notes travel percent-encoded.
    request.setRequestHeader("X-File-Name", encodeURIComponent(name))
    if (note) request.setRequestHeader("X-Note", encodeURIComponent(note))
    if (keepBack) request.setRequestHeader("X-Keep-Back", "1")
    wait()
    request.send(file)
  })
  return { done, abort: () => request.abort() }
}

function refusal(status, answer) {
  return new ApiError({
    status,
    code: answer?.error ?? "failed",
    message: answer?.message ?? t("The server could not do this (error {status}).", { status }),
    field: answer?.field,
  })
}

export const uploads = createUploads()

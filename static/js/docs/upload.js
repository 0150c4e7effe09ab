// Files on their way to the server, each with its progress, to cancel and to try again. Those of one place go one after
// the other, by name, so that the papers stand in the order of their numbers; two places are served at once.
//
//   uploads.add(files, { meetingId, itemId, keepBack })      new papers
//   uploads.add([file], { meetingId, paperId, note })        a new version of one
//   uploads.list.value = [{ id, target, name, size, loaded, state, error }]      states: upload-states.js
//   uploads.unfinished.value = what was left unfinished before this page was loaded, as the server tells it
//   uploads.total.value = { files, done, size, loaded } of all since there was last nothing to do

import { api } from "../core/api.js"
import { store } from "../core/store.js"
import { computed, signal } from "../core/ui.js"
import { hashFile, hashHead } from "./file-hash.js"
import { filesAt, refusalOf } from "./upload-checks.js"
import { sendChunk } from "./upload-chunk.js"
import { createSender, pauseOf } from "./upload-sending.js"
import { isUnderWay, ON_THE_LINE, placeOf, targetOf } from "./upload-states.js"

const AT_ONCE = 2
const NOTHING = { files: 0, bytes: 0 }

export function createUploads({ api, makeSender, filesAt, atOnce = AT_ONCE }) {
  const list = signal([])
  const unfinished = signal([])
  const mostMb = signal(null)
  const done = signal(NOTHING)
  const busy = computed(() => list.value.some(isUnderWay))
  const files = new Map() // id → what the sender holds of it
  const sender = makeSender({ adopt })
  let last = 0

  const put = (id, change) => {
    list.value = list.value.map((upload) => (upload.id === id ? { ...upload, ...change } : upload))
  }
  const find = (id) => list.value.find((upload) => upload.id === id)

  // uploadId: go on with this unfinished one
  function add(chosen, target, uploadId = null) {
    if (!busy.value) done.value = NOTHING
    const added = byName(chosen).map((file) => {
      const id = ++last
      const name = file.name.normalize("NFC")
      const error = uploadId ? null : refusalOf({ name, size: file.size }, { there: whatIsAt(target), mostMb: mostMb.value })
      files.set(id, { file, name, target, uploadId, received: 0 })
      const upload = { id, target, name, size: file.size, loaded: 0, state: error ? "failed" : "waiting", error }
      list.value = [...list.value, upload]
      return upload
    })
    next()
    return added
  }

  function whatIsAt(target) {
    const coming = list.value.filter((upload) => isUnderWay(upload) && placeOf(upload.target) === placeOf(target))
    return [...filesAt(target), ...coming]
  }

  function next() {
    const busyPlaces = new Set(list.value.filter(({ state }) => ON_THE_LINE.has(state)).map(({ target }) => placeOf(target)))
    for (const upload of list.value.filter(({ state }) => state === "waiting")) {
      const place = placeOf(upload.target)
      if (busyPlaces.size >= atOnce || busyPlaces.has(place)) continue
      busyPlaces.add(place)
      begin(upload)
    }
  }

  async function begin({ id, size }) {
    put(id, { state: "sending", error: null })
    const held = files.get(id)
    held.stop = new AbortController()
    const { signal } = held.stop
    const told = (change) => !signal.aborted && put(id, change)
    try {
      const answer = await sender.send(held, { signal, onState: (state) => told({ state }), onProgress: (loaded) => told({ loaded }) })
      put(id, { state: "recorded", loaded: size, paperId: answer.paper?.id })
      done.value = { files: done.value.files + 1, bytes: done.value.bytes + size }
      files.delete(id)
    } catch (error) {
      told({ state: "failed", error })
    }
    next()
  }

  function cancel(id) {
    put(id, { state: "cancelled" })
    files.get(id)?.stop?.abort()
    dismiss(id)
    next()
  }

  function retry(id) {
    if (find(id)?.state === "interrupted") return files.get(id).wake?.()
    put(id, { state: "waiting", error: null })
    return next()
  }

  function dismiss(id) {
    const held = files.get(id)
    files.delete(id)
    list.value = list.value.filter((upload) => upload.id !== id)
    if (held?.uploadId) forget(held.target.meetingId, held.uploadId)
  }

  // Told once and not insisted on: after a day the server forgets it by itself.
  function forget(meetingId, uploadId) {
    unfinished.value = unfinished.value.filter(({ id }) => id !== uploadId)
    return api.del(`/api/meetings/${meetingId}/uploads/${uploadId}`).catch(() => {})
  }

  async function load(meetingId) {
    const answer = await api.get(`/api/meetings/${meetingId}/uploads`)
    const ours = new Set([...files.values()].map(({ uploadId }) => uploadId))
    mostMb.value = answer.most_mb
    unfinished.value = answer.uploads.filter(({ id }) => !ours.has(id)).map((upload) => ({ ...upload, target: targetOf(upload, meetingId) }))
  }

  function adopt({ name, file, head, target }) {
    const isIt = (one) => one.file_name === name && one.size === file.size && one.head === head && placeOf(one.target) === placeOf(target)
    return take(unfinished.value.find(isIt))
  }

  function take(upload) {
    unfinished.value = unfinished.value.filter((one) => one !== upload)
    return upload?.id ?? null
  }

  // Whether it was the same file, and goes on.
  async function resume(upload, file) {
    const isIt = file.size === upload.size && (await hashHead(file)) === upload.head
    if (isIt && unfinished.value.includes(upload)) add([file], upload.target, take(upload))
    return isIt
  }

  const total = computed(() => {
    const coming = list.value.filter(isUnderWay)
    const sum = (of) => coming.reduce((all, upload) => all + of(upload), done.value.bytes)
    return { files: done.value.files + coming.length, done: done.value.files, size: sum(({ size }) => size), loaded: sum(({ loaded }) => loaded) }
  })
  return { list, busy, total, unfinished, add, cancel, retry, dismiss, load, resume, forget }
}

function byName(files) {
  const collator = new Intl.Collator("vi", { numeric: true })
  return [...files].sort((a, b) => collator.compare(a.name, b.name))
}

export const uploads = createUploads({
  api,
  makeSender: (more) => createSender({ api, sendChunk, hashHead, hashFile, pause: pauseOf(globalThis), ...more }),
  filesAt: (target) => filesAt(target, store.papers.value, store.intakes.value),
})

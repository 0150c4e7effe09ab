// One file to the server, whatever happens on the way: it is announced, sent in pieces from the first byte that the
// server has not got, and completed with its hash. Who has no answer waits and asks the server how much has arrived.
//
//   const answer = await sender.send(held, { signal, onState, onProgress })
//   held = { file, name, target, uploadId, keys, … }: kept over every try; uploadId: null while not announced
//   onState: sending | interrupted | checking; rejects with an ApiError that is final until somebody tries again

import { ApiError, newKey } from "../core/api.js"
import { t } from "../core/i18n.js"

const MIB = 1024 * 1024
const LEAST = MIB
const MOST = 4 * MIB
const QUICK_MS = 1000
const SLOW_MS = 8000
const WAITS_MS = [500, 1000, 2000, 4000, 8000, 15_000, 30_000]
const NOT_THERE = new Set([502, 503, 504])
// After these the server has nothing left of the file: the next try begins anew.
const GONE = new Set(["not_found", "wrong_hash", "incomplete"])

// adopt(held): the id of an unfinished upload of this very file, or null; pause(ms, held): resolves early when told to
export function createSender({ api, sendChunk, hashHead, hashFile, adopt = () => null, pause }) {
  async function send(held, { signal, onState, onProgress }) {
    held.keys ??= { begin: newKey(), finish: newKey() }
    for (let failures = 0; ; failures += 1) {
      const before = held.received
      try {
        return await attempt(held, { signal, onState, onProgress })
      } catch (failure) {
        held.hash = null
        const error = await finalError(failure, held, signal)
        if (error) throw refused(held, error)
      }
      if (held.received !== before) failures = 0
      onState("interrupted")
      await pause(WAITS_MS[Math.min(failures, WAITS_MS.length - 1)], held, signal)
      if (signal.aborted) throw noAnswer()
      onState("sending")
    }
  }

  async function attempt(held, { signal, onState, onProgress }) {
    const { file } = held
    held.head ??= await hashHead(file)
    held.uploadId ??= adopt(held)
    held.hash ??= hashFile(file, signal) // while the pieces travel
    held.hash.catch(() => {}) // heard of below, once it is needed
    const arrived = (received) => onProgress((held.received = received))
    arrived((await begunOrFound(held, signal)).received)
    while (held.received < file.size) {
      await sendNext(held, { signal, onProgress, arrived })
      if (signal.aborted) throw noAnswer()
    }
    onState("checking")
    const sha256 = await held.hash
    return api.post(`${pathOf(held)}/completion`, { sha256 }, { key: held.keys.finish, signal, tries: 1 })
  }

  async function begunOrFound(held, signal) {
    if (held.uploadId) return (await api.get(pathOf(held), { signal, tries: 1 })).upload
    const { name, file, head, keys } = held
    const { itemId, paperId, note = "", keepBack = false } = held.target
    const body = { file_name: name, size: file.size, head, item_id: itemId ?? null, paper_id: paperId ?? null, note, kept_back: keepBack }
    const { upload } = await api.post(pathOf(held), body, { key: keys.begin, signal, tries: 1 })
    held.uploadId = upload.id
    return upload
  }

  // A slow line gets small pieces: what is cut off is sent again from the beginning of its piece.
  async function sendNext(held, { signal, onProgress, arrived }) {
    const offset = held.received
    const piece = held.file.slice(offset, offset + (held.chunk ??= LEAST))
    const began = performance.now()
    try {
      const answer = await sendChunk(pathOf(held), piece, { offset, signal, onProgress: (sent) => onProgress(offset + Math.min(sent, piece.size)) })
      arrived(answer.upload.received)
    } catch (error) {
      // Another tab was here, or the answer to this piece was lost: the server knows where to go on.
      if (error.code !== "out_of_step") throw error
      arrived(error.received)
    }
    const took = performance.now() - began
    if (took < QUICK_MS) held.chunk = Math.min(MOST, held.chunk * 2)
    if (took > SLOW_MS) held.chunk = Math.max(LEAST, held.chunk / 2)
  }

  return { send }
}

function pathOf({ target, uploadId }) {
  const uploads = `/api/meetings/${target.meetingId}/uploads`
  return uploadId ? `${uploads}/${uploadId}` : uploads
}

// null: it may go better in a moment. What is no ApiError was the disk, or the script that hashes not being fetched.
async function finalError(failure, { file }, signal) {
  if (signal.aborted) return failure
  const known = failure instanceof ApiError
  const refusal = known && !failure.unanswered && !(NOT_THERE.has(failure.status) && failure.code !== "no_room")
  if (refusal) return failure
  return (await isReadable(file)) ? null : new ApiError({ status: 422, code: "unreadable", message: t("This file has changed or can no longer be read. Please choose it again.") })
}

function isReadable(file) {
  return file.slice(0, 1).arrayBuffer().then(() => true, () => false)
}

// After a refusal another try is another command.
function refused(held, error) {
  held.keys = null
  if (GONE.has(error.code)) Object.assign(held, { uploadId: null, received: 0 })
  return error
}

function noAnswer() {
  return new ApiError({ status: 0, code: "unreachable", message: t("No answer from the server.") })
}

// Until the time is over, the line is said to be back, or somebody is impatient (held.wake).
export function pauseOf(target) {
  return (ms, held, signal) =>
    new Promise((resolve) => {
      const over = () => {
        clearTimeout(timer)
        target.removeEventListener("online", over)
        signal.removeEventListener("abort", over)
        resolve()
      }
      const timer = setTimeout(over, ms * (0.75 + Math.random() / 2))
      held.wake = over
      target.addEventListener("online", over)
      signal.addEventListener("abort", over)
    })
}

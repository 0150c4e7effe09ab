import assert from "node:assert/strict"
import { createHash } from "node:crypto"
import { test } from "node:test"

import { ApiError } from "../../static/js/core/api.js"
import { hashFile, hashHead } from "../../static/js/docs/file-hash.js"
import { createSender, pauseOf } from "../../static/js/docs/upload-sending.js"

const MIB = 2 ** 20
const CONTENT = new Uint8Array(5 * MIB + 3).map((_, n) => (n * 31) % 251)
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex")
const lost = () => new ApiError({ status: 0, code: "unreachable", message: "" })

// A server that keeps what it is sent. trouble[n] comes with its n-th piece: {before|after: an error, meanwhile: what
// happens while it is on its way}
function setUp({ trouble = [], adopt, content = CONTENT } = {}) {
  const server = { received: 0, said: [], pieces: [], waits: [], states: [] }
  const api = {
    async get(path) {
      server.said.push(`GET ${path}`)
      return { upload: { id: 4, received: server.received } }
    },
    async post(path, body, { key }) {
      server.said.push(`POST ${path}`)
      server.key = key
      server.body = body
      return path.endsWith("/completion") ? { paper: { id: 1 }, sha256: body.sha256 } : { upload: { id: 4, received: 0 } }
    },
  }
  const sendChunk = async (path, blob, { offset }) => {
    const { before, after, meanwhile } = trouble[server.pieces.length] ?? {}
    server.pieces.push([offset, blob.size])
    meanwhile?.(server)
    if (before) throw before
    if (offset !== server.received) throw Object.assign(new ApiError({ status: 409, code: "out_of_step", message: "" }), { received: server.received })
    server.received += blob.size
    if (after) throw after
    return { upload: { received: server.received } }
  }
  const pause = async (ms) => void server.waits.push(ms)
  const sender = createSender({ api, sendChunk, hashHead, hashFile, pause, adopt })
  const held = { file: new Blob([content]), name: "a.pdf", target: { meetingId: 1, itemId: 7 }, uploadId: null, received: 0 }
  const stop = new AbortController()
  const send = () => sender.send(held, { signal: stop.signal, onState: (state) => server.states.push(state), onProgress() {} })
  return { server, held, stop, send }
}

test("a file is announced, sent in growing pieces, and completed with the hash of its whole content", async () => {
  const { server, send } = setUp()
  assert.equal((await send()).sha256, sha256(CONTENT))
  assert.deepEqual(server.said, ["POST /api/meetings/1/uploads", "POST /api/meetings/1/uploads/4/completion"])
  assert.deepEqual(server.pieces, [[0, MIB], [MIB, 2 * MIB], [3 * MIB, 2 * MIB + 3]])
  assert.deepEqual(server.states, ["checking"])
})

test("a file is known by the beginning of its content", async () => {
  const { server, send } = setUp({ trouble: [{ before: new ApiError({ status: 409, code: "refused", message: "" }) }] })
  await assert.rejects(send())
  assert.equal(server.body.head, sha256(CONTENT.slice(0, 65536)))
})

test("without an answer it waits, asks how much has arrived, and goes on there", async () => {
  const { server, send } = setUp({ trouble: [{}, { before: lost() }, { before: lost() }] })
  await send()
  assert.deepEqual(server.states, ["interrupted", "sending", "interrupted", "sending", "checking"])
  assert.deepEqual(server.waits, [500, 1000], "longer each time nothing has moved")
  assert.deepEqual(server.pieces.slice(0, 4), [[0, MIB], [MIB, 2 * MIB], [MIB, 2 * MIB], [MIB, 2 * MIB]])
  assert.equal(server.received, CONTENT.length)
})

test("a piece whose answer was lost is not sent twice", async () => {
  const { server, send } = setUp({ trouble: [{ after: lost() }] })
  await send()
  assert.deepEqual(server.pieces.map(([offset]) => offset), [0, MIB, 2 * MIB, 4 * MIB])
})

test("told that another piece is awaited it goes on from there without a wait", async () => {
  const { server, send } = setUp({ trouble: [{}, { meanwhile: (other) => (other.received = 3 * MIB) }] })
  await send()
  assert.deepEqual(server.pieces.map(([offset]) => offset), [0, MIB, 3 * MIB])
  assert.deepEqual(server.waits, [])
})

test("what was left unfinished is taken up where it stopped, and not announced again", async () => {
  const { server, send } = setUp({ adopt: () => 4 })
  server.received = 2 * MIB
  assert.equal((await send()).sha256, sha256(CONTENT))
  assert.equal(server.said[0], "GET /api/meetings/1/uploads/4")
  assert.equal(server.pieces[0][0], 2 * MIB)
})

test("a proxy without a server is no refusal; a full disk is one", async () => {
  const away = new ApiError({ status: 502, code: "failed", message: "" })
  const full = new ApiError({ status: 503, code: "no_room", message: "Full." })
  const { server, send } = setUp({ trouble: [{ before: away }, { before: full }] })
  await assert.rejects(send(), { message: "Full." })
  assert.equal(server.waits.length, 1)
})

test("after a refusal a new command goes on with what is there; after a wrong hash nothing is", async () => {
  const full = new ApiError({ status: 503, code: "no_room", message: "" })
  const gone = new ApiError({ status: 404, code: "not_found", message: "" })
  const { server, held, send } = setUp({ trouble: [{ before: full }, { before: gone }] })
  await assert.rejects(send())
  const { key } = server
  assert.equal(held.uploadId, 4)
  await assert.rejects(send())
  assert.equal(held.uploadId, null)
  await send()
  assert.notEqual(server.key, key)
})

test("a file that was changed under way is refused in words, not tried for ever", async () => {
  const { held, server, send } = setUp({ trouble: [{ before: lost() }] })
  held.file = Object.assign(new Blob([CONTENT]), {})
  const slice = held.file.slice.bind(held.file)
  held.file.slice = (from, to) => (server.pieces.length ? { arrayBuffer: () => Promise.reject(new Error("NotReadableError")) } : slice(from, to))
  await assert.rejects(send(), { code: "unreadable" })
})

test("who cancels is not kept waiting", async () => {
  const { server, stop, send } = setUp({ trouble: [{}, { before: lost(), meanwhile: () => stop.abort() }] })
  await assert.rejects(send())
  assert.deepEqual([server.pieces.length, server.waits.length], [2, 0])
})

test("a pause ends early when the line is back, when somebody is impatient, and when it is cancelled", async () => {
  const line = new EventTarget()
  const pause = pauseOf(line)
  const stop = new AbortController()
  const held = {}
  for (const end of [() => line.dispatchEvent(new Event("online")), () => held.wake(), () => stop.abort()]) {
    const over = pause(60_000, held, stop.signal)
    end()
    await over
  }
})

test("a content is hashed as it is, whatever its length", async () => {
  for (const size of [1, 65_536, 256 * 1024, 256 * 1024 + 1, CONTENT.length]) {
    assert.equal(await hashFile(new Blob([CONTENT.slice(0, size)])), sha256(CONTENT.slice(0, size)))
  }
})

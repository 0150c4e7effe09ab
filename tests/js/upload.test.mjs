import assert from "node:assert/strict"
import { test } from "node:test"

import { ApiError } from "../../static/js/core/api.js"
import { createUploads } from "../../static/js/docs/upload.js"

const turn = () => new Promise((resolve) => setTimeout(resolve, 0))
const file = (name, size = 10) => ({ name, size })
const ITEM = { meetingId: 1, itemId: 7 }

function setUp({ unfinished = [], here = [] } = {}) {
  const sent = []
  const deleted = []
  const api = {
    get: async () => ({ most_mb: 1, uploads: unfinished }),
    del: async (path) => void deleted.push(path),
  }
  const makeSender = ({ adopt }) => ({
    send(held, { signal, onState, onProgress }) {
      const one = { held, signal, onState, onProgress, adopt: () => adopt(held) }
      sent.push(one)
      return new Promise((resolve, reject) => Object.assign(one, { resolve, reject }))
    },
  })
  return { sent, deleted, uploads: createUploads({ api, makeSender, filesAt: () => here, atOnce: 2 }) }
}

const states = (uploads) => uploads.list.value.map(({ name, state }) => `${name} ${state}`)
const codes = (uploads) => uploads.list.value.map(({ error }) => error?.code ?? null)

test("the files of one item go one after the other, by the numbers in their names", async () => {
  const { sent, uploads } = setUp()
  uploads.add([file("10 b.pdf"), file("2 a.pdf")], ITEM)
  assert.deepEqual(states(uploads), ["2 a.pdf sending", "10 b.pdf waiting"])
  sent[0].resolve({ paper: { id: 3 } })
  await turn()
  assert.deepEqual(states(uploads), ["2 a.pdf recorded", "10 b.pdf sending"])
})

test("two items are served at once, a third waits", () => {
  const { uploads } = setUp()
  for (const itemId of [7, 8, 9]) uploads.add([file(`${itemId}.pdf`)], { meetingId: 1, itemId })
  assert.deepEqual(states(uploads), ["7.pdf sending", "8.pdf sending", "9.pdf waiting"])
})

test("what is interrupted or being checked keeps its turn", () => {
  const { sent, uploads } = setUp()
  uploads.add([file("a.pdf"), file("b.pdf")], ITEM)
  for (const state of ["interrupted", "checking"]) {
    sent[0].onState(state)
    uploads.add([], ITEM)
    assert.deepEqual(states(uploads), [`a.pdf ${state}`, "b.pdf waiting"])
    assert.equal(uploads.busy.value, true)
  }
})

test("the whole is counted over all files until there is nothing left to do", async () => {
  const { sent, uploads } = setUp()
  uploads.add([file("a.pdf", 30), file("b.pdf", 70)], ITEM)
  sent[0].onProgress(15)
  assert.deepEqual(uploads.total.value, { files: 2, done: 0, size: 100, loaded: 15 })
  sent[0].resolve({ paper: { id: 3 } })
  await turn()
  uploads.dismiss(1)
  assert.deepEqual(uploads.total.value, { files: 2, done: 1, size: 100, loaded: 30 })
  sent[1].resolve({ paper: { id: 4 } })
  await turn()
  uploads.add([file("c.pdf", 5)], ITEM)
  assert.deepEqual(uploads.total.value, { files: 1, done: 0, size: 5, loaded: 0 })
})

test("an empty file and one that is too big are refused before they are sent, and the others go", async () => {
  const { sent, uploads } = setUp()
  await uploads.load(1)
  uploads.add([file("a.pdf", 0), file("b.pdf", 2 ** 20 + 1), file("c.pdf", 2 ** 20)], ITEM)
  assert.deepEqual(codes(uploads), ["empty", "too_big", null])
  assert.deepEqual(sent.map(({ held }) => held.name), ["c.pdf"])
  assert.match(uploads.list.value[1].error.message, /1 MB/)
})

test("a file that is here already, or on its way, is asked about; who insists sends it", () => {
  const { sent, uploads } = setUp({ here: [{ name: "a.pdf", size: 10 }] })
  uploads.add([file("a.pdf"), file("b.pdf"), file("b.pdf")], ITEM)
  assert.deepEqual(codes(uploads), ["already_here", null, "already_here"])
  uploads.cancel(2)
  uploads.retry(1)
  assert.deepEqual(sent.map(({ held }) => held.name), ["b.pdf", "a.pdf"])
})

test("a refusal is kept with the file, and the next file goes on", async () => {
  const { sent, uploads } = setUp()
  uploads.add([file("a.pdf"), file("b.pdf")], ITEM)
  sent[0].reject(new ApiError({ status: 422, code: "too_big", message: "Too big." }))
  await turn()
  assert.deepEqual(states(uploads), ["a.pdf failed", "b.pdf sending"])
  assert.equal(uploads.list.value[0].error.message, "Too big.")
})

test("trying again is waking up what is interrupted, and waiting one's turn after a refusal", async () => {
  const { sent, uploads } = setUp()
  uploads.add([file("a.pdf")], ITEM)
  let woken = 0
  sent[0].held.wake = () => (woken += 1)
  sent[0].onState("interrupted")
  uploads.retry(1)
  assert.deepEqual([woken, sent.length], [1, 1])
  sent[0].reject(new ApiError({ status: 503, code: "no_room", message: "" }))
  await turn()
  uploads.retry(1)
  assert.equal(sent[1].held, sent[0].held, "with all that it knows")
})

test("a cancelled file is stopped and forgotten here and on the server, and the next one goes", async () => {
  const { sent, deleted, uploads } = setUp()
  uploads.add([file("a.pdf"), file("b.pdf")], ITEM)
  sent[0].held.uploadId = 5
  uploads.cancel(1)
  assert.equal(sent[0].signal.aborted, true)
  assert.deepEqual(deleted, ["/api/meetings/1/uploads/5"])
  assert.deepEqual(states(uploads), ["b.pdf sending"])
  sent[0].reject(new ApiError({ status: 0, code: "unreachable", message: "" }))
  await turn()
  assert.deepEqual(states(uploads), ["b.pdf sending"])
})

const LEFT = { id: 9, item_id: 7, paper_id: null, file_name: "a.pdf", size: 10, head: "h", received: 4 }

test("after a reload the same file for the same item goes on with what was left unfinished", async () => {
  const { sent, uploads } = setUp({ unfinished: [LEFT] })
  await uploads.load(1)
  assert.deepEqual(uploads.unfinished.value.map(({ id, target }) => [id, target]), [[9, ITEM]])
  uploads.add([file("a.pdf")], ITEM)
  for (const other of [{ head: "x" }, { name: "b.pdf" }, { target: { meetingId: 1, itemId: 8 } }]) {
    Object.assign(sent[0].held, { head: "h", name: "a.pdf", target: ITEM }, other)
    assert.equal(sent[0].adopt(), null)
  }
  Object.assign(sent[0].held, { head: "h", name: "a.pdf", target: ITEM })
  assert.equal(sent[0].adopt(), 9)
  assert.deepEqual(uploads.unfinished.value, [])
})

test("chosen for what was left unfinished, another file is not taken for it", async () => {
  const content = new Blob(["0123456789"])
  const head = "84d89877f0d4041efb6bf91a16f0248f2fd573e6af05c19f96bedb9f882f7882"
  const { sent, uploads } = setUp({ unfinished: [{ ...LEFT, head }] })
  await uploads.load(1)
  const [left] = uploads.unfinished.value
  const chosen = (blob) => Object.assign(blob, { name: "renamed.pdf" })
  assert.equal(await uploads.resume(left, chosen(new Blob(["0123456780"]))), false)
  assert.equal(await uploads.resume(left, chosen(new Blob(["012345678"]))), false)
  assert.deepEqual([sent.length, uploads.unfinished.value.length], [0, 1])
  assert.equal(await uploads.resume(left, chosen(content)), true)
  assert.deepEqual([sent[0].held.uploadId, uploads.unfinished.value.length], [9, 0])
})

test("what is on its way from this page is not listed as unfinished", async () => {
  const { sent, uploads } = setUp({ unfinished: [LEFT] })
  uploads.add([file("a.pdf")], ITEM)
  sent[0].held.uploadId = 9
  await uploads.load(1)
  assert.deepEqual(uploads.unfinished.value, [])
})

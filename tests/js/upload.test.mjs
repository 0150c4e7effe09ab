import assert from "node:assert/strict"
import { test } from "node:test"

import { ApiError } from "../../static/js/core/api.js"
import { createUploads } from "../../static/js/docs/upload.js"

const turn = () => new Promise((resolve) => setTimeout(resolve, 0))
const file = (name, size = 10) => ({ name, size })

function setUp() {
  const sent = []
  const send = (what, onProgress) => {
    const one = { what, onProgress, aborted: false }
    const done = new Promise((resolve, reject) => Object.assign(one, { resolve, reject }))
    sent.push(one)
    return { done, abort: () => (one.aborted = true) }
  }
  return { sent, uploads: createUploads({ send, atOnce: 2 }) }
}

const states = (uploads) => uploads.list.value.map(({ name, state }) => `${name} ${state}`)

test("the files of one item go one after the other, by the numbers in their names", async () => {
  const { sent, uploads } = setUp()
  uploads.add([file("10 b.pdf"), file("2 a.pdf")], { meetingId: 1, itemId: 7 })
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

test("progress is told while the page must not be left", () => {
  const { sent, uploads } = setUp()
  uploads.add([file("a.pdf")], { meetingId: 1, itemId: 7 })
  sent[0].onProgress(4)
  assert.equal(uploads.list.value[0].loaded, 4)
  assert.equal(uploads.busy.value, true)
})

test("a refusal is kept with the file, and the next file goes on", async () => {
  const { sent, uploads } = setUp()
  uploads.add([file("a.pdf"), file("b.pdf")], { meetingId: 1, itemId: 7 })
  sent[0].reject(new ApiError({ status: 422, code: "too_big", message: "Too big." }))
  await turn()
  assert.deepEqual(states(uploads), ["a.pdf failed", "b.pdf sending"])
  assert.equal(uploads.list.value[0].error.message, "Too big.")
})

test("tried again without an answer it is the same command; after a refusal a new one", async () => {
  const { sent, uploads } = setUp()
  const [{ id }] = uploads.add([file("a.pdf")], { meetingId: 1, itemId: 7 })
  sent[0].reject(new ApiError({ status: 0, code: "unreachable", message: "" }))
  await turn()
  uploads.retry(id)
  assert.equal(sent[1].what.key, sent[0].what.key)
  sent[1].reject(new ApiError({ status: 409, code: "refused", message: "" }))
  await turn()
  uploads.retry(id)
  assert.notEqual(sent[2].what.key, sent[1].what.key)
})

test("a cancelled file is stopped and forgotten, and the next one goes", async () => {
  const { sent, uploads } = setUp()
  const [first] = uploads.add([file("a.pdf"), file("b.pdf")], { meetingId: 1, itemId: 7 })
  uploads.cancel(first.id)
  assert.equal(sent[0].aborted, true)
  assert.deepEqual(states(uploads), ["b.pdf sending"])
  sent[0].reject(new ApiError({ status: 0, code: "unreachable", message: "" }))
  await turn()
  assert.deepEqual(states(uploads), ["b.pdf sending"])
})

import assert from "node:assert/strict"
import { test } from "node:test"
import { ApiError, createApi, newKey } from "../../static/js/core/api.js"

// A server that gives these answers in turn and remembers what it was asked.
function server(...answers) {
  const asked = []
  const fetch = async (path, request) => {
    asked.push({ path, ...request })
    const answer = answers[Math.min(asked.length, answers.length) - 1]
    if (answer === "lost") throw new TypeError("Failed to fetch")
    if (answer === "silent") return new Promise((_, no) => request.signal.addEventListener("abort", () => no(new Error("aborted"))))
    const [status, body] = answer
    const type = typeof body === "string" ? "text/html" : "application/json"
    return new Response(typeof body === "string" ? body : JSON.stringify(body), { status, headers: { "Content-Type": type } })
  }
  const waits = []
  const wait = async (ms) => void waits.push(ms)
  return { asked, waits, api: (more) => createApi({ fetch, wait, csrf: () => "token", ...more }) }
}

test("a command carries the token, a key and its body", async () => {
  const { api, asked } = server([200, { ok: true, vote: { id: 7 } }])
  assert.deepEqual((await api().put("/api/x", { choice: "for" })).vote, { id: 7 })
  assert.equal(asked[0].headers["X-CSRFToken"], "token")
  assert.match(asked[0].headers["Idempotency-Key"], /^[0-9a-f]{32}$/)
  assert.equal(asked[0].body, '{"choice":"for"}')
})

test("a question carries neither token nor key", async () => {
  const { api, asked } = server([200, { ok: true }])
  await api().get("/api/x")
  assert.equal("Idempotency-Key" in asked[0].headers, false)
  assert.equal("X-CSRFToken" in asked[0].headers, false)
})

test("a command whose answer was lost is sent again under the same key", async () => {
  const { api, asked, waits } = server("lost", "lost", [200, { ok: true }])
  await api().post("/api/x", { a: 1 })
  assert.equal(asked.length, 3)
  assert.equal(new Set(asked.map(({ headers }) => headers["Idempotency-Key"])).size, 1)
  assert.ok(waits[1] > waits[0] / 2)
})

test("two commands have two keys", async () => {
  const { api, asked } = server([200, { ok: true }])
  const two = api()
  await two.post("/api/x")
  await two.post("/api/x")
  assert.notEqual(asked[0].headers["Idempotency-Key"], asked[1].headers["Idempotency-Key"])
})

test("a key handed in is used, so that a later try is the same command", async () => {
  const { api, asked } = server([200, { ok: true }])
  await api().post("/api/x", {}, { key: "mine" })
  assert.equal(asked[0].headers["Idempotency-Key"], "mine")
})

test("a refusal is not tried again and speaks the server's words", async () => {
  const { api, asked } = server([409, { ok: false, error: "refused", message: "Cuộc biểu quyết này chưa mở." }])
  await assert.rejects(api().post("/api/x"), (error) => {
    assert.ok(error instanceof ApiError)
    assert.deepEqual([error.status, error.code, error.message, error.unanswered], [409, "refused", "Cuộc biểu quyết này chưa mở.", false])
    return true
  })
  assert.equal(asked.length, 1)
})

test("a refusal of one field names it", async () => {
  const { api } = server([422, { ok: false, error: "invalid", message: "…", field: "title" }])
  await assert.rejects(api().post("/api/x"), { field: "title" })
})

test("without any answer it gives up after a few tries and says so", async () => {
  const { api, asked } = server("lost")
  await assert.rejects(api().post("/api/x"), (error) => error.unanswered && error.code === "unreachable")
  assert.equal(asked.length, 4)
})

test("a server that says nothing is not waited for for ever", async () => {
  const { api } = server("silent", [200, { ok: true }])
  await api({ timeout: 20 }).post("/api/x")
})

test("a proxy's page is a failure, even with status 200", async () => {
  const { api } = server([200, "<h1>Welcome to the hotel Wi-Fi</h1>"])
  await assert.rejects(api().get("/api/x"), { code: "failed" })
})

test("a busy server is asked again", async () => {
  const { api, asked } = server([503, { ok: false, error: "overloaded", message: "" }], [200, { ok: true }])
  await api().get("/api/x")
  assert.equal(asked.length, 2)
})

test("a sign-in that has ended is told once", async () => {
  let told = 0
  const { api } = server([401, { ok: false, error: "not_signed_in", message: "" }])
  await assert.rejects(api({ onSignedOut: () => (told += 1) }).get("/api/x"))
  assert.equal(told, 1)
})

test("the hall screen shows its token", async () => {
  const { api, asked } = server([200, { ok: true }])
  const hall = api()
  hall.useBearer("abc")
  await hall.get("/api/x")
  assert.equal(asked[0].headers.Authorization, "Bearer abc")
})

test("keys do not repeat", () => {
  assert.equal(new Set(Array.from({ length: 1000 }, newKey)).size, 1000)
})

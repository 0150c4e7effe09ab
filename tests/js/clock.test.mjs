import assert from "node:assert/strict"
import { test } from "node:test"
import { bestOrigin, serverNow, syncClock } from "../../static/js/core/clock.js"

test("the quickest round trip decides", () => {
  const slow = { sent: 0, received: 1000, server: 900_000 }
  const quick = { sent: 2000, received: 2020, server: 5_002_010 }
  assert.equal(bestOrigin([slow, quick]), 5_000_000)
})

test("after asking, the tablet tells the server's time", async () => {
  const ahead = 3_600_000
  await syncClock(async () => new Date(Date.now() + ahead).toISOString())
  assert.ok(Math.abs(serverNow() - Date.now() - ahead) < 50)
})

test("a server that does not answer leaves the clock as it was", async () => {
  const before = serverNow() - performance.now()
  await syncClock(async () => {
    throw new Error("no line")
  })
  assert.ok(Math.abs(serverNow() - performance.now() - before) < 1)
})

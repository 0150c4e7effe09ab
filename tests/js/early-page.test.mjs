import assert from "node:assert/strict"
import { test } from "node:test"
import { fetchEarly, withEarlyPage } from "../../static/js/docs/early-page.js"

const paper = (id, key) => ({ id, version: { key } })
const source = (key) => ({ key, load: async (page, profile) => `${page} ${profile}` })

// A server that is not there: the early page fails, and whoever asked for it hears of it.
const fails = { code: "unreachable" }

test("the page of the paper being opened is taken once, and then asked for as any other", async () => {
  fetchEarly({ meetingId: 1, paper: paper(7, "k"), page: 3 })
  const { load } = withEarlyPage(source("k"), 7)
  await assert.rejects(load(3, "page"), fails)
  assert.equal(await load(3, "page"), "3 page")
})

test("another page, its thumbnail, another version or another paper is not what was fetched early", async () => {
  fetchEarly({ meetingId: 1, paper: paper(7, "k"), page: 3 })
  assert.equal(await withEarlyPage(source("k"), 7).load(4, "page"), "4 page")
  assert.equal(await withEarlyPage(source("k"), 7).load(3, "thumb"), "3 thumb")
  assert.equal(await withEarlyPage(source("new"), 7).load(3, "page"), "3 page")
  assert.equal(await withEarlyPage(source("k"), 8).load(3, "page"), "3 page")
})

test("only the paper opened last has its page waiting", async () => {
  fetchEarly({ meetingId: 1, paper: paper(7, "k"), page: 3 })
  fetchEarly({ meetingId: 1, paper: paper(8, "l"), page: 1 })
  assert.equal(await withEarlyPage(source("k"), 7).load(3, "page"), "3 page")
  await assert.rejects(withEarlyPage(source("l"), 8).load(1, "page"), fails)
})

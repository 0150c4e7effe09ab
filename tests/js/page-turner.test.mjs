// The presenter turns fast; the room hears at most five turns a second, and always the last one.

import assert from "node:assert/strict"
import { test } from "node:test"
import { createPageTurner } from "../../static/js/docs/page-turner.js"

function stage({ fails = () => false, delay = 10 } = {}) {
  let time = 0
  const due = []
  const sent = []
  const told = []
  const later = (act, wait) => due.push({ at: time + wait, act })
  const turner = createPageTurner({
    now: () => time,
    later,
    onChange: (state) => told.push(state),
    send(place) {
      sent.push({ page: place.page, at: time })
      return new Promise((resolve, reject) => later(() => (fails() ? reject(new Error("no line")) : resolve()), delay))
    },
  })
  const settle = async () => {
    for (let n = 0; n < 5; n += 1) await Promise.resolve()
  }
  const wait = async (ms) => {
    const end = time + ms
    for (;;) {
      await settle()
      due.sort((a, b) => a.at - b.at)
      if (!due.length || due[0].at > end) break
      const { at, act } = due.shift()
      time = at
      act()
    }
    time = end
    await settle()
  }
  return { turner, sent, told, wait }
}

test("the first turn leaves at once", () => {
  const { turner, sent } = stage()
  turner.show({ paper_id: 1, page: 2 })
  assert.deepEqual(sent, [{ page: 2, at: 0 }])
})

test("thirty turns in a second become at most six, the last of them sent", async () => {
  const { turner, sent, told, wait } = stage()
  for (let page = 2; page <= 31; page += 1) {
    turner.show({ paper_id: 1, page })
    await wait(33)
  }
  await wait(500)
  assert.ok(sent.length <= 7, `${sent.length} sent`)
  assert.equal(sent.at(-1).page, 31)
  for (let n = 1; n < sent.length; n += 1) assert.ok(sent[n].at - sent[n - 1].at >= 200)
  assert.equal(told.at(-1).state, "recorded")
})

test("a slow line has only one turn on its way", async () => {
  const { turner, sent, wait } = stage({ delay: 1000 })
  turner.show({ paper_id: 1, page: 2 })
  await wait(300)
  turner.show({ paper_id: 1, page: 3 })
  await wait(300)
  turner.show({ paper_id: 1, page: 4 })
  assert.equal(sent.length, 1)
  await wait(2500)
  assert.deepEqual(sent.map((one) => one.page), [2, 4])
})

test("a turn that failed says so and keeps what was wanted", async () => {
  const { turner, told, wait } = stage({ fails: () => true })
  turner.show({ paper_id: 1, page: 9 })
  await wait(100)
  assert.equal(told.at(-1).state, "failed")
  assert.equal(told.at(-1).wanted.page, 9)
})

test("what was forgotten is not told as recorded later", async () => {
  const { turner, told, wait } = stage()
  turner.show({ paper_id: 1, page: 2 })
  turner.forget()
  await wait(100)
  assert.equal(told.at(-1).state, "idle")
})

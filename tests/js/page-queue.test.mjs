import assert from "node:assert/strict"
import { mock, test } from "node:test"
import { PageQueue } from "../../static/js/docs/page-queue.js"

const settle = async () => {
  for (let n = 0; n < 20; n += 1) await new Promise((resolve) => setImmediate(resolve))
}

function flow({ refused = new Map(), held = false } = {}) {
  const [asked, drawn, states, waiting] = [[], [], [], []]
  let alive = 0
  let most = 0
  const load = async (page, profile, signal) => {
    asked.push(`${page} ${profile}`)
    if (held) await new Promise((resolve) => waiting.push(resolve))
    if (signal.aborted) throw new DOMException("", "AbortError")
    const code = refused.get(`${page} ${profile}`)
    if (code) throw Object.assign(new Error(code), { code })
    most = Math.max(most, (alive += 1))
    return { width: 1600, height: 2263, close: () => (alive -= 1) }
  }
  const queue = new PageQueue({
    load,
    onBitmap: (page, _, profile) => drawn.push(`${page} ${profile}`),
    onState: (page, { kind }) => states.push(`${page} ${kind}`),
  })
  return { queue, asked, drawn, states, waiting, refused, alive: () => alive, most: () => most }
}

test("pages near the stage are drawn, the nearest first, and every bitmap is closed", async () => {
  const one = flow()
  one.queue.want([3, 4, 2, 5])
  await settle()
  assert.deepEqual(one.drawn.filter((drawing) => drawing.endsWith("page")), ["3 page", "4 page", "2 page", "5 page"])
  assert.equal(one.alive(), 0)
  assert.ok(one.most() <= 4)
})

test("no more than two pages are on their way at once; those scrolled past are given up", async () => {
  const one = flow({ held: true })
  one.queue.want([1, 2, 3])
  await settle()
  assert.deepEqual(one.asked, ["1 page", "1 thumb", "2 page", "2 thumb"].sort((a, b) => one.asked.indexOf(a) - one.asked.indexOf(b)))
  one.queue.want([8])
  one.waiting.splice(0).forEach((go) => go())
  await settle()
  one.waiting.splice(0).forEach((go) => go())
  await settle()
  assert.ok(!one.drawn.some((drawing) => /^[123] /.test(drawing)))
  assert.ok(one.drawn.includes("8 page"))
})

test("a page that did not come says so, by itself, and comes when asked for again", async () => {
  const one = flow({ refused: new Map([["2 page", "unreachable"]]) })
  one.queue.want([1, 2])
  await settle()
  assert.ok(one.states.includes("2 failed") && one.states.includes("1 shown"))
  one.refused.clear()
  one.queue.again([2])
  await settle()
  assert.equal(one.states.at(-1), "2 shown")
})

test("a page still being rendered is asked for until it comes", async () => {
  mock.timers.enable({ apis: ["setTimeout"] })
  const one = flow({ refused: new Map([["1 page", "page_not_ready"]]) })
  one.queue.want([1])
  await settle()
  assert.equal(one.states.at(-1), "1 rendering")
  one.refused.clear()
  mock.timers.tick(1300)
  await settle()
  mock.timers.reset()
  assert.equal(one.states.at(-1), "1 shown")
})

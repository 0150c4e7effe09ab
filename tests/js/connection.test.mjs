import assert from "node:assert/strict"
import { afterEach, mock, test } from "node:test"
import { store } from "../../static/js/core/store.js"

afterEach(() => mock.reset())

// A server of the test's own, spoken to through what a browser would give: a WebSocket and a fetch.
const server = { lines: [], asked: [], seqs: { meeting: 1 }, heldBack: {}, isSilent: false, happens: {}, most: 9, polls: [], said: [], door: 400, refusal: null }

function answerOf(path) {
  if (path.endsWith("/state")) return { ok: true, epoch: "e", seqs: { ...server.seqs }, me: ME, meeting: { id: 1, told: server.seqs.meeting } }
  const after = Number(new URLSearchParams(path.split("?")[1]).get("meeting"))
  return { ok: true, epoch: "e", facts: factsFrom(after + 1) }
}

const ME = { seat_id: 1, role: "member", permissions: [] }

function factsFrom(first) {
  return Array.from({ length: server.seqs.meeting - first + 1 }, (_, n) => ({ name: "meeting:changed", channel: "meeting", seq: first + n, meeting: { id: 1, told: first + n } }))
}

// What is kept back under this name waits until it is let go.
async function inTurn(name) {
  if (server.heldBack[name]) await new Promise((go) => server.heldBack[name].push(go))
}

function keepBack(name) {
  server.heldBack[name] = []
}

function letGo(name) {
  const waiting = server.heldBack[name]
  delete server.heldBack[name]
  for (const go of waiting) go()
}

function waits(name) {
  return server.heldBack[name]?.length > 0
}

class Line {
  constructor() {
    server.lines.push(this)
    if (server.lines.length > server.most) return void setTimeout(() => this.onerror?.({}), 1)
    setTimeout(() => {
      this.onopen?.()
      this.say('0{"sid":"s","upgrades":[],"pingInterval":60000,"pingTimeout":60000,"maxPayload":65536}')
    }, 1)
  }

  say(packet) {
    if (!server.isSilent) this.onmessage?.({ data: packet })
  }

  tell(name, data) {
    this.say(`42${JSON.stringify([name, data])}`)
  }

  async send(packet) {
    await new Promise((go) => setTimeout(go, 1)) // no line is quicker than the one who speaks on it
    if (packet.startsWith("40")) return this.comeIn()
    const [, number, said] = /^42(\d*)(\[.*)$/.exec(packet) ?? []
    if (!said) return undefined
    const [name, data] = JSON.parse(said)
    server.said.push(data)
    if (!number) return undefined
    await inTurn(name)
    const answer = { ok: true, me: ME, epoch: "e", seqs: { ...server.seqs }, now: new Date().toISOString() }
    return this.say(`43${number}${JSON.stringify([answer])}`)
  }

  // As the server has it, who asks to come in twice is refused the second time.
  async comeIn() {
    await inTurn("connect")
    if (server.refusal) return this.say(`44${JSON.stringify(server.refusal)}`)
    this.say(this.isIn ? '44{"message":"Unable to connect"}' : '40{"sid":"t"}')
    this.isIn = true
  }

  close() {
    this.onclose?.({})
  }
}

async function answered(path) {
  if (path === "/socket.io/") await inTurn("door")
  if (path === "/socket.io/") return Response.json("half a question", { status: server.door })
  server.asked.push(path.split("?")[0].split("/").at(-1))
  const answer = answerOf(path)
  if (server.isSilent) await new Promise(() => {})
  await inTurn(server.asked.at(-1))
  return Response.json(answer)
}

function aborted(signal) {
  return new Promise((_, fail) => {
    if (signal.aborted) fail(new Error("aborted"))
    signal.addEventListener("abort", () => fail(new Error("aborted")))
  })
}

// What the device remembers, and how long.
const cookie = {
  isKeptUntil: 0,
  get cookie() {
    return Date.now() < cookie.isKeptUntil ? "language=vi; detour=1" : "language=vi"
  },
  set cookie(text) {
    const [, name, seconds] = /^(\w+)=1; path=\/; max-age=(\d+); samesite=lax$/.exec(text)
    assert.equal(name, "detour")
    cookie.isKeptUntil = Date.now() + 1000 * seconds
  },
}

// Asks, and that is all.
class Poll {
  responseType = ""

  open(method, address) {
    server.polls.push(`${method} ${new URLSearchParams(address.split("?")[1]).get("transport")}`)
  }

  send() {}
  abort() {}
  setRequestHeader() {}
}

async function passes(ms) {
  for (let passed = 0; passed < ms; passed += 50) {
    mock.timers.tick(50)
    for (let turn = 0; turn < 3; turn += 1) await new Promise(setImmediate)
  }
}

// In the room; or, with something in the way from the beginning, before its door.
async function tablet(inTheWay) {
  Object.assign(server, { lines: [], asked: [], seqs: { meeting: 1 }, heldBack: {}, isSilent: false, most: 9, polls: [], said: [], door: 400, refusal: null }, inTheWay)
  cookie.isKeptUntil = 0
  mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"], now: 1_000_000 })
  Object.defineProperty(globalThis, "navigator", { value: {}, configurable: true })
  Object.assign(globalThis, {
    document: Object.assign(Object.create(cookie), { addEventListener() {}, documentElement: {}, getElementById: () => null, querySelector: () => null }),
    addEventListener: (name, act) => (server.happens[name] = act),
    dispatchEvent: () => true,
    location: { protocol: "http:", hostname: "room", host: "room", port: "80", pathname: "/", assign() {} },
    WebSocket: Line,
    XMLHttpRequest: Poll,
    fetch: (path, { signal }) => Promise.race([answered(path), aborted(signal)]),
  })
  const { connect, detour, status, tell } = await import(`../../static/js/core/connection.js?${Math.random()}`)
  connect(1)
  await passes(300)
  if (!inTheWay) assert.equal(status.value.kind, "live")
  return Object.assign(status, { tell, detour })
}

test("what is shown is old from when the server was last heard, not from when that was noticed", async () => {
  const status = await tablet()
  beat()
  await passes(50)
  const heard = Date.now()
  server.isSilent = true
  await until(() => status.value.kind === "catching_up") // a heartbeat is overdue, and there is no answer either
  assert.ok(status.value.since <= heard)
  await until(() => status.value.kind === "offline")
  assert.ok(status.value.since <= heard)
})

test("what happened between an old question's answer and the coming in is asked for at once", async () => {
  const status = await tablet()
  beat()
  keepBack("facts")
  await until(() => asked("facts") === 1) // a heartbeat is overdue; the answer is long in coming
  server.lines.at(-1).close()
  keepBack("meeting:join")
  await until(() => server.lines.length === 2 && waits("meeting:join"))
  server.happens.online()
  await until(() => asked("facts") === 2) // by the new line, which has not come in yet
  server.seqs.meeting = 2
  letGo("meeting:join")
  await passes(100)
  letGo("facts")
  await passes(2500)
  assert.equal(status.value.kind, "live")
  assert.equal(store.state.meeting.told, 2)
})

test("a new line does not wait for what the one before it had asked", async () => {
  const status = await tablet()
  beat()
  keepBack("facts")
  await until(() => asked("facts") === 1)
  server.seqs.meeting = 2
  server.lines.at(-1).close()
  await until(() => server.lines.length === 2)
  server.heldBack.facts = null // what was asked is never answered
  await passes(200)
  assert.equal(status.value.kind, "live")
  assert.equal(store.state.meeting.told, 2)
})

test("what is lost together with the next beat is asked for nine seconds after the last one", async () => {
  mock.method(Math, "random", () => 0.999)
  await tablet()
  beat()
  await passes(9050)
  assert.equal(asked("facts"), 1)
})

test("where the pointer was is not shown on a new line", async () => {
  const status = await tablet()
  server.lines.at(-1).tell("pointer:moved", { point: { x: 0.5, y: 0.5 } })
  await passes(50)
  assert.ok(store.state.point)
  server.lines.at(-1).close()
  await until(() => status.value.kind === "live")
  assert.equal(store.state.point, null)
})

test("who wakes up twice while coming in comes in once, and is live at once", async () => {
  const status = await tablet()
  server.lines.at(-1).close()
  keepBack("connect")
  await until(() => waits("connect"))
  server.happens.online()
  server.happens.online()
  await passes(100)
  letGo("connect")
  await passes(3000)
  assert.equal(status.value.kind, "live")
  assert.equal(server.lines.length, 2)
})

test("what is told while something else is still on its way is not let go of", async () => {
  const status = await tablet()
  const shown = [{ page: 1 }, { page: 2 }, { page: 3 }]
  for (const one of shown) status.tell("tablet:shows", one)
  await passes(100)
  assert.deepEqual(server.said.filter(({ page }) => page), shown)
})

for (const [door, means, polls] of [[400, "somebody between keeps WebSockets back", 1], [503, "the room is full", 0], [502, "the room is being started again", 0]]) {
  test(`without a WebSocket, and with ${door} at the door, ${means}`, async () => {
    await tablet({ most: 0, door })
    await until(() => server.lines.length > 1 || server.polls.length)
    await passes(200)
    assert.deepEqual(server.polls.slice(0, 1), Array(polls).fill("GET polling")) // the next may be under way already
  })
}

test("a WebSocket that is taken and passes nothing on is done without within ten seconds, and that is said", async () => {
  const status = await tablet({ isSilent: true })
  await passes(10_000)
  assert.deepEqual(server.polls, ["GET polling"])
  assert.deepEqual([status.value.kind, status.detour.value], ["connecting", true])
})

test("so it is where the server's words come through and ours do not", async () => {
  await tablet({ heldBack: { connect: [] } })
  await until(() => waits("connect"))
  server.lines.at(-1).close() // by the server, to which nobody has said who this is
  await passes(2000)
  assert.deepEqual(server.polls, ["GET polling"])
})

test("where it is closed, too, the WebSocket is tried again", async () => {
  const status = await tablet({ isSilent: true })
  await until(() => server.polls.length === 1)
  server.isSilent = false
  await until(() => status.value.kind === "live")
  assert.deepEqual([server.lines.length, server.polls.length, status.detour.value], [2, 1, false])
})

test("where one has come through before, it takes two that are kept back in a row", async () => {
  await tablet()
  server.most = 1
  server.lines.at(-1).close()
  await until(() => server.lines.length === 2)
  await passes(200)
  assert.deepEqual(server.polls, [])
  await until(() => server.polls.length)
  assert.equal(server.lines.length, 3)
})

test("two questions at the door at once come to one answer", async () => {
  mock.method(Math, "random", () => 0.8) // the second try comes soon
  const status = await tablet({ most: 0, heldBack: { door: [] } })
  await until(() => server.heldBack.door.length === 2)
  letGo("door")
  await passes(100)
  assert.equal(status.detour.value, true)
  assert.ok(cookie.isKeptUntil > Date.now())
})

test("a server that is slow with everything keeps nothing back", async () => {
  await tablet()
  server.isSilent = true
  server.lines.at(-1).close()
  await until(() => server.lines.length === 2)
  keepBack("door")
  await until(() => waits("door"))
  await passes(3000)
  letGo("door")
  await until(() => server.lines.length > 2)
  assert.deepEqual(server.polls, [])
})

test("a line that was through and is lost says nothing of WebSockets", async () => {
  await tablet()
  for (let lines = 1; lines < 4; lines += 1) {
    server.lines.at(-1).close()
    await until(() => server.lines.length === lines + 1)
    await passes(200)
  }
  assert.deepEqual(server.polls, [])
})

test("who has found out remembers it for ten minutes", async () => {
  await tablet()
  server.most = 1
  server.lines.at(-1).close()
  await until(() => server.polls.length === 1)
  const remembered = cookie.isKeptUntil - Date.now()
  assert.ok(remembered > 590_000 && remembered <= 600_000)
})

for (const [isSilent, passes] of [[false, true], [true, false]]) {
  test(`a WebSocket ${passes ? "that comes through again" : "still kept back"} is found out beside the line there is`, async () => {
    const { websocketPasses } = await import("../../static/js/core/websocket-probe.js")
    await tablet()
    server.isSilent = isSilent
    let found
    websocketPasses().then((answer) => (found = answer))
    await until(() => found !== undefined)
    assert.equal(found, passes)
    assert.equal(server.lines.length, 2)
  })
}

test("and does without at once", async () => {
  await tablet()
  cookie.isKeptUntil = Date.now() + 60_000
  server.lines.at(-1).close()
  await until(() => server.polls.length === 1)
  assert.equal(server.lines.length, 1)
})

test("who has forgotten it, or has never known, uses the WebSocket that comes through", async () => {
  const status = await tablet()
  cookie.isKeptUntil = Date.now() + 500 // the next try comes later
  server.lines.at(-1).close()
  await until(() => server.lines.length === 2)
  await until(() => status.value.kind === "live")
  assert.deepEqual([server.polls, status.detour.value], [[], false])
})

test("the window too many says so, and comes in once there is room", async () => {
  const status = await tablet()
  server.refusal = { message: "overloaded", data: { error: "overloaded", message: "Close some of them." } }
  server.lines.at(-1).close()
  await until(() => status.value.refused)
  assert.equal(status.value.refused, "Close some of them.")
  await passes(3900)
  assert.equal(server.lines.length, 2) // the room is full: not as often as after a lost line
  await passes(20_000)
  assert.equal(status.value.refused, "Close some of them.")
  server.refusal = null
  await until(() => status.value.kind === "live")
  assert.equal(status.value.refused, null)
  assert.deepEqual(server.polls, [])
})

function beat() {
  server.lines.at(-1).tell("heartbeat", { channel: "meeting", epoch: "e", seq: server.seqs.meeting, now: "" })
}

function asked(what) {
  return server.asked.filter((one) => one === what).length
}

async function until(condition) {
  for (let passed = 0; !condition(); passed += 50) {
    assert.ok(passed < 20_000)
    await passes(50)
  }
}

// Many tablets in one process, each in a thread of its own with the tablet's own code: connection, follower, store.
//
// stdin: a line {address, meeting, cookies}; then "states" asks for a line with what each tablet shows, and "cut 3" takes
// the line from the fourth.
// Made here is only what a browser would give: a document, a WebSocket and a fetch that send the cookie.

import { createInterface } from "node:readline"
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads"

const CORE = new URL("../../static/js/core/", import.meta.url)

if (isMainThread) command()
else tablet(workerData)

async function command() {
  let workers = []
  for await (const line of createInterface({ input: process.stdin })) {
    if (line === "states") console.log(JSON.stringify(await Promise.all(workers.map(ask))))
    else if (line.startsWith("cut ")) {
      workers[Number(line.slice(4))].postMessage("cut")
      console.log("cut")
    }
    else {
      const { cookies, ...where } = JSON.parse(line)
      workers = cookies.map((cookie) => new Worker(new URL(import.meta.url), { workerData: { cookie, ...where } }))
      console.log("started")
    }
  }
  process.exit(0)
}

function ask(worker) {
  return new Promise((answer) => {
    worker.once("message", answer)
    worker.postMessage("state")
  })
}

async function tablet({ address, meeting, cookie }) {
  const counts = { facts: 0, asked: 0, snapshots: 0, outOfOrder: 0, left: 0 }
  pretendToBeABrowser({ address, cookie, counts })
  const { connect, status } = await import(new URL("connection.js", CORE))
  const { store } = await import(new URL("store.js", CORE))
  watchOrder(store, counts)
  parentPort.on("message", (asked) => {
    if (asked === "cut") return cut()
    const { online, point, ...state } = store.state
    parentPort.postMessage({ state, counts, status: status.value })
  })
  connect(meeting)
}

let line = null // the newest WebSocket

function cut() {
  line?.close()
}

function pretendToBeABrowser({ address, cookie, counts }) {
  const { fetch, WebSocket } = globalThis
  const headers = { cookie: `sign_in=${cookie}` }
  const url = new URL(address)
  const leave = () => (counts.left += 1)
  Object.defineProperty(globalThis, "navigator", { value: { maxTouchPoints: 5 }, configurable: true })
  Object.assign(globalThis, {
    document: { addEventListener() {}, documentElement: { lang: "en" }, getElementById: () => null, querySelector: () => null, get cookie() { return "" }, set cookie(_) {} },
    addEventListener() {},
    dispatchEvent: () => true,
    location: { protocol: url.protocol, hostname: url.hostname, host: url.host, port: url.port, pathname: "/", assign: leave },
    fetch(path, options = {}) {
      if (path.includes("/facts?")) counts.asked += 1
      if (path.endsWith("/state")) counts.snapshots += 1
      return fetch(new URL(path, address), { ...options, headers: { ...options.headers, ...headers } })
    },
    WebSocket: class extends WebSocket {
      constructor(where, protocols) {
        super(where, { protocols: protocols ?? [], headers })
        line = this
      }
    },
  })
}

// What reaches the store must be the next of its channel, each once.
function watchOrder(store, counts) {
  let last = {}
  const { receive, replace } = store
  store.replace = (snapshot) => {
    last = { ...snapshot.seqs }
    replace(snapshot)
  }
  store.receive = (facts) => {
    for (const { channel, seq } of facts) {
      if (seq !== (last[channel] ?? 0) + 1) counts.outOfOrder += 1
      last[channel] = seq
      counts.facts += 1
    }
    receive(facts)
  }
}

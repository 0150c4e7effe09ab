// The line to the meeting: join, snapshot, facts; gaps filled from the log; the truth about itself in `status`.
//
//   status.value = { kind: "connecting" | "live" | "catching_up" | "offline", since: Date.now() then, refused: null | sentence }
//   detour.value = whether it goes, or is about to go, without a WebSocket

import { io } from "../../vendor/socket.io/socket.io.js"
import { api, goToSignIn } from "./api.js"
import { syncClock } from "./clock.js"
import { deviceHere } from "./device.js"
import { COMMANDS, FACTS, SIGNALS } from "./facts.js"
import { Follower } from "./follower.js"
import { page } from "./page.js"
import { store } from "./store.js"
import { signal } from "./ui.js"

const SILENCE_MS = 12_000 // the server's heart beats every 5 s: two missed beats and a little
// A beat that did not come may have been lost together with the fact it counts: ask, each tablet at its own moment.
const OVERDUE_MS = [6500, 8000]
const LOOK_MS = 1000
const JUMP_MS = 4000
const ACK_MS = 5000
const RESYNC_MS = 60_000
// A heartbeat may overtake the fact it counts: look again a little later, each tablet at its own moment.
const PATIENCE_MS = [300, 1500]
// Whoever lost a role or a seat reads on until it is known: soon.
const DROPPED_MS = [100, 500]
const RETRY_MS = [1000, 5000]
const FULL_RETRY_MS = [4000, 20_000]
const HALL_RETRY_MS = [10_000, 20_000]
const BETWEEN_TRIES_MS = 3000
const RETRY_SPREAD = 0.66 // 1 to 5 s
const FULL_MS = 12_000 // 4 to 20 s
const DOOR = "/socket.io/"
const PROMPT_MS = 2000 // an answer later than that is one of a server that is slow with everything
// Finding out that nothing passes takes seconds: this device remembers it, and tries a WebSocket again when it has
// forgotten. In a cookie, which forgets by itself.
const DETOUR = "detour=1"
const DETOUR_SECONDS = 600
const UNDERSTOOD_NOTHING = 400 // what is asked there is half a question
const GONE = new Set(["not_found", "not_allowed", "not_signed_in"])

export const status = signal({ kind: "connecting", since: Date.now(), refused: null })
export const detour = signal(false)

let socket = null
let meetingId = null
let follower = new Follower()
let generation = 0 // one per join: what an older one fetched is thrown away
let asking = new AbortController() // and what it is still waiting for is waited for no more
let heldBack = 0 // tries in a row at which there was an answer at the door at once, and no WebSocket
let hasPassed = false // whether a WebSocket ever came through to this page
let mending = false
let mendTimer = 0
let lastHeard = 0 // by the line there is now; 0: never
let lastLook = 0
let awaited = {} // {channel: when its next heartbeat is overdue}
let lastSync = 0

export function connect(meeting, { hallToken } = {}) {
  meetingId = meeting
  socket = io({
    autoConnect: false,
    auth: hallToken ? { hall: hallToken } : {},
    reconnectionDelay: BETWEEN_TRIES_MS,
    reconnectionDelayMax: BETWEEN_TRIES_MS,
    randomizationFactor: RETRY_SPREAD,
    timeout: 8000,
  })
  socket.io.on("reconnect_attempt", chooseWay)
  socket.on("connect", join)
  socket.on("connect_error", (error) => {
    if (error.data?.error === "not_signed_in") return leave(error.data)
    setStatus("offline", error.data?.message ?? status.value.refused)
    // After a refusal in words the library leaves it at that.
    if (!socket.active) setTimeout(open, between(error.data?.error === "overloaded" ? FULL_RETRY_MS : RETRY_MS))
    else if (!error.data) askAtTheDoor()
  })
  socket.on("disconnect", (reason) => {
    beginAnew()
    setStatus("offline")
    // The server's own disconnect (another role, say) is not retried by the library, and concerns but a few.
    if (reason === "io server disconnect") setTimeout(open, between(DROPPED_MS))
    else if (!lastHeard) askAtTheDoor()
    lastHeard = 0
  })
  for (const name of Object.keys(FACTS)) socket.on(name, (fact) => hear({ ...fact, name }))
  socket.on(SIGNALS.HEARTBEAT, hearHeartbeat)
  socket.on(SIGNALS.PRESENCE, ({ online }) => store.setOnline(online))
  socket.on(SIGNALS.POINTER, ({ point }) => store.setPoint(point))
  socket.on(SIGNALS.SESSION_ENDED, () => leave({ error: "not_signed_in" }))
  watch()
  open()
}

// Whoever asks to come in a second time before the first is answered is refused, and sent away.
function open() {
  if (socket.active) return
  chooseWay()
  socket.connect()
}

function chooseWay() {
  detour.value = document.cookie.includes(DETOUR)
  socket.io.opts.transports = [detour.value ? "polling" : "websocket"]
}

// A socket command → its answer; throws when refused or unanswered.
export async function command(name, data) {
  const answer = await socket.timeout(ACK_MS).emitWithAck(name, data)
  if (!answer?.ok) throw Object.assign(new Error(answer?.message), { code: answer?.error })
  return answer
}

// Fire and forget, dropped while there is no line: for what is stale a second later, such as the page shown.
export function tell(name, data) {
  if (socket?.connected) socket.emit(name, data)
}

// A line that did not come about does not say why. When the room is full we come back later, and say so meanwhile. When
// there is an answer at once, and no WebSocket, something between keeps it back: then we do without, and say that. The
// other way may be the closed one, too, where each question goes to another process.
async function askAtTheDoor() {
  const asked = Date.now()
  const wasDetour = detour.value
  const { code, message, status: answered } = await api.get(DOOR, { tries: 1 }).catch((error) => error)
  if (socket.connected) return
  const isFull = code === "overloaded"
  setStatus("offline", isFull ? message : null)
  waitBetweenTries(isFull ? FULL_MS : BETWEEN_TRIES_MS)
  if (answered !== UNDERSTOOD_NOTHING) return void (heldBack = 0)
  if (wasDetour) return remember(0)
  const isPrompt = Date.now() - asked < PROMPT_MS
  heldBack = isPrompt ? heldBack + 1 : 0
  // Where one has come through before, the network was away for a moment rather: once more, then.
  if (detour.value || heldBack < (hasPassed ? 2 : 1)) return
  remember(DETOUR_SECONDS)
  restart()
  chooseWay()
  setStatus("connecting")
}

// A line that goes on for hours would never find out that what is between has been put right.
async function tryTheWebSocket() {
  remember(DETOUR_SECONDS)
  const passes = await import("./websocket-probe.js").then((probe) => probe.websocketPasses(), () => false)
  if (!passes || !detour.value) return
  remember(0)
  restart()
}

function remember(seconds) {
  document.cookie = `${DETOUR}; path=/; max-age=${seconds}; samesite=lax`
}

// The library's own waits, each spread by RETRY_SPREAD so that a whole hall does not come back in one instant.
function waitBetweenTries(ms) {
  socket.io.reconnectionDelay(ms)
  socket.io.reconnectionDelayMax(ms)
}

async function join() {
  beginAnew()
  const mine = generation
  heldBack = 0
  if (!detour.value) {
    hasPassed = true
    remember(0)
  }
  lastHeard = Date.now()
  waitBetweenTries(BETWEEN_TRIES_MS)
  awaited = {}
  setStatus(follower.epoch === null ? "connecting" : "catching_up")
  try {
    const { me, epoch, seqs } = await command(COMMANDS.JOIN, { meeting_id: meetingId, ...deviceHere() })
    if (mine !== generation) return
    // Another role while we were away: other papers, other votes; the log alone would not tell them.
    if (store.state.me && me.role !== store.state.me.role) follower = new Follower()
    // What an older question is about to answer may be from before we came in.
    for (const [channel, seq] of Object.entries(seqs)) follower.hearHeartbeat({ channel, epoch, seq })
  } catch (error) {
    if (mine !== generation) return
    if (GONE.has(error.code)) leave({ error: error.code, message: error.message })
    else restart()
    return
  }
  readClock()
  await mend()
}

// What was asked for by the line before is no longer waited for, nor does the pointer stay where that line had it.
function beginAnew() {
  generation += 1
  asking.abort()
  asking = new AbortController()
  follower.begin()
  store.setPoint(null)
}

// This place is no longer open to us. People are taken to where they can go on; the hall screen says why.
function leave({ error, message }) {
  if (page.screen === "hall") {
    setStatus("offline", message ?? null)
    setTimeout(open, between(HALL_RETRY_MS))
  } else if (error === "not_signed_in") goToSignIn()
  else location.assign("/")
}

function hear(fact) {
  lastHeard = Date.now()
  show(follower.hear(fact))
  if (follower.need) mendSoon()
}

function hearHeartbeat(beat) {
  lastHeard = Date.now()
  awaited[beat.channel] = lastHeard + between(OVERDUE_MS)
  follower.hearHeartbeat(beat)
  if (follower.need) mendSoon()
}

function askForTheOverdue(now) {
  if (mending) return // what is being asked may be answered from before: the next look asks again
  const overdue = Object.keys(awaited).filter((channel) => awaited[channel] < now)
  for (const channel of overdue) awaited[channel] = now + between(OVERDUE_MS)
  if (overdue.length) mend()
}

function show(facts) {
  if (!facts.length) return
  const me = store.state.me
  store.receive(facts)
  if (facts.some((fact) => fact.name === "seat:removed" && fact.id === me?.seat_id)) return leave({ error: "not_found" })
  // Another role sees other papers, other votes, other buttons: only a snapshot tells them all.
  const changed = facts.some((fact) => fact.name === "seat:changed" && fact.seat.id === me?.seat_id && fact.seat.role !== me.role)
  if (!changed) return
  follower = new Follower()
  mend()
}

// What goes on arriving does not put it off: in a lively meeting it would never be mended.
function mendSoon(patience = PATIENCE_MS) {
  if (mendTimer) return
  mendTimer = setTimeout(() => {
    mendTimer = 0
    if (socket.connected && (follower.need || status.value.kind !== "live")) mend()
  }, between(patience))
}

// Fetch what is missing until nothing is. Never two at once; never for a line that has since been lost.
async function mend() {
  if (mending) return
  mending = true
  const mine = generation
  // A heartbeat that is overdue is the first sign of a dead line: what is shown is as old as the last word.
  if (status.value.kind === "live") setStatus("catching_up", null, lastHeard)
  try {
    if (follower.epoch === null || !store.loaded.value) await takeSnapshot(mine)
    else await takeLog(mine)
    if (mine === generation && socket.connected) setStatus("live")
  } catch (error) {
    if (mine === generation) failed(error)
  } finally {
    mending = false
    if (mine !== generation && socket.connected) mend()
    else if (follower.need) mendSoon()
  }
}

function failed(error) {
  if (GONE.has(error.code)) return leave({ error: error.code, message: error.message })
  setStatus("offline")
  mendSoon(RETRY_MS)
}

async function takeLog(mine) {
  const before = JSON.stringify(follower.seqs)
  const query = new URLSearchParams({ epoch: follower.epoch, ...follower.seqs })
  let answer
  try {
    answer = await api.get(`/api/meetings/${meetingId}/facts?${query}`, { tries: 2, signal: asking.signal })
  } catch (error) {
    if (error.status === 409) return takeSnapshot(mine)
    throw error
  }
  if (mine !== generation) return undefined
  if (answer.epoch !== follower.epoch) return takeSnapshot(mine)
  show(follower.takeLog(answer.facts))
  if (!follower.need) return undefined
  return before === JSON.stringify(follower.seqs) ? takeSnapshot(mine) : takeLog(mine)
}

// What is heard meanwhile waits: it may be newer than the snapshot, which must not put it back.
async function takeSnapshot(mine) {
  follower.hold()
  const state = await api.get(`/api/meetings/${meetingId}/state`, { tries: 2, signal: asking.signal })
  if (mine !== generation) return
  const facts = follower.takeSnapshot(state)
  store.replace(state)
  show(facts)
}

async function readClock() {
  lastSync = Date.now()
  await syncClock(async () => (await command(COMMANDS.CLOCK, {})).now)
}

// A half-open line says nothing at all; a tablet that slept wakes up with an old picture.
function watch() {
  lastLook = Date.now()
  setInterval(() => {
    const now = Date.now()
    const slept = now - lastLook > JUMP_MS
    lastLook = now
    if (slept) return void wake()
    if (socket.connected && now - lastHeard > SILENCE_MS) return void restart(lastHeard)
    if (status.value.kind !== "live") return
    askForTheOverdue(now)
    if (detour.value && !document.cookie.includes(DETOUR)) tryTheWebSocket()
    if (now - lastSync > RESYNC_MS) readClock()
  }, LOOK_MS)
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && wake())
  addEventListener("pageshow", (event) => event.persisted && wake())
  addEventListener("online", wake)
  addEventListener("offline", () => setStatus("offline"))
}

// Does the line still answer? If so the truth is asked for; if not, a new line.
async function wake() {
  if (!socket.connected) return open()
  const mine = generation
  if (Date.now() - lastHeard > SILENCE_MS) setStatus("catching_up", null, lastHeard)
  try {
    await socket.timeout(2500).emitWithAck(COMMANDS.CLOCK, {})
  } catch {
    if (mine === generation) restart()
    return
  }
  if (mine !== generation) return
  lastHeard = Date.now()
  readClock()
  await mend()
}

function restart(since) {
  beginAnew()
  setStatus("offline", null, since)
  socket.disconnect()
  setTimeout(open, between([0, 1500]))
}

function setStatus(kind, refused = null, lost = Date.now()) {
  const was = status.value
  if (was.kind === kind && was.refused === refused) return
  // Counts from the loss, not from each try to come back: what is old is old however often it was tried to renew it.
  const since = kind === "live" ? Date.now() : was.kind === "live" ? lost : was.since
  status.value = { kind, since, refused }
  if (kind === "live" && was.kind !== "live") dispatchEvent(new Event("line:live"))
}

function between([least, most]) {
  return least + Math.random() * (most - least)
}

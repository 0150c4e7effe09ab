// Which papers are open on this tablet: one, which may follow the presenter, and on a wide screen a second one beside it.

import { api } from "../core/api.js"
import { serverNow } from "../core/clock.js"
import { status } from "../core/connection.js"
import { t } from "../core/i18n.js"
import { page } from "../core/page.js"
import { afterPaint } from "../core/painted.js"
import { store } from "../core/store.js"
import { toast } from "../core/toast.js"
import { batch, computed, effect, signal, untracked } from "../core/ui.js"
import { fetchEarly } from "./early-page.js"
import { isTurn, looked, lost, moved, NOWHERE, presented, returned } from "./following.js"
import { rangesOf, ReadingNotes } from "./reading-notes.js"
import { ReadingRecord } from "./reading-record.js"

const REST_MS = 600

const record = new ReadingRecord({ storage: storage(), personId: page.person?.id, meetingId: page.meeting_id })
const notes = new ReadingNotes({ record, send: tellServer })
const changes = signal({}) // paper id → {before, version, note, live}: what is new in an open paper since the version before
const spreads = signal({}) // paper id → how many pages are shown at once
const ways = signal({}) // paper id → {paper_id, page}: where the link stood that led to it
const noted = signal(0) // counts what was noted here, so that it is drawn

export const reading = signal(NOWHERE) // docs/following.js
export const second = signal(null) // {paper_id, page}: beside the first, never following
export const presentation = signal(null) // the presenter's, as far as it is shown here: store.presentation runs ahead of it by one frame
export const seenPart = signal(null) // the part of the first paper's page in view, in fractions of it; null: all of it
export const resumed = signal(null) // {paper_id, page}: opened where it had been left, until a page is turned
export const paper = computed(() => store.papers.value[reading.value.place?.paper_id])
export const secondPaper = computed(() => store.papers.value[second.value?.paper_id])

// The presenter's turn is drawn before anything else is done about it: a room that watches one page sees nothing but the page.
export const firstPage = { turnNow: null } // turnNow(page) → whether the first paper's page could be drawn within the call

export const ahead = signal(false) // a turn of this tablet's own is on its way to everybody, or could not be told

// Whether it is this person who presents, here or on another tablet of theirs.
const mine = computed(() => store.presentation.value !== null && store.presentation.value.by_seat_id === store.me.value?.seat_id)

let drawn = null // {from, to}: the state before a turn that is drawn already, and the one that follows once it is on the screen

effect(() => {
  const [told, isMine] = [store.presentation.value, mine.value]
  const now = reading.peek()
  const before = drawn?.from === now ? drawn.to : now
  const next = presented(before, told, isMine, ahead.peek())
  if (isTurn(before, next) && untracked(() => firstPage.turnNow?.(next.place.page))) {
    drawn = { from: now, to: next }
    afterPaint(() => become(reading.peek() === now ? drawn.to : reading.peek()))
  } else become(next)
  if (before.mode === "detached" && next.mode === "following") untracked(() => toast(t("Everybody has been called to this page.")))
})

function become(next) {
  batch(() => {
    presentation.value = store.presentation.peek()
    reading.value = next
  })
}

// Before anything of the reader is drawn.
for (const place of [computed(() => reading.value.place), second]) {
  let asked = null
  effect(() => {
    const { paper_id, page: number } = place.value ?? {}
    const one = paper_id !== asked && untracked(() => store.papers.value[paper_id])
    asked = paper_id
    if (one?.version) fetchEarly({ meetingId: page.meeting_id, paper: one, page: number })
  })
}

// A paper taken away from under the reader: said, and the agenda is shown instead.
const titles = ["", ""]
effect(() => {
  const { mode, place } = reading.value
  if (paper.value?.version) titles[0] = paper.value.title
  else if (place && mode !== "following" && store.loaded.value) {
    reading.value = lost(reading.value)
    toast(t("“{title}” is no longer open to you.", { title: titles[0] }))
  }
})

effect(() => {
  if (secondPaper.value?.version) titles[1] = secondPaper.value.title
  else if (second.value && store.loaded.value) {
    second.value = null
    toast(t("“{title}” is no longer open to you.", { title: titles[1] }))
  }
})

// Remembered when the page rests: writing to the tablet's storage must not hold up a page that is being turned.
class Noting {
  #unnoted = () => {}
  #paperId = null
  #timer = 0

  watch(place, version) {
    if (place?.paper_id !== this.#paperId) {
      this.now()
      if (this.#paperId) notes.tellNow()
      this.#paperId = null
    }
    if (!place || !version) return
    this.#tellNews(place.paper_id, version)
    this.#paperId = place.paper_id
    const pages = pagesShown(place.page, spreads.value[place.paper_id] ?? 1, version.page_count)
    this.#unnoted = () => {
      this.#unnoted = () => {}
      record.note(place.paper_id, place.page, version.id, Math.round(serverNow()), pages)
      noted.value = untracked(() => noted.value) + 1
      notes.touch()
    }
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.now(), REST_MS)
  }

  now() {
    this.#unnoted()
  }

  // Before it is noted as read.
  #tellNews(paperId, version) {
    const known = untracked(() => changes.value)
    const { state, before } = untracked(() => readingOf({ id: paperId, version }))
    if (known[paperId]?.version === version.id || state !== "changed") return
    changes.value = { ...known, [paperId]: { before, version: version.id, note: version.note, live: paperId === this.#paperId } }
  }
}

const notings = [new Noting(), new Noting()]
effect(() => notings[0].watch(reading.value.place, paper.value?.version))
effect(() => notings[1].watch(second.value, secondPaper.value?.version))

function putAway() {
  notings.forEach((noting) => noting.now())
  notes.tellNow({ leaving: true })
}
addEventListener("pagehide", putAway)
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && putAway())
effect(() => {
  // What was read without a line is told when it is back.
  if (status.value.kind === "live") notes.touch()
})

// leaving: the request outlives the page
function tellServer({ paper, version, page: lastPage, at, pages }, { leaving }) {
  const path = `/api/meetings/${page.meeting_id}/papers/${paper}/versions/${version}/reading`
  const said = { page: lastPage, seen: rangesOf(pages), at: new Date(at).toISOString() }
  return api.put(path, said, { tries: 1, keepalive: leaving })
}

export function show(place) {
  resumed.value = null
  if (!place) putAside(reading.value.place?.paper_id)
  reading.value = moved(reading.value, place, store.presentation.value, mine.value)
}

// The reader enlarged the page, or looks at another part of it.
export function lookElsewhere() {
  reading.value = looked(reading.value, store.presentation.value)
}

export function openPaper({ id, version }) {
  if (!version) return
  // The tablet's own "back" closes what was opened last instead of leaving the room.
  if (!history.state?.paper) history.pushState({ ...history.state, paper: true }, "")
  const place = placeIn(id, version)
  forgetWay(id)
  show(place)
  if (place.page > 1) resumed.value = place
}

export function openBeside({ id, version }) {
  if (!version) return
  if (!history.state?.beside) history.pushState({ ...history.state, beside: true }, "")
  forgetWay(id)
  second.value = placeIn(id, version)
  if (second.value.page > 1) resumed.value = second.value
}

export function turnSecond(to) {
  second.value = { ...second.value, page: to }
}

// A link leads from one paper into another, which takes its place. beside: the second paper is meant
export function followInto(from, to, { beside } = {}) {
  ways.value = { ...ways.value, [to.paper_id]: from }
  if (beside) showSecond(to)
  else show(to)
}

// Where the link stood that led to this paper, or undefined; nothing where that is no longer open.
export function wayBackFrom(paperId) {
  const from = ways.value[paperId]
  return store.papers.value[from?.paper_id]?.version && from
}

export function goBackFrom(paperId, { beside } = {}) {
  const from = wayBackFrom(paperId)
  forgetWay(paperId)
  if (beside) showSecond(from)
  else show(from)
}

function putAside(paperId) {
  forgetNews(paperId)
  forgetWay(paperId)
}

export function forgetWay(paperId) {
  const { [paperId]: _, ...others } = ways.value
  ways.value = others
}

// Another paper in its place.
export function showSecond({ paper_id, page }) {
  forgetNews(second.value?.paper_id)
  second.value = { paper_id, page }
}

export function closeSecond() {
  putAside(second.value?.paper_id)
  second.value = null
  if (history.state?.beside) goBack(1)
}

// The second paper, if there is one, takes the place of the first.
export function closePaper() {
  show(second.value)
  if (second.value) closeSecond()
  else if (history.state?.paper) goBack(1)
}

// Where only one has room: the other one is shown, this one waits.
export function exchangePapers() {
  const { place } = reading.value
  show(second.value)
  second.value = place
}

export function closeAll() {
  const steps = Number(Boolean(history.state?.beside)) + Number(Boolean(history.state?.paper))
  second.value = null
  show(null)
  if (steps) goBack(steps)
}

let ourOwn = 0 // steps back that we have taken ourselves and need not hear of

function goBack(steps) {
  ourOwn += 1
  history.go(-steps)
}

addEventListener("popstate", () => {
  if (ourOwn) ourOwn -= 1
  else if (second.value && !history.state?.beside) second.value = null
  else if (!history.state?.paper && reading.value.place) show(null)
})

export function followPresenter() {
  reading.value = returned(reading.value, store.presentation.value, mine.value)
}

export function noteSpread(paperId, step) {
  if (spreads.peek()[paperId] !== step) spreads.value = { ...spreads.peek(), [paperId]: step }
}

function pagesShown(page, step, count) {
  const first = page - ((page - 1) % step)
  return Array.from({ length: Math.min(step, count - first + 1) }, (_, n) => first + n)
}

// How far this person has come with a paper: {state: "new" | "changed" | "read", seen}, or null.
export function readingOf(one) {
  return noted.value >= 0 && record.stateOf(one, store.readings.value[one.id])
}

export function isNews(one) {
  return ["new", "changed"].includes(readingOf(one)?.state)
}

// How a paper is read: {turn, layout, textSize}.
export function mannerOf(paperId) {
  return noted.value >= 0 && { turn: record.turnOf(paperId), ...record.manner }
}

export function noteManner(paperId, { turn, ...rest }) {
  if (turn !== undefined) record.noteTurn(paperId, turn)
  if (Object.keys(rest).length) record.noteManner(rest)
  noted.value += 1
}

// What has changed in an open paper since it was read, or undefined.
export function changeOf(paperId) {
  return changes.value[paperId]
}

export function forgetNews(paperId) {
  resumed.value = null
  const { [paperId]: _, ...others } = changes.value
  changes.value = others
}

function placeIn(id, version) {
  return { paper_id: id, page: Math.min(record.pageOf(id, store.readings.value[id]), version.page_count) }
}

// Reading it may throw where cookies are forbidden.
function storage() {
  try {
    return globalThis.localStorage
  } catch {
    return null
  }
}

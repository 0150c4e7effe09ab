// My meetings: today's first, each with the doors that are open to this person.

import { AccountMenu } from "../people/account.js"
import { api } from "../core/api.js"
import { Badge } from "../core/badge.js"
import { Empty, Failed, Loading } from "../core/empty.js"
import { Icon } from "../core/icon.js"
import { dayKey, formatDate, formatTime, t } from "../core/i18n.js"
import { page } from "../core/page.js"
import { start } from "../core/boot.js"
import { classes, html, signal } from "../core/ui.js"
import { mark } from "../core/mark.js"
import { lettersIn } from "../docs/query.js"
import { createSearch } from "../docs/search.js"
import { onSearchKeys } from "../docs/search-keys.js"
import { SearchField } from "../docs/search-field.js"
import { SearchResults } from "../docs/search-results.js"
import { AwaitedOpinions } from "../voting/awaited-opinions.js"

const LOOK_AGAIN_MS = 30_000

const meetings = signal(null)
const opinions = signal([])
const failure = signal(null)
const search = createSearch("/api/search")

async function load() {
  try {
    const [mine, awaited] = await Promise.all([api.get("/api/meetings"), api.get("/api/me/opinions")])
    meetings.value = mine.meetings
    opinions.value = awaited.opinions
    failure.value = null
  } catch (error) {
    failure.value = error
  }
}

function Home() {
  const keepsMeetings = ["secretariat", "administrator"].includes(page.person?.office)
  return html`<header class="app-bar">
      <img class="app-mark" src=${mark} alt="" />
      <span class="app-bar-title grow">${t("Paperless meeting room")}</span>
      ${keepsMeetings &&
      html`<a class="button button-quiet" href="/secretariat"><${Icon} name="settings" /><span class="wide-only">${t("Secretariat")}</span></a>`}
      <${AccountMenu} />
    </header>
    <main id="main" class="page home stack">
      <h1>${t("My meetings")}</h1>
      ${meetings.value?.length > 0 && html`<${SearchField} search=${search} label=${t("Search in the papers of all my meetings")} />`}
      ${lettersIn(search.words.value) > 1 && meetings.value?.length ? found() : content(keepsMeetings)}
    </main>`
}

function found() {
  return html`<section class="stack tight" aria-label=${t("Search")}><${SearchResults} search=${search} hrefOf=${pageInRoom} withMeeting /></section>`
}

// Behind the "#": what was sought is nobody else's business, and addresses are written down in many places.
function pageInRoom({ meeting_id, paper_id, page: number }, words, { list }) {
  return `/meetings/${meeting_id}#${new URLSearchParams({ paper: paper_id, page: number, words, ...(list && { list: 1 }) })}`
}

function content(keepsMeetings) {
  if (!meetings.value && failure.value) return html`<${Failed} error=${failure.value} onRetry=${load} />`
  if (!meetings.value) return html`<${Loading} lines=${4} label=${t("Fetching your meetings…")} />`
  if (!meetings.value.length) {
    return html`<div class="card">
      <${Empty} icon="calendar" title=${t("You have no meetings yet.")}>
        <p>${t("When the secretariat invites you to a meeting, it appears here.")}</p>
        ${keepsMeetings && html`<a class="button button-primary" href="/secretariat">${t("Prepare a meeting")}</a>`}
      <//>
    </div>`
  }
  const { today, coming, past } = byDay(meetings.value, new Date())
  return html`${failure.value && html`<p class="notice notice-warn"><${Icon} name="alert" />${t("This list may be out of date: {reason}", { reason: failure.value.message })}</p>`}
    <${AwaitedOpinions} opinions=${opinions.value} />
    <${Group} title=${t("Today")} list=${today} emphasis />
    <${Group} title=${t("Coming")} list=${coming} />
    <${Group} title=${t("Past")} list=${past} quiet />`
}

// A running meeting is today's, whenever it was to begin; an ended one of today still is.
export function byDay(all, now) {
  const today = dayKey(now)
  const begins = (a, b) => a.starts_at.localeCompare(b.starts_at)
  const when = ({ state, starts_at }) => {
    if (state === "running" || dayKey(starts_at) === today) return "today"
    return state === "ended" || dayKey(starts_at) < today ? "past" : "coming"
  }
  const of = (name) => all.filter((meeting) => when(meeting) === name).sort(begins)
  const running = (meeting) => (meeting.state === "running" ? 0 : 1)
  return { today: of("today").sort((a, b) => running(a) - running(b)), coming: of("coming"), past: of("past").reverse() }
}

function Group({ title, list, emphasis, quiet }) {
  if (!list.length && !emphasis) return null
  return html`<section class="stack tight">
    <h2 class="home-group">${title}</h2>
    ${!list.length && html`<p class="soft">${t("Nothing today.")}</p>`}
    ${list.map((meeting) => html`<${MeetingCard} key=${meeting.id} meeting=${meeting} quiet=${quiet} />`)}
  </section>`
}

function MeetingCard({ meeting, quiet }) {
  const { title, state, starts_at, place, body } = meeting
  const [day, month, year] = formatDate(starts_at).split("/")
  return html`<article class=${classes("card", "meeting-card", state === "running" && "is-running", quiet && "is-past")}>
    <div class="meeting-what">
      <time class="meeting-date" datetime=${starts_at}><span class="meeting-day">${day}</span><span>${month}/${year}</span></time>
      <div class="grow stack tight">
        <p class="row tight"><${StateBadge} state=${state} /><span class="soft small">${body}</span></p>
        <h3>${title}</h3>
        <p class="row soft">
          <span class="meeting-fact"><${Icon} name="clock" /><time datetime=${starts_at}>${formatTime(starts_at)}</time></span>
          ${place && html`<span class="meeting-fact"><${Icon} name="place" /><span>${place}</span></span>`}
        </p>
      </div>
    </div>
    <div class="meeting-doors">
      ${doors(meeting).map(
        ({ href, label, icon }, n) =>
          html`<a key=${href} class=${classes("button", n === 0 && !quiet ? "button-primary" : "button-secondary")} href=${href}>
            ${icon && html`<${Icon} name=${icon} />`}<span>${label}</span>
          </a>`,
      )}
    </div>
  </article>`
}

// The doors open to this person, first the one they most likely want.
function doors({ id, state, role }) {
  const room = { href: `/meetings/${id}`, label: state === "ended" ? t("Look again") : t("Enter the room") }
  const desk = { href: `/meetings/${id}/desk`, label: t("Chair's desk"), icon: "desk" }
  const prepare = { href: `/secretariat/meetings/${id}`, label: t("Prepare"), icon: "edit" }
  if (role !== "chair" && role !== "secretary") return [room]
  if (state === "ended") return [room, desk, prepare]
  return state === "running" || (state === "published" && role === "chair") ? [desk, room, prepare] : [prepare, desk, room]
}

function StateBadge({ state }) {
  if (state === "running") return html`<${Badge} tone="live">${t("In session")}<//>`
  if (state === "ended") return html`<${Badge}>${t("Ended")}<//>`
  if (state === "draft") return html`<${Badge} tone="warn">${t("Draft")}<//>`
  return html`<${Badge} tone="info">${t("Invited")}<//>`
}

load()
setInterval(() => document.visibilityState === "visible" && load(), LOOK_AGAIN_MS)
addEventListener("pageshow", (event) => event.persisted && load())
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && load())
onSearchKeys(() => document.querySelector(".search-field input")?.focus())
start(Home)

// Papers of an item, and the page that everybody sees. Two places are kept apart and always named: what is on the screens
// (the server's word, turned at once and told truthfully), and what only this desk looks at.

import { api } from "../core/api.js"
import { Badge } from "../core/badge.js"
import { ActButton, Button, IconButton } from "../core/button.js"
import { command, status } from "../core/connection.js"
import { Empty } from "../core/empty.js"
import { COMMANDS } from "../core/facts.js"
import { Icon } from "../core/icon.js"
import { t, tn } from "../core/i18n.js"
import { late } from "../core/on-demand.js"
import { store } from "../core/store.js"
import { classes, html, signal, useEffect, useState } from "../core/ui.js"
import { meetingPath } from "../agenda/meeting-path.js"
import { agendaInOrder, papersOf } from "../agenda/tree.js"
import { PagePicture } from "./page-picture.js"
import { keepOf } from "./page-source.js"
import { PageStrip } from "./page-strip.js"
import { createPageTurner } from "./page-turner.js"
import { point } from "./pointing.js"

const Wishes = late(() => import("./wishes-to-present.js"), "Wishes", { quiet: true })
const Pad = late(() => import("./picture-over.js"), "PicturePad", { quiet: true })
const Dot = late(() => import("./picture-over.js"), "PictureDot", { quiet: true })

const PATIENCE_MS = 2000
const STRIP_FROM_REM = 46 // the small pages stand below from this height on; otherwise the page itself needs the room

const looked = signal(null) // {paper_id, page}: what this desk alone looks at
const turning = signal({ wanted: null, state: "idle", error: null })

const turner = createPageTurner({
  onChange(state) {
    turning.value = state
    if (state.state === "recorded") settle(state.wanted)
  },
  async send(place) {
    // A turn kept back by a lost line would come when the room is elsewhere.
    if (status.value.kind === "offline") throw new Error(t("No connection: the page was not turned for the others."))
    await command(COMMANDS.SHOW_PAGE, { meeting_id: store.state.meeting.id, ...place })
  },
})

// Recorded: from now on the server's word counts. Its fact may still be on the way; until then the page does not jump back.
function settle(wanted) {
  const isThis = () => turning.value.wanted === wanted
  const shown = store.state.presentation
  const arrived = shown?.paper_id === wanted.paper_id && shown.page === wanted.page && isSameRegion(shown.region, wanted.region)
  const stop = store.presentation.subscribe((now) => now !== shown && isThis() && turner.forget())
  setTimeout(() => {
    stop()
    if (isThis()) turner.forget()
  }, arrived ? 0 : PATIENCE_MS)
}

// What everybody sees is in view here, too.
function letGo() {
  looked.value = null
  turner.forget()
}

function isSameRegion(a, b) {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
}

export function PresentControl({ item }) {
  const [listed, setListed] = useState(false)
  const presentation = store.presentation.value
  const place = looked.value ?? turning.value.wanted ?? presentation
  const paper = place && store.papers.value[place.paper_id]
  const onScreens = Boolean(paper && presentation?.paper_id === paper.id)
  const shows = Boolean(paper?.version)
  useEffect(() => setListed(false), [paper?.id, item?.id])
  return html`<section class="panel present" aria-labelledby="present-title">
    <h2 id="present-title" class=${shows ? "visually-hidden" : "present-title one-line"}>${item ? `${item.number}. ${item.title}` : t("Papers")}</h2>
    <${Wishes} onGranted=${letGo} />
    ${shows && html`<${ChosenPaper} paper=${paper} onScreens=${onScreens} open=${listed} onToggle=${() => setListed(!listed)} />`}
    ${(!shows || listed) && html`<${PaperList} item=${item} chosenId=${paper?.id} shownId=${presentation?.paper_id} onLook=${() => setListed(false)} />`}
    ${shows
      ? html`<${Preview} key=${paper.id} paper=${paper} page=${place.page} region=${onScreens ? place.region : null} onScreens=${onScreens} />`
      : html`<div class="panel-body present-empty"><${Empty} icon="present" title=${t("Nothing is on the screens.")}><p>${t("Choose a paper to look at it; present it when the room shall see it.")}</p><//></div>`}
  </section>`
}

// One line for the paper in view, so that the page has the room; the other papers are a tap away.
function ChosenPaper({ paper, onScreens, open, onToggle }) {
  return html`<button type="button" class="list-row present-chosen" aria-expanded=${String(open)} onClick=${onToggle}>
    <${Icon} name=${onScreens ? "present" : "file"} />
    <span class="grow one-line strong">${paper.title}</span>
    <span class="present-others"><span>${t("Other papers")}</span><${Icon} name=${open ? "chevron_up" : "chevron_down"} /></span>
  </button>`
}

// The item's own papers first; a discussion usually has none and is about those of its neighbours under the same heading.
function PaperList({ item, chosenId, shownId, onLook }) {
  const papers = item ? papersAround(store.papers.value, store.items.value, item) : []
  const shown = shownId && !papers.some((paper) => paper.id === shownId) ? store.papers.value[shownId] : null
  const all = shown ? [shown, ...papers] : papers
  if (!item && !all.length) return null
  if (!all.length) return html`<p class="present-none soft">${t("This item has no papers.")}</p>`
  return html`<ul class="list present-papers">
    ${all.map((paper) => html`<${PaperRow} key=${paper.id} paper=${paper} own=${paper.item_id === item?.id} chosen=${paper.id === chosenId} shown=${paper.id === shownId} onLook=${onLook} />`)}
  </ul>`
}

export function papersAround(papers, items, item) {
  const top = (one) => (items[one?.parent_id] ? top(items[one.parent_id]) : one?.id)
  const around = agendaInOrder(items).filter(({ item: other }) => other.id !== item.id && top(other) === top(item))
  return [item, ...around.map(({ item: other }) => other)].flatMap(({ id }) => papersOf(papers, id))
}

function PaperRow({ paper, own, chosen, shown, onLook }) {
  const ready = paper.version?.pages_ready > 0
  const item = !own && store.items.value[paper.item_id]
  return html`<li class=${classes("present-paper", chosen && "is-current")}>
    <button type="button" class="list-row" disabled=${!ready} aria-pressed=${String(chosen)} onClick=${() => (onLook(), look(paper, 1))}>
      <${Icon} name=${paper.restricted ? "lock" : "file"} />
      <span class="grow">
        ${paper.title}
        <small>${[item && t("Item {number}", item), paperWords(paper)].filter(Boolean).join(" · ")}</small>
      </span>
      ${shown && html`<${Badge} tone="live" icon="present">${t("On the screens")}<//>`}
    </button>
    ${!shown && html`<${ActButton} size="small" icon="present" disabled=${!ready || paper.restricted} act=${(key) => present(paper.id, chosen && looked.value ? looked.value.page : 1, key)}>${t("Present to all")}<//>`}
  </li>`
}

function paperWords({ version, restricted }) {
  if (!version) return t("being converted")
  const pages = tn("{count} page", "{count} pages", version.page_count)
  return restricted ? `${pages} · ${t("not for everyone: cannot be presented")}` : pages
}

const ENLARGED = 0.5 // of the page's width and height

function Preview({ paper, page, region, onScreens }) {
  const [strip, setStrip] = useState(() => innerHeight / parseFloat(getComputedStyle(document.documentElement).fontSize) > STRIP_FROM_REM)
  const [pointing, setPointing] = useState(false)
  const { version } = paper
  const shown = store.presentation.value
  // Whoever else presents turns the pages; from here one looks on, until one takes over.
  const mine = onScreens && shown.by_seat_id === store.me.value.seat_id
  const pages = { key: version.key, count: version.page_count, ready: version.pages_ready }
  const turn = (to) => {
    const bounded = Math.min(version.page_count, Math.max(1, to))
    if (bounded === page) return
    if (mine) turner.show({ paper_id: paper.id, page: bounded, region: null })
    else if (!onScreens) look(paper, bounded)
  }
  const enlarge = (x, y) => {
    const from = (at) => Math.min(1 - ENLARGED, Math.max(0, at - ENLARGED / 2))
    const part = region ? null : { x: from(x), y: from(y), w: ENLARGED, h: ENLARGED }
    turner.show({ paper_id: paper.id, page, region: part })
  }
  useEffect(() => setPointing(false), [mine])
  const hand = pointing ? { label: t("Pointer: move over the page"), onMove: point } : { label: t("Tap the page to enlarge that part for everybody."), onTap: enlarge }
  const over = mine ? (at) => html`<${Pad} ...${at} ...${hand} />` : onScreens ? (at) => html`<${Dot} ...${at} />` : null
  useArrowKeys((step) => turn(page + step))
  const meetingId = store.meeting.value.id
  return html`<div class=${classes("preview", onScreens && "is-live")}>
    <div class="preview-line">
      <p class="preview-words" role="status">
        ${onScreens ? html`<${LiveWords} paperId=${paper.id} page=${page} />` : html`<${Icon} name="eye" />${t("Only you see this page.")}`}
      </p>
      ${onScreens ? html`<${OnScreensActs} mine=${mine} paper=${paper} page=${page} pointing=${pointing} onPointing=${() => setPointing(!pointing)} />` : html`<${PresentHere} paper=${paper} page=${page} />`}
    </div>
    <${PagePicture} meetingId=${meetingId} paperId=${paper.id} version=${pages} keep=${keepOf(paper)} page=${page} region=${region} over=${over} label=${t("{paper}, page {page}", { paper: paper.title, page })} />
    ${mine && !pointing && html`<p class="small soft preview-hint">${region ? t("Tap the page to show all of it again.") : t("Tap the page to enlarge that part for everybody.")}</p>`}
    <div class="preview-controls">
      <${Button} icon="chevron_left" size="large" disabled=${page <= 1 || (onScreens && !mine)} onClick=${() => turn(page - 1)} aria-label=${t("Previous page")} title=${t("Previous page")} />
      <${GoTo} page=${page} count=${version.page_count} onPage=${turn} />
      <${Button} icon="chevron_right" size="large" kind=${mine ? "primary" : "secondary"} disabled=${page >= version.page_count || (onScreens && !mine)} onClick=${() => turn(page + 1)} aria-label=${t("Next page")} title=${t("Next page")} />
      <${IconButton} icon="pages" label=${t("Pages")} pressed=${strip} onClick=${() => setStrip(!strip)} />
    </div>
    ${strip && version.page_count > 1 && html`<${PageStrip} meetingId=${meetingId} paperId=${paper.id} version=${pages} keep=${keepOf(paper)} page=${page} onPage=${turn} />`}
  </div>`
}

// What the room really sees: the wish is not the fact until the server has told it to everybody.
function LiveWords({ paperId, page }) {
  const { state, error, wanted } = turning.value
  const shown = store.presentation.value
  const there = shown?.paper_id === paperId && shown.page === page
  const presenter = shown && shown.by_seat_id !== store.me.value.seat_id && store.seats.value[shown.by_seat_id]
  if (state === "failed" && wanted) {
    return html`<span class="preview-failed">
      <span class="act-failure" role="alert"><${Icon} name="alert" />${t("Not shown to the others.")} ${error.code ? error.message : t("No answer from the server.")}</span>
      <${Button} size="small" icon="refresh" onClick=${() => turner.show(wanted)}>${t("Try again")}<//>
      <${IconButton} icon="close" label=${t("Back to the page the others see")} onClick=${() => turner.forget()} />
    </span>`
  }
  if (!there || status.value.kind === "offline") {
    return html`<${Icon} name="clock" />${t("Turning… the others still see page {page}.", { page: shown?.page ?? "–" })}`
  }
  return html`<${Icon} name="present" /><strong>${presenter ? t("{name} presents: everybody sees page {page}.", { name: presenter.name, page }) : t("Everybody sees page {page}.", { page })}</strong>`
}

function PresentHere({ paper, page }) {
  const back = store.presentation.value
  return html`<${ActButton} kind="primary" size="small" icon="present" disabled=${paper.restricted} act=${(key) => present(paper.id, page, key)}>${t("Present this page")}<//>
    ${back && html`<${Button} size="small" kind="quiet" icon="back" onClick=${() => ((looked.value = null), turner.forget())}>${t("What everybody sees")}<//>`}`
}

function GoTo({ page, count, onPage }) {
  const [typed, setTyped] = useState(null)
  const go = (event) => {
    event.preventDefault()
    const number = Number(typed)
    setTyped(null)
    if (Number.isInteger(number) && number > 0) onPage(number)
    event.currentTarget.querySelector("input").blur()
  }
  return html`<form class="go-to" onSubmit=${go}>
    <input
      class="input figures"
      inputmode="numeric"
      pattern="[0-9]*"
      autocomplete="off"
      aria-label=${t("Go to page")}
      value=${typed ?? page}
      onFocus=${(event) => event.currentTarget.select()}
      onInput=${(event) => setTyped(event.currentTarget.value)}
      onBlur=${() => setTyped(null)}
    />
    <span class="figures">/ ${count}</span>
  </form>`
}

function OnScreensActs({ mine, paper, page, pointing, onPointing }) {
  const first = mine
    ? html`<${Button} size="small" icon="pointer" aria-pressed=${String(pointing)} onClick=${onPointing}>${t("Pointer")}<//>`
    : html`<${ActButton} size="small" icon="present" act=${(key) => present(paper.id, page, key)}>${t("Take over")}<//>`
  return html`${first}
    <${ActButton} size="small" icon="people" act=${(key) => api.post(meetingPath("/presentation/call"), {}, { key })}>${t("All to this page")}<//>
    <${StopButton} />`
}

function StopButton() {
  return html`<${ActButton} size="small" icon="stop" act=${(key) => api.del(meetingPath("/presentation"), { key })} onDone=${() => turner.forget()}>${t("Stop presenting")}<//>`
}

function look(paper, page) {
  const shown = store.state.presentation
  looked.value = shown?.paper_id === paper.id ? null : { paper_id: paper.id, page }
}

async function present(paperId, page, key) {
  const answer = await api.put(meetingPath("/presentation"), { paper_id: paperId, page }, { key })
  looked.value = null
  turner.forget()
  return answer
}

// ← → and Page Up / Down (so do presenters' clickers) turn, unless the person is typing, answering a question,
// or scrolling one of the lists.
function useArrowKeys(step) {
  useEffect(() => {
    const steps = { ArrowLeft: -1, PageUp: -1, ArrowRight: 1, PageDown: 1 }
    const press = (event) => {
      if (!steps[event.key] || event.altKey || event.ctrlKey || event.metaKey) return
      if (event.target.closest("input, textarea, select, dialog[open], [role=tablist]")) return
      if (event.key.startsWith("Page") && event.target.closest(".agenda-run, .desk-right")) return
      event.preventDefault()
      step(steps[event.key])
    }
    addEventListener("keydown", press)
    return () => removeEventListener("keydown", press)
  })
}

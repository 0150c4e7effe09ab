// The member's room: the paper in the middle, the agenda beside, a slim bar on top; a vote takes the lower half.

import { AgendaTree } from "../agenda/agenda-tree.js"
import { itemWords } from "../agenda/item-header.js"
import { MeetingCover } from "../agenda/meeting-cover.js"
import { papersOf } from "../agenda/tree.js"
import { start } from "../core/boot.js"
import { Button } from "../core/button.js"
import { serverNow } from "../core/clock.js"
import { ConnectionDot, waitingWords } from "../core/connection-dot.js"
import { connect, status } from "../core/connection.js"
import { closeDialogs } from "../core/dialog.js"
import { Drawer } from "../core/drawer.js"
import { Empty, Loading } from "../core/empty.js"
import { Icon } from "../core/icon.js"
import { t, tn } from "../core/i18n.js"
import { MenuItem } from "../core/menu.js"
import { late } from "../core/on-demand.js"
import { page } from "../core/page.js"
import { tellWhatIsShown } from "../core/shows.js"
import { store } from "../core/store.js"
import { toast } from "../core/toast.js"
import { computed, effect, html, signal, untracked } from "../core/ui.js"
import { FollowBar } from "../docs/follow-bar.js"
import { closeAll, followPresenter, isNews, openBeside, openPaper, paper, presentation, reading, readingOf, second, show } from "../docs/open-papers.js"
import { filterPapers } from "../docs/paper-kinds.js"
import { PaperList } from "../docs/paper-list.js"
import { onSearchKeys } from "../docs/search-keys.js"
import { sought } from "../docs/sought.js"
import { useWide } from "../docs/wide.js"
import { MeetingSearch } from "../docs/meeting-search.js"
import { AccountMenu } from "../people/account.js"
import { speechesOfItem } from "../speaking/item-list.js"
import { currentSpeech } from "../speaking/queue.js"
import { RaiseHand } from "../speaking/raise-hand.js"
import { SpeakerBar } from "../speaking/speaker-bar.js"
import { allSameButProgress, circulates, dismissalsOf, voteToShow } from "../voting/current-vote.js"

const meetingId = page.meeting_id

// A vote waits for nobody.
const VotePanel = late(() => import("../voting/vote-panel.js"), "VotePanel", { first: true })
// A paper that is being presented is shown as soon as the meeting is known: the reader comes while that is asked for.
const Readers = late(() => import("../docs/readers.js"), "Readers", { now: true })
const Book = late(() => import("../docs/book.js"), "Book", { quiet: true })
const PaperFilter = late(() => import("../docs/paper-filter.js"), "PaperFilter", { quiet: true })
const CheckIn = late(() => import("../agenda/check-in.js"), "CheckIn", { quiet: true })
const TooLate = late(() => import("../voting/too-late.js"), "TooLate", { quiet: true })
const Tellings = late(() => import("../voting/urn/teller-panel.js"), "Tellings", { quiet: true })
const VoteHistory = late(() => import("../voting/history.js"), "VoteHistory")
const ReportedResults = late(() => import("../voting/reported-results.js"), "ReportedResults", { quiet: true })
const VoteLinks = late(() => import("../voting/vote-links.js"), "VoteLinks", { quiet: true })
const SpeakersList = late(() => import("../speaking/speakers-list.js"), "SpeakersList")

const drawer = signal(null) // "agenda" | "beside" (the agenda, to choose a second paper from) | "search" | "speakers" | "votes"
const witnessed = signal(new Set()) // votes that were open or closed while this page looked on
const dismissed = signal(new Set()) // the marks of votes put away: dismissalsOf
const recalled = signal(null) // a published vote asked for again

const seat = computed(() => store.seats.value[store.me.value?.seat_id])
let lastVotes = {}
// The same as long as nothing but the numbers that come in is another: those who show them look at them by themselves.
const votes = computed(() => (lastVotes = allSameButProgress(lastVotes, store.votes.value) ? lastVotes : store.votes.value))
const vote = computed(currentVote)

function currentVote() {
  const known = { itemId: store.meeting.value?.current_item_id, witnessed: witnessed.value, dismissed: dismissed.value, ballots: store.ballots.value }
  const asked = votes.value[recalled.value]
  const current = voteToShow(votes.value, known)
  return asked && (current?.state !== "open" || circulates(current)) ? asked : current ?? null
}

effect(() => {
  const seen = Object.values(votes.value).filter((one) => ["open", "closed"].includes(one.state)).map((one) => one.id)
  const before = untracked(() => witnessed.value)
  if (seen.some((id) => !before.has(id))) witnessed.value = new Set([...before, ...seen])
})

// A vote that opens must be reached at once: whatever lies over the page is put away.
let lastOpen = null
effect(() => {
  const open = vote.value?.state === "open" && !circulates(vote.value) ? vote.value.id : null
  if (open && open !== lastOpen) {
    drawer.value = null
    untracked(closeDialogs)
  }
  if (open && recalled.value !== null) recalled.value = null // it would come back over this one's result
  lastOpen = open
})

function choosePaper(one) {
  const beside = drawer.value === "beside"
  drawer.value = null
  if (beside) openBeside(one)
  else openPaper(one)
}

// Opens the paper at the page that was found, with the words marked.
function openHit({ paper_id, page: number }, words, { list } = {}) {
  const one = store.papers.value[paper_id]
  drawer.value = null
  if (!one?.version) return toast(t("This paper is no longer open to you."))
  openPaper(one)
  show({ paper_id, page: Math.min(number, one.version.page_count) })
  sought.value = { paper_id, words, list }
  return undefined
}

onSearchKeys(() => (drawer.value = "search"), { slash: () => !reading.value.place })
// Found in the search of all meetings: /meetings/3#paper=12&page=7&words=…
const linked = new URLSearchParams(location.hash.slice(1))
if (linked.has("paper")) history.replaceState(history.state, "", location.pathname)
effect(() => {
  if (!linked.has("paper") || !store.loaded.value) return
  const [hit, words] = [{ paper_id: Number(linked.get("paper")), page: Number(linked.get("page")) || 1 }, linked.get("words") ?? ""]
  const list = linked.has("list")
  linked.delete("paper")
  untracked(() => openHit(hit, words, { list }))
})

function chooseBeside(one) {
  drawer.value = null
  openBeside(one)
}

function dismissVote(one) {
  recalled.value = null
  dismissed.value = new Set([...dismissed.value, ...Object.values(dismissalsOf(one))])
}

function Room() {
  const { refused } = status.value
  const meeting = store.meeting.value
  if (!meeting && refused) return html`<${Closed} words=${refused} />`
  if (!meeting) return html`<main id="main" class="page"><${Loading} lines=${5} label=${waitingWords(t("Entering the room…"))} /></main>`
  if (meeting.state === "draft" && !store.may("see_desk")) return html`<${Closed} words=${t("The secretariat has withdrawn this meeting. It comes back when it is published again.")} />`
  return html`<${Bar} meeting=${meeting} />
    <${CheckIn} meetingId=${meetingId} meeting=${meeting} seat=${seat.value} now=${serverNow()} />
    ${store.ids("tellings").value.length > 0 && html`<${Tellings} meetingId=${meetingId} />`}
    <${Middle} meeting=${meeting} />
    <${Vote} />
    <${TooLate} />
    <${AgendaDrawer} meeting=${meeting} />
    <${SearchDrawer} />
    <${SpeakersDrawer} meeting=${meeting} />
    <${VotesDrawer} />`
}

function Closed({ words }) {
  return html`<main id="main" class="page">
    <${Empty} icon="lock" title=${words}><a class="button button-primary" href="/">${t("To my meetings")}</a><//>
  </main>`
}

function Bar({ meeting }) {
  const speeches = speechesOfItem(store.speeches.value, meeting.current_item_id)
  const speech = currentSpeech(speeches)
  const item = store.items.value[meeting.current_item_id]
  const asks = store.may("ask_to_speak")
  const news = Object.values(store.papers.value).filter(isNews).length
  const agenda = news ? `${t("Agenda")}, ${tn("{count} paper is new to you", "{count} papers are new to you", news)}` : t("Agenda")
  return html`<header class="app-bar room-bar">
    <${Button} kind="quiet" class="room-agenda" icon="agenda" aria-label=${agenda} title=${agenda} onClick=${() => (drawer.value = "agenda")}>${t("Agenda")}${news > 0 && html` <span class="count">${news}</span>`}<//>
    <p class="room-item grow" title=${itemWords(item)}>${item ? itemWords(item) : meeting.title}</p>
    ${speech &&
    html`<button type="button" class="room-speaker" onClick=${() => (drawer.value = "speakers")} aria-haspopup="dialog">
      <${SpeakerBar} speech=${speech} seat=${store.seats.value[speech.seat_id]} />
    </button>`}
    ${asks && html`<${RaiseHand} meetingId=${meetingId} speeches=${speeches} mySeatId=${store.me.value.seat_id} running=${meeting.state === "running"} />`}
    <${ConnectionDot} />
    <${AccountMenu}>
      <${MenuItem} icon="back" href="/">${t("To my meetings")}<//>
      <${MenuItem} icon="mic" onClick=${() => (drawer.value = "speakers")}>${t("Speakers' list")}<//>
      <${MenuItem} icon="ballot" onClick=${() => (drawer.value = "votes")}>${t("Votes of this meeting")}<//>
      ${store.may("see_desk") && html`<${MenuItem} icon="desk" href=${`/meetings/${meetingId}/desk`}>${t("Chair's desk")}<//>`}
    <//>
  </header>`
}

function Middle({ meeting }) {
  const { mode, place } = reading.value
  const open = paper.value
  const follow = html`<${Follow} />`
  if (place && open?.version) {
    return html`<main id="main" class="room-middle">
      <${Readers} meetingId=${meetingId} onBeside=${() => (drawer.value = "beside")}>${follow}<//>
    </main>`
  }
  const hidden = place && mode === "following"
  const hasPapers = Object.keys(store.papers.value).length > 0
  return html`<main id="main" class="room-middle room-cover">
    ${hidden ? html`<p class="room-strip"><${Icon} name="lock" />${t("A paper that is not open to you is being presented. You can go on reading the others.")}</p>` : follow}
    <${MeetingCover} meeting=${meeting} items=${store.items.value} seat=${seat.value} under=${underItem} notice=${html`${hasPapers && html`<${PaperTools} />`}<${Filter} />`} />
    <p class="receipts-note small soft"><${Icon} name="eye" />${t("The secretariat sees whether you have opened a paper, and how many of its pages; never what you noted or searched.")}</p>
  </main>`
}

// By itself: each page that is presented changes it, and nothing else of the screen.
function Follow() {
  const shown = presentation.value
  return html`<${FollowBar}
    mode=${reading.value.mode}
    presentation=${shown}
    paper=${store.papers.value[shown?.paper_id]}
    presenter=${store.seats.value[shown?.by_seat_id]}
    onReturn=${followPresenter}
  />`
}

function underItem(item) {
  return html`<${ItemPapers} item=${item} />
    ${drawer.value !== "beside" && html`<${ItemReports} item=${item} /><${ItemVotes} item=${item} />`}`
}

// What an earlier meeting was asked in writing, told on this item.
function ItemReports({ item }) {
  const told = Object.values(store.reports.value).some(({ item_id }) => item_id === item.id)
  return told && html`<${ReportedResults} itemId=${item.id} />`
}

// By itself: a vote that comes or goes on changes nothing else of the agenda.
function ItemVotes({ item }) {
  return html`<${VoteLinks} votes=${votes.value} itemId=${item.id} onOpen=${recall} />`
}

function ItemPapers({ item }) {
  const wide = useWide()
  const openIds = [reading.value.place?.paper_id, second.value?.paper_id]
  return html`<${PaperList}
    papers=${filterPapers(papersOf(store.papers.value, item.id), readingOf)}
    readingOf=${readingOf}
    openIds=${openIds}
    shownId=${store.presentation.value?.paper_id}
    onOpen=${choosePaper}
    onBeside=${wide && drawer.value === "agenda" && paper.value?.version ? chooseBeside : null}
  />`
}

// What is done with all papers together.
function PaperTools({ children }) {
  return html`<div class="paper-tools">
    <${Button} kind="secondary" icon="search" title="Ctrl+K" onClick=${() => (drawer.value = "search")}>${t("Search in all papers")}<//>
    ${children}
    <${Book} meetingId=${meetingId} />
  </div>`
}

function Filter() {
  return html`<${PaperFilter} papers=${Object.values(store.papers.value)} readingOf=${readingOf} />`
}

function recall(one) {
  drawer.value = null
  dismissed.value = new Set([...dismissed.value].filter((mark) => !Object.values(dismissalsOf(one)).includes(mark)))
  recalled.value = one.id
}

function Vote() {
  const now = vote.value
  if (!now) return null
  return html`<${VotePanel}
    key=${now.id}
    meetingId=${meetingId}
    vote=${now}
    item=${store.items.value[now.item_id]}
    ballot=${store.ballots.value[now.id]}
    seats=${store.seats.value}
    seat=${seat.value}
    mayVote=${store.may("vote") && Boolean(seat.value?.votes)}
    onDismiss=${() => dismissVote(now)}
  />`
}

function AgendaDrawer({ meeting }) {
  const beside = drawer.value === "beside"
  const open = beside || drawer.value === "agenda"
  return html`<${Drawer} side="left" open=${open} onClose=${() => (drawer.value = null)} title=${beside ? t("Which paper beside this one?") : t("Agenda")} class="room-drawer">
    ${open &&
    html`<div class="room-drawer-tools">
      ${!beside && html`<${PaperTools}>${reading.value.place && html`<${Button} kind="secondary" icon="back" onClick=${() => ((drawer.value = null), closeAll())}>${t("The meeting at a glance")}<//>`}<//>`}
      <${Filter} />
    </div>`}
    ${open && html`<${AgendaTree} items=${store.items.value} currentId=${meeting.current_item_id} under=${underItem} scrollToCurrent />`}
  <//>`
}

function SearchDrawer() {
  const open = drawer.value === "search"
  return html`<${Drawer} side="left" open=${open} onClose=${() => (drawer.value = null)} title=${t("Search in all papers")} class="room-drawer">
    ${open && html`<${MeetingSearch} onOpen=${openHit} />`}
  <//>`
}

function SpeakersDrawer({ meeting }) {
  const open = drawer.value === "speakers"
  return html`<${Drawer} side="right" open=${open} onClose=${() => (drawer.value = null)} title=${t("Speakers' list")} class="room-drawer">
    ${open && html`<${SpeakersList} speeches=${speechesOfItem(store.speeches.value, meeting.current_item_id)} seats=${store.seats.value} mySeatId=${store.me.value?.seat_id} />`}
  <//>`
}

function VotesDrawer() {
  const open = drawer.value === "votes"
  return html`<${Drawer} side="right" open=${open} onClose=${() => (drawer.value = null)} title=${t("Votes of this meeting")} class="room-drawer">${open && html`<${VoteHistory} />`}<//>`
}

tellWhatIsShown(() => ({ ...reading.value.place, ...(vote.value?.state === "open" && { vote_id: vote.value.id }) }))
connect(meetingId)
start(Room)

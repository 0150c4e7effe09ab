// The chair's desk: the agenda, the page everybody sees, the speakers, the votes; all of it in view where there is room.

import { start } from "../core/boot.js"
import { connect, status } from "../core/connection.js"
import { stale, waitingWords } from "../core/connection-dot.js"
import { Failed, Loading } from "../core/empty.js"
import { Icon } from "../core/icon.js"
import { t } from "../core/i18n.js"
import { late } from "../core/on-demand.js"
import { page } from "../core/page.js"
import { store } from "../core/store.js"
import { Tabs } from "../core/tabs.js"
import { announce } from "../core/toast.js"
import { classes, html, useEffect, useState } from "../core/ui.js"
import { AgendaRun } from "../agenda/agenda-run.js"
import { DeskBar } from "../desk/desk-bar.js"
import { useLayout } from "../desk/layout.js"
import { PresentControl } from "../docs/present-control.js"
import { FloorCard } from "../speaking/floor-card.js"
import { listOfItem } from "../speaking/item-list.js"
import { SpeakersDesk } from "../speaking/speakers-desk.js"

const VoteControl = late(() => import("../voting/vote-control.js"), "VoteControl", { first: true })
const VoteFormPlace = late(() => import("../voting/vote-form-place.js"), "VoteFormPlace", { quiet: true })
const Requests = late(() => import("../voting/second-person.js"), "Requests", { quiet: true, first: true })

const Tellings = late(() => import("../voting/urn/teller-panel.js"), "Tellings", { quiet: true })

function Desk() {
  if (!store.loaded.value) {
    const { refused } = status.value
    return html`<main id="main" class="page">
      ${refused ? html`<${Failed} error=${{ message: refused }} onRetry=${() => location.reload()} />` : html`<${Loading} lines=${5} label=${waitingWords(t("Loading…"))} />`}
    </main>`
  }
  return html`<${DeskBar} />
    ${store.ids("tellings").value.length > 0 && html`<${Tellings} meetingId=${page.meeting_id} />`}
    <main id="main" class=${classes("desk", stale.value && "is-stale")}>
      <h1 class="visually-hidden">${t("Chair's desk")}</h1>
      ${store.meeting.value.state === "draft" && html`<${DraftNotice} />`}
      <${Requests} />
      <${Work} />
    </main>
    <${VoteFormPlace} />`
}

function Work() {
  const layout = useLayout()
  const [chosen, setChosen] = useState(null)
  const [left, setLeft] = useState("agenda")
  const [right, setRight] = useState("speakers")
  const currentId = store.meeting.value.current_item_id
  const items = store.items.value
  const openVote = useOpenVote(() => setRight("votes"))

  // The desk goes with the meeting: another item begins, and its papers and votes are in view.
  useEffect(() => {
    setChosen(null)
    if (currentId) setLeft("papers")
  }, [currentId])

  const item = items[chosen] ?? items[currentId] ?? null
  const waiting = listOfItem(store.speeches.value, currentId).length
  const agenda = html`<${AgendaRun} chosenId=${item?.id} onChoose=${setChosen} />`
  const papers = html`<${PresentControl} item=${item} />`
  const tabs = [
    { id: "speakers", label: t("Speakers"), count: waiting },
    { id: "votes", label: openVote && openVote.manner !== "by_hand" ? t("Vote {cast}/{electorate}", openVote) : t("Votes") },
  ]
  const work = { speakers: html`<${SpeakersDesk} />`, votes: html`<${VoteControl} item=${item} />` }
  const besides = html`<section class="panel desk-right" aria-label=${t("Speakers and votes")}>
    <${FloorCard} compact=${right === "votes"} />
    <${Tabs} label=${t("Speakers and votes")} tabs=${tabs} current=${right} onSelect=${setRight}>${work[right]}<//>
  </section>`

  if (layout === "wide") return html`<div class="desk-columns desk-wide">${agenda}${papers}${besides}</div>`
  const main = [
    { id: "agenda", label: t("Agenda") },
    { id: "papers", label: t("Papers") },
  ]
  const views = { agenda, papers, besides }
  if (layout === "middle") {
    return html`<div class="desk-columns desk-middle">
      <${Tabs} label=${t("Agenda and papers")} tabs=${main} current=${left in views && left !== "besides" ? left : "agenda"} onSelect=${setLeft}>${views[left] ?? agenda}<//>
      ${besides}
    </div>`
  }
  const all = [...main, { id: "besides", label: t("Speakers and votes"), count: waiting }]
  return html`<div class="desk-columns desk-narrow">
    <${Tabs} label=${t("Parts of the desk")} tabs=${all} current=${left} onSelect=${setLeft}>${views[left]}<//>
  </div>`
}

// The vote that is open, if any; when one opens it comes into view.
function useOpenVote(onOpened) {
  const vote = Object.values(store.votes.value).find((one) => one.state === "open" && one.manner !== "circulation")
  useEffect(() => {
    if (!vote) return
    onOpened()
    announce(t("Voting is open"))
  }, [vote?.id])
  return vote
}

function DraftNotice() {
  return html`<p class="notice notice-warn desk-notice">
    <${Icon} name="alert" />
    <span>${t("This meeting is a draft: members do not see it yet.")} <a href="/secretariat/meetings/${page.meeting_id}">${t("Publish it in the preparation")}</a></span>
  </p>`
}

connect(page.meeting_id)
start(Desk)

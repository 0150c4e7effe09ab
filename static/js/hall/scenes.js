// What stands on the hall screen, one component per scene (scene.js says which).

import { useServerNow } from "../core/clock.js"
import { Icon } from "../core/icon.js"
import { formatDay, formatTime, t } from "../core/i18n.js"
import { late } from "../core/on-demand.js"
import { store } from "../core/store.js"
import { classes, html, useState } from "../core/ui.js"
import { PagePicture } from "../docs/page-picture.js"
import { questionSize } from "./question.js"
import { HallSpeaker } from "./speaker.js"

const Dot = late(() => import("../docs/picture-over.js"), "PictureDot", { quiet: true })
const OpenVote = late(() => import("./open-vote.js"), "OpenVote", { first: true })
const Counting = late(() => import("./vote-result.js"), "Counting", { first: true })
const Result = late(() => import("./vote-result.js"), "HallResult", { first: true })
const Annulled = late(() => import("./vote-result.js"), "HallAnnulled")
const Reports = late(() => import("./reports.js"), "HallReports", { quiet: true })

export function Scene({ scene }) {
  const Kind = { vote: OpenVote, counting: Counting, result: Result, annulled: Annulled, page: Page, item: Item, waiting: Waiting, ended: Ended }[scene.kind]
  return html`<${Kind} key=${`${scene.kind} ${scene.vote?.id ?? ""}`} vote=${scene.vote} />`
}

function useItem() {
  return store.items.value[store.meeting.value.current_item_id] ?? null
}

function Clock() {
  const now = useServerNow()
  return html`<time class="hall-time">${formatTime(new Date(now).toISOString())}</time>`
}

function Head({ item }) {
  const { title, body } = store.meeting.value
  return html`<header class="hall-head">
    ${item ? html`<span class="hall-number">${item.number}</span>` : null}
    <div class="hall-head-words">
      <h1>${item ? item.title : title}</h1>
      <p>${item ? item.presenter && t("Presented by {name}", { name: item.presenter }) : body}</p>
    </div>
    <${Clock} />
  </header>`
}

// A page that is higher than wide has the whole height, the words beside it; a slide has the whole width.
function Page() {
  const item = useItem()
  const [shape, setShape] = useState(0.7)
  const shown = store.presentation.value
  const paper = store.papers.value[shown.paper_id]
  const version = { key: shown.key, count: Math.max(paper?.version?.page_count ?? 1, shown.page) }
  return html`<div class=${classes("hall-page", shape > 1.1 ? "hall-page-wide" : "hall-page-tall")} style=${{ "--shape": shape }}>
    <${PagePicture}
      key=${shown.paper_id}
      meetingId=${store.meeting.value.id}
      paperId=${shown.paper_id}
      version=${version}
      page=${shown.page}
      region=${shown.region}
      over=${(at) => html`<${Dot} ...${at} />`}
      label=${t("{paper}, page {page}", { paper: paper?.title ?? "", page: shown.page })}
      onShape=${setShape}
    />
    <div class="hall-page-side">
      <${Head} item=${item} />
      <p class="hall-paper"><${Icon} name="file" /><span>${paper?.title}</span> <span class="figures">${t("page {page}/{count}", { page: shown.page, count: version.count })}</span></p>
      <${HallSpeaker} />
    </div>
  </div>`
}

function Item() {
  const item = useItem()
  if (!item) return html`<${Waiting} />`
  const tells = Object.values(store.reports.value).some(({ item_id }) => item_id === item.id)
  return html`<div class="hall-item">
    <header class="hall-top"><p>${store.meeting.value.title}</p><${Clock} /></header>
    <div class=${classes("hall-middle", tells && "hall-telling")}>
      <p class="hall-label">${t("Item {number}", { number: item.number })}</p>
      <h1 class=${questionSize(item.title)}>${item.title}</h1>
      ${item.presenter && html`<p class="hall-presenter">${t("Presented by {name}", { name: item.presenter })}</p>`}
      ${tells && html`<${Reports} key=${item.id} itemId=${item.id} />`}
    </div>
    <${HallSpeaker} />
  </div>`
}

function Waiting() {
  const { body, title, starts_at, place, state } = store.meeting.value
  return html`<div class="hall-waiting">
    <p class="hall-body">${body}</p>
    <h1>${title}</h1>
    <p class="hall-when">${[formatTime(starts_at), formatDay(starts_at), place].filter(Boolean).join(" · ")}</p>
    <${Clock} />
    ${state === "published" && html`<p class="hall-label">${t("The meeting begins soon.")}</p>`}
    <${HallSpeaker} />
  </div>`
}

function Ended() {
  const { body, title, ended_at } = store.meeting.value
  return html`<div class="hall-waiting">
    <p class="hall-body">${body}</p>
    <h1>${title}</h1>
    <p class="hall-when">${t("The meeting ended at {time}.", { time: formatTime(ended_at) })}</p>
    <${Clock} />
  </div>`
}

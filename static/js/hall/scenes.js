// What stands on the hall screen, one component per scene (scene.js says which).

import { useServerNow } from "../core/clock.js"
import { Icon } from "../core/icon.js"
import { formatDay, formatNumber, formatPercent, formatTime, t } from "../core/i18n.js"
import { late } from "../core/on-demand.js"
import { store } from "../core/store.js"
import { classes, html, useState } from "../core/ui.js"
import { PagePicture } from "../docs/page-picture.js"
import { ChoiceMark, choiceWords, outcomeWords } from "../voting/choices.js"
import { Hemicycle } from "../voting/hemicycle.js"
import { requiredWords } from "../voting/result.js"
import { baseWords, ruleWords } from "../voting/rule-words.js"
import { HallSpeaker } from "./speaker.js"

const Dot = late(() => import("../docs/picture-over.js"), "PictureDot", { quiet: true })

export function Scene({ scene }) {
  const Kind = { vote: OpenVote, counting: Counting, result: Result, page: Page, item: Item, waiting: Waiting, ended: Ended }[scene.kind]
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
  return html`<div class="hall-item">
    <header class="hall-top"><p>${store.meeting.value.title}</p><${Clock} /></header>
    <div class="hall-middle">
      <p class="hall-label">${t("Item {number}", { number: item.number })}</p>
      <h1 class=${questionSize(item.title)}>${item.title}</h1>
      ${item.presenter && html`<p class="hall-presenter">${t("Presented by {name}", { name: item.presenter })}</p>`}
    </div>
    <${HallSpeaker} />
  </div>`
}

function OpenVote({ vote }) {
  const share = vote.electorate ? Math.min(1, vote.cast / vote.electorate) : 0
  return html`<div class="hall-vote">
    <p class="hall-banner"><${Icon} name="ballot" />${t("Please vote")}</p>
    <h1 class=${questionSize(vote.title)}>${vote.title}</h1>
    <div class="hall-cast">
      <p class="hall-cast-figures figures"><strong>${formatNumber(vote.cast)}</strong><span>/ ${formatNumber(vote.electorate)}</span></p>
      <p class="hall-cast-words">${t("members have voted")}</p>
      <div class="hall-bar" role="progressbar" aria-label=${t("Ballots cast")} aria-valuemin="0" aria-valuemax=${vote.electorate} aria-valuenow=${vote.cast}>
        <div style=${{ transform: `scaleX(${share})` }} />
      </div>
    </div>
    <p class="hall-rule">${t("Required: {rule}", { rule: ruleWords(vote.rule) })}</p>
  </div>`
}

function Counting({ vote }) {
  return html`<div class="hall-vote">
    <p class="hall-banner hall-banner-quiet"><${Icon} name="lock" />${t("Voting is closed")}</p>
    <h1 class=${questionSize(vote.title)}>${vote.title}</h1>
    <p class="hall-cast-words">${t("The chair will announce the result.")}</p>
  </div>`
}

function Result({ vote }) {
  const { result } = vote
  const { number, kind } = result.base
  const adopted = result.outcome === "adopted"
  return html`<div class="hall-result">
    <h1 class=${questionSize(vote.title)}>${vote.title}</h1>
    <div class="hall-result-parts">
      <${Hemicycle} counts=${{ ...result.counts, not_cast: result.not_cast }} />
      <table class="hall-table figures">
        <caption class="visually-hidden">${t("Result of the vote: {question}", { question: vote.title })}</caption>
        <tbody>
          ${[...vote.options, "not_cast"].map(
            (choice) => html`<tr key=${choice} class="hall-row-${choice}">
              <th scope="row"><${ChoiceMark} choice=${choice} />${choiceWords(choice)}</th>
              <td>${formatNumber(choice === "not_cast" ? result.not_cast : result.counts[choice])}</td>
              <td class="hall-percent">${result.percent[choice] == null ? "" : formatPercent(result.percent[choice])}</td>
            </tr>`,
          )}
        </tbody>
        <tfoot>
          <tr><td colspan="3">${t("Percentages of {number} {base}", { number: formatNumber(number), base: baseWords(kind) })}</td></tr>
        </tfoot>
      </table>
    </div>
    <div class=${classes("hall-outcome", adopted ? "hall-adopted" : "hall-rejected")}>
      <p class="hall-outcome-words"><${Icon} name=${adopted ? "check" : "close"} />${outcomeWords(result.outcome)}</p>
      <p>
        ${t("{count} for", { count: formatNumber(result.counts.for) })} · ${requiredWords(vote, result)}
        ${result.tie_broken_by && html`<br />${t("The votes were equal: the side of the chair decided.")}`}
      </p>
    </div>
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

// A long question is set smaller, never cut.
function questionSize(text) {
  if (text.length > 220) return "hall-question hall-question-long"
  return text.length > 110 ? "hall-question hall-question-middle" : "hall-question"
}

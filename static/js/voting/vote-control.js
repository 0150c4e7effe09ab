// The votes as the chair runs them: draft → open → close → publish. One card each; what is open or newly counted stands first.

import { Empty } from "../core/empty.js"
import { t, tn } from "../core/i18n.js"
import { late } from "../core/on-demand.js"
import { store } from "../core/store.js"
import { html } from "../core/ui.js"
import { draftsOf, DraftList } from "./draft-list.js"
import { showDraft } from "./ready-draft.js"
import { VoteCard } from "./vote-card.js"
import { askForVote } from "./vote-form-place.js"
import { NewVote } from "./vote-templates.js"

const ReportedResults = late(() => import("./reported-results.js"), "ReportedResults", { quiet: true })

const URGENCY = { open: 0, closed: 1, draft: 2, published: 3, annulled: 4 }

export function VoteControl({ item }) {
  const votes = Object.values(store.votes.value)
  const drafts = draftsOf(votes, item?.id)
  const here = votes.filter((vote) => isHere(vote, item) && !drafts.includes(vote)).sort(byUrgency)
  const elsewhere = votes.filter((vote) => !here.includes(vote) && !drafts.includes(vote)).sort(byUrgency)
  const ended = store.meeting.value.state === "ended"
  const reported = item && Object.values(store.reports.value).some(({ item_id }) => item_id === item.id)
  const pressing = here.filter(({ state }) => state === "open" || state === "closed")
  const over = here.filter((vote) => !pressing.includes(vote))
  const acts = { onEdit: (vote) => askForVote({ vote }), onDraft: (draft) => askForVote({ draft, itemId: draft.item_id }) }
  const card = (vote) => html`<${VoteCard} key=${vote.id} vote=${vote} itemId=${item?.id} ...${acts} />`
  return html`<div class="votes stack">
    ${pressing.map(card)}
    ${drafts.length > 0 && html`<${DraftList} votes=${drafts} itemId=${item?.id} ...${acts} />`}
    ${reported && html`<${ReportedResults} itemId=${item.id} />`}
    ${!here.length && !drafts.length && (ended || !item) && html`<${Empty} icon="ballot" title=${t("No votes on this item yet.")} />`}
    ${!ended && item && html`<${NewVote} item=${item} onDrafted=${showDraft} onFill=${(draft) => askForVote({ draft: draft ?? undefined, itemId: item.id })} />`}
    ${over.map(card)}
    ${elsewhere.length > 0 &&
    html`<details class="votes-elsewhere">
      <summary>${tn("{count} vote on other items", "{count} votes on other items", elsewhere.length)}</summary>
      <div class="stack">${elsewhere.map(card)}</div>
    </details>`}
  </div>`
}

// What is open, or counted and not yet told, is before the chair whatever the item; a test of the tablets only while it is open.
function isHere(vote, item) {
  if (vote.state === "open" || (vote.state === "closed" && !vote.hall_at && !vote.is_test)) return true
  return vote.item_id === item?.id && !vote.is_test
}

function byUrgency(a, b) {
  return URGENCY[a.state] - URGENCY[b.state] || (b.closed_at ?? "").localeCompare(a.closed_at ?? "") || a.position - b.position || a.id - b.id
}

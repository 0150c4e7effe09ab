// The votes drafted ahead on an item, in the order in which they will be put: changed by dragging, by buttons and by keys.

import { useAct } from "../core/act.js"
import { api } from "../core/api.js"
import { ActFailure, IconButton } from "../core/button.js"
import { useDragging } from "../core/dragging.js"
import { Icon } from "../core/icon.js"
import { t } from "../core/i18n.js"
import { announce } from "../core/toast.js"
import { html, useRef } from "../core/ui.js"
import { meetingPath } from "../agenda/meeting-path.js"
import { VoteCard } from "./vote-card.js"
import { bodyOf, draftOfVote } from "./vote-draft.js"

export function draftsOf(votes, itemId) {
  return votes.filter((vote) => vote.state === "draft" && vote.item_id === itemId && !vote.is_test).sort((a, b) => a.position - b.position || a.id - b.id)
}

export function DraftList({ votes, itemId, ...acts }) {
  const list = useRef(null)
  const place = useAct((key, id, position) => api.put(meetingPath(`/votes/${id}`), { ...bodyOf(draftOfVote(votes.find((vote) => vote.id === id))), position }, { key }))
  const move = (id, to) => {
    if (to < 0 || to >= votes.length) return
    place.run(id, to + 1)
    announce(t("{name} is now number {place}.", { name: votes.find((vote) => vote.id === id).title, place: to + 1 }))
  }
  const several = votes.length > 1
  useDragging(list, { enabled: several, onDrop: ({ id, ids }) => move(id, ids.indexOf(id)) })
  const order = (vote, n) => several && html`<${Order} key=${vote.id} vote=${vote} n=${n} last=${n === votes.length - 1} onMove=${(step) => move(vote.id, n + step)} />`
  return html`<ol class="drafts stack" ref=${list} aria-label=${t("Votes prepared on this item")}>
      ${votes.map((vote, n) => html`<li key=${vote.id} data-id=${vote.id}><${VoteCard} vote=${vote} itemId=${itemId} head=${order(vote, n)} ...${acts} /></li>`)}
    </ol>
    <${ActFailure} error=${place.error.value} />`
}

function Order({ vote, n, last, onMove }) {
  const keys = (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (!step) return
    event.preventDefault()
    onMove(step)
  }
  return html`<span class="draft-order">
    <button type="button" class="drag-handle" aria-label=${t("Move {name}: up and down keys", { name: vote.title })} title=${t("Drag to move")} onKeyDown=${keys}>
      <span class="count">${n + 1}</span><${Icon} name="drag" />
    </button>
    <${IconButton} icon="move_up" label=${t("Move {name} up", { name: vote.title })} disabled=${n === 0} onClick=${() => onMove(-1)} />
    <${IconButton} icon="move_down" label=${t("Move {name} down", { name: vote.title })} disabled=${last} onClick=${() => onMove(1)} />
  </span>`
}

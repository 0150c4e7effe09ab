// The votes of one agenda item, to look at again.

import { Badge } from "../core/badge.js"
import { Icon } from "../core/icon.js"
import { t } from "../core/i18n.js"
import { html } from "../core/ui.js"
import { outcomeIcon, outcomeTone, outcomeWords } from "./outcome-words.js"

const TONES = { good: "good", bad: "neutral", open: "info" }

export function VoteLinks({ votes, itemId, onOpen }) {
  const known = Object.values(votes).filter((vote) => vote.item_id === itemId && vote.state !== "draft")
  if (!known.length) return null
  return html`<ul class="paper-list">
    ${known.map(
      (vote) => html`<li key=${vote.id}>
        <button type="button" class="list-row paper" onClick=${() => onOpen(vote)}>
          <${Icon} name="ballot" />
          <span class="grow"><span class="paper-title">${vote.title}</span><span class="paper-facts"><${VoteState} vote=${vote} /></span></span>
        </button>
      </li>`,
    )}
  </ul>`
}

function VoteState({ vote }) {
  if (vote.state === "annulled") return html`<${Badge} tone="bad" icon="close">${t("Annulled")}<//>`
  if (vote.state === "open") return html`<${Badge} tone="live">${t("Voting is open")}<//>`
  if (vote.state === "closed" || !vote.result) return html`<${Badge}>${vote.hall_at ? t("Result shown in the hall") : t("Result to be published")}<//>`
  const { outcome } = vote.result
  return html`<${Badge} tone=${TONES[outcomeTone(outcome)]} icon=${outcomeIcon(outcome)}>${outcomeWords(vote.kind === "choice" && outcome === "adopted" ? "chosen" : outcome, vote.kind)}<//>`
}

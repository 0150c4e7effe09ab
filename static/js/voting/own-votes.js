// What I answered, by name, in all my meetings. Secret votes are not among them: nobody knows, and so it should be.

import { api } from "../core/api.js"
import { Empty, Failed, Loading } from "../core/empty.js"
import { t } from "../core/i18n.js"
import { Icon } from "../core/icon.js"
import { html, useEffect, useState } from "../core/ui.js"
import { answerWords } from "./answers.js"
import { HistoryRow } from "./history-row.js"

export function OwnVotes() {
  const [votes, setVotes] = useState(null)
  const [failure, setFailure] = useState(null)
  const load = () => api.get("/api/me/votes", { tries: 2 }).then((answer) => (setFailure(null), setVotes(answer.votes)), setFailure)
  useEffect(() => void load(), [])
  if (failure) return html`<${Failed} error=${failure} onRetry=${load} />`
  if (!votes) return html`<${Loading} lines=${5} />`
  if (!votes.length) return html`<${Empty} icon="ballot" title=${t("You have not been asked by name yet.")}><${NothingSecret} /><//>`
  // With the focus in it a long list is scrolled by the keyboard, although nothing in it can be pressed.
  return html`<div class="vote-history stack" role="group" aria-label=${t("My votes")} tabindex="0">
    <${NothingSecret} />
    <ul class="list">
      ${votes.map(
        (vote) => html`<${HistoryRow} key=${vote.id} vote=${vote} where=${`${vote.meeting.title} · ${vote.item.title}`}>
          <p class="history-own">${ownWords(vote)}</p>
        <//>`,
      )}
    </ul>
  </div>`
}

function ownWords(vote) {
  if (vote.answer) return t("Your answer: {choice}", { choice: answerWords(vote, vote.answer) })
  return vote.manner === "by_hand" ? t("Counted by hand: who answered what was not recorded.") : t("You did not answer.")
}

function NothingSecret() {
  return html`<p class="row tight small soft"><${Icon} name="lock" /><span class="grow">${t("Secret votes are not listed: what you answered there is not kept under your name.")}</span></p>`
}

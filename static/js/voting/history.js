// The votes of a meeting that are over, with a filter; for the desk also the record as files.

import { meetingPath } from "../agenda/meeting-path.js"
import { api } from "../core/api.js"
import { Empty, Failed, Loading } from "../core/empty.js"
import { Field } from "../core/field.js"
import { fold, t, tn } from "../core/i18n.js"
import { store } from "../core/store.js"
import { html, useEffect, useState } from "../core/ui.js"
import { HistoryRow } from "./history-row.js"
import { RecordExport } from "./record-export.js"

const OUTCOMES = {
  all: { words: () => t("All results"), fits: () => true },
  carried: { words: () => t("Adopted or elected"), fits: ({ state, result }) => state !== "annulled" && ["adopted", "elected", "chosen"].includes(result.outcome) },
  not_carried: { words: () => t("Not adopted or not decided"), fits: ({ state, result }) => state !== "annulled" && ["rejected", "incomplete", "tied"].includes(result.outcome) },
  annulled: { words: () => t("Annulled"), fits: ({ state }) => state === "annulled" },
}

export function VoteHistory() {
  const { votes, failure, load } = useHistory()
  const [words, setWords] = useState("")
  const [outcome, setOutcome] = useState("all")
  if (failure && !votes) return html`<${Failed} error=${failure} onRetry=${load} />`
  if (!votes) return html`<${Loading} lines=${5} />`
  const shown = votes.filter((vote) => OUTCOMES[outcome].fits(vote) && holds(vote, words))
  return html`<div class="vote-history stack">
    ${votes.length > 0 && html`<div class="history-filters">
      <${Field} label=${t("Find a question")} type="search" value=${words} onInput=${setWords} />
      <${Field} label=${t("Result")} as="select" value=${outcome} onInput=${setOutcome}>
        ${Object.entries(OUTCOMES).map(([name, one]) => html`<option key=${name} value=${name} selected=${name === outcome}>${one.words()}</option>`)}
      <//>
    </div>`}
    <p class="small soft" role="status">${votes.length > 0 && tn("{count} vote", "{count} votes", shown.length)}</p>
    ${!votes.length && html`<${Empty} icon="ballot" title=${t("No vote has been counted yet.")} />`}
    <ul class="list">${shown.map((vote) => html`<${HistoryRow} key=${vote.id} vote=${vote} where=${`${vote.item.number}. ${vote.item.title}`} />`)}</ul>
    ${store.may("see_desk") && html`<${RecordExport} />`}
  </div>`
}

// Fetched again whenever a vote reaches another state: the list is what the server says, not what is put together here.
function useHistory() {
  const [votes, setVotes] = useState(null)
  const [failure, setFailure] = useState(null)
  const load = () =>
    api.get(meetingPath("/vote-history"), { tries: 2 }).then(
      (answer) => (setVotes(answer.votes), setFailure(null)),
      (error) => setFailure(error),
    )
  const states = Object.values(store.votes.value).map(({ id, state, hall_at: inHall }) => `${id} ${state} ${inHall}`).join()
  useEffect(() => void load(), [states])
  return { votes, failure, load }
}

function holds(vote, words) {
  const text = fold([vote.title, vote.item.title, ...vote.subjects.map(({ title }) => title)].join(" "))
  return fold(words).split(/\s+/).every((word) => text.includes(word))
}

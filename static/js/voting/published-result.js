// The result of a vote as a member sees it: what it came to, the own answer, and the numbers in the view one likes best.

import { Icon } from "../core/icon.js"
import { t } from "../core/i18n.js"
import { late } from "../core/on-demand.js"
import { Tabs } from "../core/tabs.js"
import { html, useState } from "../core/ui.js"
import { AnswerList } from "./answer-list.js"
import { answerWords, isSecret } from "./answers.js"
import { answerIn } from "./own-secret.js"
import { Outcome, ResultPicture, ResultTable } from "./result.js"
import { ResultBars } from "./result-bars.js"

const SeatsOfResult = late(() => import("./result-seats.js"), "SeatsOfResult")
const ResultByGroup = late(() => import("./result-by-group.js"), "ResultByGroup")
const RollCall = late(() => import("./roll-call.js"), "RollCall")

const VIEWS = { picture: Picture, seats: SeatsOfResult, groups: ResultByGroup, names: RollCall, table: ResultTable }
const TITLES = { picture: () => t("Picture"), seats: () => t("Seats"), groups: () => t("Groups"), names: () => t("Names"), table: () => t("Table") }

export function PublishedResult({ vote, ballot, seats, ownSeatId }) {
  const { result } = vote
  const views = viewsOf(result)
  const [chosen, setChosen] = useState("picture")
  const current = views.includes(chosen) ? chosen : "picture"
  const View = VIEWS[current]
  return html`<div class="published-result stack">
    <${Outcome} vote=${vote} result=${result} />
    <${OwnAnswer} vote=${vote} ballot=${ballot} ownSeatId=${ownSeatId} />
    <${Tabs} label=${t("Ways to see the result")} tabs=${views.map((id) => ({ id, label: TITLES[id]() }))} current=${current} onSelect=${setChosen}>
      <${View} vote=${vote} result=${result} seats=${seats} ownSeatId=${ownSeatId} />
    <//>
    ${!result.roll_call && html`<p class="notice"><${Icon} name="lock" />${hiddenWords(vote)}</p>`}
  </div>`
}

// Seats, groups and names only where it is public who answered what; groups where there were any, and the result tells of them.
export function viewsOf(result) {
  if (!result.roll_call) return ["picture", "table"]
  return ["picture", "seats", result.by_group?.length && "groups", "names", "table"].filter(Boolean)
}

function hiddenWords(vote) {
  if (isSecret(vote)) return t("The vote was secret: nobody can say who answered what, so there are no seats and no names to show.")
  return t("Who answered what was not recorded, so there are no seats and no names to show.")
}

function Picture({ vote, result }) {
  if (vote.form !== "one") return html`<${ResultPicture} vote=${vote} result=${result} />`
  return html`<div class="result-picture"><${ResultPicture} vote=${vote} result=${result} /><${ResultBars} vote=${vote} result=${result} /></div>`
}

function OwnAnswer({ vote, ballot, ownSeatId }) {
  const answer = answerIn(ballot)
  // Of an annulled vote nothing counts, and that is said above.
  if (isSecret(vote)) return vote.state !== "annulled" && vote.result.voted?.includes(ownSeatId) ? html`<p class="notice notice-good"><${Icon} name="check" />${t("Your sealed ballot was counted.")}</p>` : null
  if (!answer) return null
  if (vote.form === "one") return html`<p>${t("Your answer: {choice}", { choice: answerWords(vote, answer) })}</p>`
  return html`<details class="own-ballot"><summary>${t("Your ballot")}</summary><${AnswerList} vote=${vote} answer=${answer} /></details>`
}

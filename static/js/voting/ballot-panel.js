// My answer to a vote: the ballot as long as it is open, and under it what the server has recorded. It shows nothing as recorded
// that the server did not say, and nothing that happens elsewhere changes a ballot being filled in. When the result is out, only an
// answer that was still on its way has something to say here.

import { stale } from "../core/connection-dot.js"
import { Icon } from "../core/icon.js"
import { t } from "../core/i18n.js"
import { late } from "../core/on-demand.js"
import { html, useMemo, useRef } from "../core/ui.js"
import { isSecret } from "./answers.js"
import { BallotState } from "./ballot-state.js"
import { useBallotSending } from "./ballot-sending.js"
import { ChoiceButtons } from "./choice-buttons.js"

const BallotPaper = late(() => import("./ballot-paper.js"), "BallotPaper")
const CirculatedBallot = late(() => import("./circulated-ballot.js"), "CirculatedBallot")
const SecretPromise = late(() => import("./secret-promise.js"), "SecretPromise", { quiet: true })

// ballot: what the server has of mine, or undefined
export function BallotPanel({ meetingId, vote, ballot }) {
  const sending = useBallotSending(meetingId, vote, ballot)
  const paper = usePaper(vote)
  const Form = formOf(vote)
  // The same picture as long as nothing of it has changed, so that whatever else comes in leaves a half-filled ballot alone.
  const form = useMemo(() => html`<${Form} vote=${paper} ballot=${ballot} sending=${sending} />`, [paper, ballot, sending.state, sending.asked, sending.error, sending.recorded])
  const open = vote.state === "open"
  // The result may be out while an answer still hangs between: what became of that answer is told all the same.
  if (!open && vote.state !== "closed") return sending.asked && html`<${BallotState} vote=${vote} ballot=${ballot} sending=${sending} />`
  return html`
    ${open && isSecret(vote) && html`<${SecretPromise} vote=${vote} />`}
    ${open && stale.value && html`<p class="notice notice-warn" role="status"><${Icon} name="alert" />${t("There is no connection. What you answer now is not recorded until it is back.")}</p>`}
    ${form}
    <${BallotState} vote=${vote} ballot=${ballot} sending=${sending} />
  `
}

function formOf(vote) {
  if (vote.manner === "circulation" && vote.form === "one") return CirculatedBallot
  return vote.form === "one" ? ChoiceButtons : BallotPaper
}

// What is on a ballot does not change from opening to closing; the numbers that come in beside it do.
function usePaper(vote) {
  const paper = useRef(vote)
  if (paper.current.state !== vote.state || paper.current.deadline_at !== vote.deadline_at) paper.current = vote
  return paper.current
}

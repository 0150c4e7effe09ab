// What a member called by name says to several names: the same paper as on a tablet, filled in by the desk.

import { Button } from "../core/button.js"
import { Icon } from "../core/icon.js"
import { html, useState } from "../core/ui.js"
import { t } from "../core/i18n.js"
import { emptyAnswer, missingWords } from "./answers.js"
import { EachBallot } from "./each-ballot.js"
import { PickBallot } from "./pick-ballot.js"

export function EntryPaper({ vote, answer: entered, onAnswer }) {
  const [answer, setAnswer] = useState(entered ?? emptyAnswer(vote))
  const [asked, setAsked] = useState(0)
  const [full, setFull] = useState(false)
  const missing = missingWords(vote, answer)
  const Paper = vote.form === "picks" ? PickBallot : EachBallot
  const set = (next) => {
    setAnswer(next)
    setFull(false)
  }
  return html`<div class="ballot-paper stack">
    <${Paper} vote=${vote} answer=${answer} asked=${asked} onChange=${set} onFull=${() => setFull(true)} />
    ${full && html`<p class="ballot-missing" role="alert"><${Icon} name="alert" />${t("No more than {most} may be chosen. Take one away first.", { most: vote.max_picks })}</p>`}
    ${asked > 0 && missing && html`<p class="ballot-missing" role="alert"><${Icon} name="alert" />${missing}</p>`}
    <${Button} kind="primary" size="large" icon="check" onClick=${() => (missing ? setAsked(asked + 1) : onAnswer(answer))}>${t("Enter this answer")}<//>
  </div>`
}

// What opinions by circulation of an earlier meeting came to, under the item on which they are told: each in a few lines, as the
// hall may know it.

import { Icon } from "../core/icon.js"
import { formatNumber, t } from "../core/i18n.js"
import { classes, html, useEffect } from "../core/ui.js"
import { ChoiceMark, resultWords } from "../voting/choices.js"
import { brokenWords, outcomeIcon, outcomeTone, outcomeWords } from "../voting/outcome-words.js"
import { purposeWords, useReports } from "../voting/reports.js"
import { usePaged } from "./paged.js"

const REPORTS = 1 // on one screen
const AGAIN_MS = 10_000 // nobody is there to press a button

export function HallReports({ itemId }) {
  const { reports, failure, retry } = useReports(itemId)
  useEffect(() => {
    if (!failure) return undefined
    const timer = setTimeout(retry, AGAIN_MS)
    return () => clearTimeout(timer)
  }, [failure])
  const [shown, paging] = usePaged(reports, REPORTS)
  if (!reports.length) return null
  return html`<section class="hall-reports" aria-label=${t("Results of opinions by circulation")}>
    ${shown.map((report) => html`<${Reported} key=${report.id} report=${report} />`)}
    ${paging}
  </section>`
}

function Reported({ report: { vote, purpose } }) {
  const { result } = vote
  const isAnnulled = vote.state === "annulled"
  const tone = isAnnulled ? "bad" : outcomeTone(result.outcome)
  return html`<article class="hall-report">
    <p class="hall-report-kind">${t("Opinion by circulation")} · ${purposeWords(purpose)}</p>
    <h2>${isAnnulled ? html`<s>${vote.title}</s>` : vote.title}</h2>
    <p class=${classes("hall-report-outcome", `hall-report-${tone}`)}><${Icon} name=${isAnnulled ? "close" : outcomeIcon(result.outcome)} />${isAnnulled ? t("This result has been annulled since: it no longer counts.") : outcomeWords(result.outcome)}</p>
    ${!isAnnulled && result.tie_break && html`<p class="hall-report-kind">${brokenWords(result.tie_break)}</p>`}
    ${!isAnnulled && html`<ul class="hall-report-numbers figures">${[...vote.options, "not_cast"].map((choice) => html`<${Number} key=${choice} vote=${vote} choice=${choice} number=${choice === "not_cast" ? result.not_cast : result.counts[choice]} />`)}</ul>`}
  </article>`
}

function Number({ vote, choice, number }) {
  return html`<li><${ChoiceMark} choice=${choice} />${resultWords(vote, choice)} <strong>${formatNumber(number)}</strong></li>`
}

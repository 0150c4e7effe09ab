// The result of a vote, exactly as the server counted it: outcome, what was required, numbers with their base.
// Nothing is computed here; the same object is shown on every screen.

import { Icon } from "../core/icon.js"
import { formatNumber, formatPercent, t } from "../core/i18n.js"
import { classes, html } from "../core/ui.js"
import { ChoiceMark, choiceWords, outcomeWords } from "./choices.js"
import { Hemicycle } from "./hemicycle.js"
import { baseWords, ruleWords } from "./rule-words.js"

// <${VoteResult} vote=${vote} result=${vote.result} />; picture=${false} leaves the half-circle out
export function VoteResult({ vote, result, picture = true, wide }) {
  return html`<div class=${classes("vote-result", wide && "vote-result-wide")}>
    <${Outcome} vote=${vote} result=${result} />
    ${picture && html`<${Hemicycle} counts=${{ ...result.counts, not_cast: result.not_cast }} />`}
    <${ResultTable} vote=${vote} result=${result} />
  </div>`
}

export function Outcome({ vote, result }) {
  const adopted = result.outcome === "adopted"
  return html`<div class=${classes("outcome", adopted ? "outcome-adopted" : "outcome-rejected")}>
    <p class="outcome-words"><${Icon} name=${adopted ? "check" : "close"} />${outcomeWords(result.outcome)}</p>
    <p class="outcome-rule">${requiredWords(vote, result)}</p>
    ${result.tie_broken_by && html`<p class="outcome-rule">${t("The votes were equal: the side of the chair decided.")}</p>`}
  </div>`
}

// "Required: 24 votes for – more than 1/2 of all members (46)"
export function requiredWords(vote, result) {
  return t("Required: {required} votes for – {rule} ({number})", {
    required: formatNumber(result.required),
    rule: ruleWords(vote.rule),
    number: formatNumber(result.base.number),
  })
}

export function ResultTable({ vote, result }) {
  const { base, electorate, present, cast, invalid, percent } = result
  return html`<table class="result-table">
    <caption class="visually-hidden">${t("Result of the vote: {question}", { question: vote.title })}</caption>
    <thead>
      <tr>
        <th scope="col">${t("Answer")}</th>
        <th scope="col" class="number">${t("Number")}</th>
        <th scope="col" class="number">${t("Of {number} {base}", { number: formatNumber(base.number), base: baseWords(base.kind) })}</th>
      </tr>
    </thead>
    <tbody>
      ${vote.options.map((choice) => html`<${Row} key=${choice} choice=${choice} number=${result.counts[choice]} percent=${percent[choice]} />`)}
      <${Row} choice="not_cast" number=${result.not_cast} percent=${percent.not_cast} />
      ${invalid > 0 && html`<${Row} choice="invalid" number=${invalid} percent=${percent.invalid} />`}
    </tbody>
    <tfoot>
      <tr>
        <td colspan="3">
          ${t("Entitled to vote: {electorate} · present: {present} · ballots cast: {cast}", {
            electorate: formatNumber(electorate),
            present: formatNumber(present),
            cast: formatNumber(cast),
          })}
        </td>
      </tr>
    </tfoot>
  </table>`
}

function Row({ choice, number, percent }) {
  return html`<tr class="result-row-${choice}">
    <th scope="row"><span class="result-choice"><${ChoiceMark} choice=${choice} />${choiceWords(choice)}</span></th>
    <td class="number strong">${formatNumber(number)}</td>
    <td class="number">${percent == null ? "–" : formatPercent(percent)}</td>
  </tr>`
}

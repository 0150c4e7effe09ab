// The result of a vote, exactly as the server counted it: outcome, what was required, numbers with their base.
// Nothing is computed here; the same object is shown on every screen.

import { Icon } from "../core/icon.js"
import { formatNumber, formatPercent, t, tn } from "../core/i18n.js"
import { late } from "../core/on-demand.js"
import { classes, html } from "../core/ui.js"
import { ChoiceMark, choiceWords, resultWords } from "./choices.js"
import { countsOf, Hemicycle } from "./hemicycle.js"
import { brokenWords, outcomeIcon, outcomeTone, outcomeWords } from "./outcome-words.js"
import { baseWords, isOfMistrust, ruleWords } from "./rule-words.js"
import { isWon, placesLeft, winners } from "./winners.js"

const SubjectsTable = late(() => import("./subjects-table.js"), "SubjectsTable")
const SubjectsBars = late(() => import("./subjects-bars.js"), "SubjectsBars")

// <${VoteResult} vote=${vote} result=${vote.result} />; picture=${false} leaves the picture out
export function VoteResult({ vote, result, picture = true, wide }) {
  return html`<div class=${classes("vote-result", wide && "vote-result-wide")}>
    <${Outcome} vote=${vote} result=${result} />
    ${picture && html`<${ResultPicture} vote=${vote} result=${result} />`}
    <${ResultTable} vote=${vote} result=${result} />
  </div>`
}

// A half-circle of one question; bars of several names.
export function ResultPicture({ vote, result }) {
  if (vote.form !== "one") return html`<${SubjectsBars} vote=${vote} result=${result} />`
  return html`<${Hemicycle} counts=${countsOf(result)} />`
}

export function ResultTable({ vote, result }) {
  if (vote.form !== "one") return html`<${SubjectsTable} vote=${vote} result=${result} />`
  return html`<${AnswersTable} vote=${vote} result=${result} />`
}

export function Outcome({ vote, result }) {
  const { outcome } = result
  return html`<div class=${classes("outcome", `outcome-${outcomeTone(outcome)}`, vote.state === "annulled" && "is-annulled")}>
    <p class="outcome-words"><${Icon} name=${outcomeIcon(outcome)} />${headline(vote, result)}</p>
    ${!isWon(result) && wonWords(result) && html`<p class="outcome-rule strong">${wonWords(result)}</p>`}
    <p class="outcome-rule">${requiredWords(vote, result)}</p>
    ${tiesWords(vote, result).map((words) => html`<p class="outcome-rule" key=${words}><${Icon} name="alert" />${words}</p>`)}
    ${vote.is_test && html`<p class="outcome-rule">${t("This was a test of the tablets: it decides nothing.")}</p>`}
    ${vote.is_consultative && !vote.is_test && html`<p class="outcome-rule">${t("Consultative: it decides nothing.")}</p>`}
    ${vote.by_hand && html`<p class="outcome-rule"><${Icon} name="hand" />${byHandWords(vote.by_hand)}</p>`}
  </div>`
}

// Whom or what it came to says more than that all places are filled.
function headline({ kind }, result) {
  return isWon(result) ? wonWords(result) : outcomeWords(result.outcome, kind)
}

// "Elected: A; B", where names stood against each other; null where nobody won.
export function wonWords(result) {
  const won = winners(result)
  return won.length ? t("{outcome}: {names}", { outcome: outcomeWords(won[0].outcome), names: won.map(({ title }) => title).join("; ") }) : null
}

// "Required: 24 votes for – more than 1/2 of all members (46)"
export function requiredWords(vote, result) {
  const words = { rule: ruleWords(vote.rule), number: formatNumber(result.base.number) }
  if (result.required == null) return result.outcome === "counted" ? "" : t("Decided by: {rule} · {base}: {number}", { ...words, base: baseWords(result.base.kind) })
  const required = formatNumber(result.required)
  if (vote.form === "one") return t("Required: {required} votes for – {rule} ({number})", { ...words, required })
  if (isOfMistrust(vote.rule)) return t("Decisive for each: {required} answers “{option}” – {rule} ({number})", { ...words, required, option: choiceWords(vote.rule.option) })
  if (vote.kind === "choice") return t("Required for each option: {required} votes – {rule} ({number})", { ...words, required })
  return t("Required for each: {required} votes – {rule} ({number})", { ...words, required })
}

// How a tie was broken; or one sentence for each place that more had an equal claim to than it holds.
export function tiesWords(vote, result) {
  if (result.tie_break) return [brokenWords(result.tie_break)]
  return (result.ties ?? []).map((ids) => {
    const names = result.subjects.filter(({ id }) => ids.includes(id)).map(({ title }) => title)
    return tn(
      "Equal votes at the last place: {names}. That has still to be decided.",
      "Equal votes at the last {count} places: {names}. That has still to be decided.",
      placesLeft(result),
      { names: names.join("; ") },
    )
  })
}

function byHandWords({ reason, by, with: second }) {
  const names = [by?.name, second?.name].filter(Boolean).join(", ")
  // A roll call that was meant from the beginning has no reason.
  return reason ? t("Entered by hand by {names}: {reason}", { names, reason }) : t("Entered by hand by {names}", { names })
}

function AnswersTable({ vote, result }) {
  const { base, invalid, percent } = result
  return html`<table class="result-table">
    <caption class="visually-hidden">${t("Result of the vote: {question}", { question: vote.title })}</caption>
    <thead>
      <tr>
        <th scope="col">${t("Answer")}</th>
        <th scope="col" class="number">${t("Number")}</th>
        <th scope="col" class="number">${t("Of {base} ({number})", { number: formatNumber(base.number), base: baseWords(base.kind) })}</th>
      </tr>
    </thead>
    <tbody>
      ${vote.options.map((choice) => html`<${Row} key=${choice} vote=${vote} choice=${choice} number=${result.counts[choice]} percent=${percent[choice]} />`)}
      <${Row} vote=${vote} choice="not_cast" number=${result.not_cast} percent=${percent.not_cast} />
      ${invalid > 0 && html`<${Row} vote=${vote} choice="invalid" number=${invalid} percent=${percent.invalid} />`}
    </tbody>
    <tfoot>
      <tr><td colspan="3">${turnoutWords(result)}</td></tr>
    </tfoot>
  </table>`
}

export function turnoutWords({ electorate, present, cast, manner }) {
  const numbers = { electorate: formatNumber(electorate), present: formatNumber(present), cast: formatNumber(cast) }
  // Nobody is present at what circulates.
  if (manner === "circulation") return t("Asked: {electorate} · replied: {cast}", numbers)
  return t("Entitled to vote: {electorate} · present: {present} · ballots cast: {cast}", numbers)
}

function Row({ vote, choice, number, percent }) {
  return html`<tr class="result-row-${choice}">
    <th scope="row"><span class="result-choice"><${ChoiceMark} choice=${choice} />${resultWords(vote, choice)}</span></th>
    <td class="number strong">${formatNumber(number)}</td>
    <td class="number">${percent == null ? "–" : formatPercent(percent)}</td>
  </tr>`
}

// What the bars of a result are held against, in words: how long one can become, what the percentages are of, where the line stands.

import { formatNumber, t } from "../core/i18n.js"
import { html } from "../core/ui.js"
import { baseWords, isOfMistrust } from "./rule-words.js"

// measures: of bar-measures.js; children: what else is to be said of them
export function BarLegend({ vote, measures, result, children }) {
  const { number, kind } = result.base
  const required = { number: formatNumber(result.required ?? 0) }
  return html`<ul class="bar-legend">
    ${measures.line !== null && html`<li><span class="bar-legend-line" aria-hidden="true" />${isOfMistrust(vote.rule) ? t("Decisive: {number}", required) : t("Required: {number}", required)}</li>`}
    <li><span class="bar-legend-whole" aria-hidden="true" />${t("Whole bar: {number} entitled to vote", { number: formatNumber(result.electorate) })}</li>
    ${measures.base !== null && html`<li><span class="bar-legend-base" aria-hidden="true" />${t("Inner bar: {base} ({number}), which the percentages are of", { number: formatNumber(number), base: baseWords(kind) })}</li>`}
    ${children}
  </ul>`
}

// The ground of a bar, and the line across it.
export function BarGround({ measures }) {
  return measures.base !== null && html`<span class="result-bar-base" style=${{ width: `${measures.base}%` }} />`
}

export function BarLine({ measures }) {
  return measures.line !== null && html`<span class="result-bar-required" style=${{ left: `${measures.line}%` }} />`
}

// The numbers of a result as bars of everybody entitled. The table beside it holds the same in words.

import { formatNumber } from "../core/i18n.js"
import { html } from "../core/ui.js"
import { ChoiceMark, resultWords } from "./choices.js"

export function ResultBars({ vote, result }) {
  const rows = [...vote.options.map((choice) => [choice, result.counts[choice] ?? 0]), ["not_cast", result.not_cast], ...(result.invalid > 0 ? [["invalid", result.invalid]] : [])]
  const whole = Math.max(result.electorate, 1)
  const line = result.required == null ? null : Math.min((result.required / whole) * 100, 100)
  return html`<div class="result-bars" aria-hidden="true">
    ${rows.map(
      ([choice, number]) => html`<div class="result-bar" key=${choice}>
        <span class="result-bar-words"><${ChoiceMark} choice=${choice} />${resultWords(vote, choice)}</span>
        <span class="result-bar-track">
          <span class="result-bar-fill result-bar-${choice}" style=${{ width: `${(number / whole) * 100}%` }} />
          ${choice === "for" && line !== null && html`<span class="result-bar-required" style=${{ left: `${line}%` }} />`}
        </span>
        <span class="figures strong">${formatNumber(number)}</span>
      </div>`,
    )}
  </div>`
}

// The parts of a whole side by side, each in its answer's colour and with its glyph, a legend in words beside it.

import { formatNumber } from "../core/i18n.js"
import { html } from "../core/ui.js"
import { BarLine } from "./bar-legend.js"
import { ChoiceMark, choiceWords } from "./choices.js"

// parts: [{choice, number}]; measures: where a line stands, if one does. Its numbers stand in words beside it, so that it is
// decoration here.
export function StackedBar({ parts, measures }) {
  return html`<div class="stacked-bar-frame" aria-hidden="true">
    <div class="stacked-bar">
      ${parts.filter(({ number }) => number > 0).map(({ choice, number }) => html`<span key=${choice} class="stacked-part stacked-part-${choice}" style=${{ flexGrow: number }}><${ChoiceMark} choice=${choice} /></span>`)}
    </div>
    ${measures && html`<${BarLine} measures=${measures} />`}
  </div>`
}

export function Legend({ choices, counts }) {
  return html`<ul class="vote-legend">
    ${choices.map((choice) => html`<li key=${choice}><${ChoiceMark} choice=${choice} />${choiceWords(choice)}${counts && html` <strong class="figures">${formatNumber(counts[choice] ?? 0)}</strong>`}</li>`)}
  </ul>`
}

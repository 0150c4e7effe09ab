// The paper's own contents, as its author made them.

import { Empty } from "../core/empty.js"
import { t } from "../core/i18n.js"
import { html } from "../core/ui.js"

// outline: [{title, page, level}]
export function Outline({ outline, page, onPick }) {
  if (!outline?.length) return html`<${Empty} icon="agenda" title=${t("This paper has no table of contents.")} />`
  const base = Math.min(...outline.map((one) => one.level))
  const current = outline.reduce((at, one, n) => (one.page <= page ? n : at), -1)
  return html`<ol class="list outline">
    ${outline.map(
      (one, n) => html`<li key=${n}>
        <button
          type="button"
          class="list-row outline-${Math.min(one.level - base, 4)}"
          aria-current=${n === current ? "true" : undefined}
          onClick=${() => onPick(one.page)}
        >
          <span class="grow">${one.title}</span><span class="soft figures">${one.page}</span>
        </button>
      </li>`,
    )}
  </ol>`
}

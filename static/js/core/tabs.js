// Tabs: arrow keys move between them, as the ARIA pattern has it.

import { html, useId, useRef } from "./ui.js"

// tabs: [{id, label, count?}];  <${Tabs} label="…" tabs=${tabs} current=${id} onSelect=${setId}>the panel of the current one<//>
export function Tabs({ label, tabs, current, onSelect, children }) {
  const prefix = useId()
  const list = useRef(null)
  const move = (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!step) return
    const at = tabs.findIndex((tab) => tab.id === current)
    const next = (at + step + tabs.length) % tabs.length
    onSelect(tabs[next].id)
    list.current.children[next].focus()
    event.preventDefault()
  }
  return html`<div class="tabs">
    <div class="tab-list" role="tablist" aria-label=${label} ref=${list} onKeyDown=${move}>
      ${tabs.map(
        (tab) => html`<button
          type="button"
          class="tab"
          role="tab"
          key=${tab.id}
          id="${prefix}-${tab.id}"
          aria-controls="${prefix}-panel"
          aria-selected=${String(tab.id === current)}
          tabindex=${tab.id === current ? 0 : -1}
          onClick=${() => onSelect(tab.id)}
        >
          ${tab.label}${tab.count ? html` <span class="count">${tab.count}</span>` : null}
        </button>`,
      )}
    </div>
    <div class="tab-panel" role="tabpanel" id="${prefix}-panel" aria-labelledby="${prefix}-${current}">${children}</div>
  </div>`
}

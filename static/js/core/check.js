// A tick box with its words as the target.

import { html } from "./ui.js"

// onChange gets true or false.
export function Check({ label, hint, checked, onChange, ...rest }) {
  return html`<label class="check">
    <input type="checkbox" ...${rest} checked=${checked} onChange=${(event) => onChange?.(event.currentTarget.checked)} />
    <span>${label}${hint && html`<small>${hint}</small>`}</span>
  </label>`
}

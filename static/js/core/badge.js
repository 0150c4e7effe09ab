// A word about a thing's state.

import { Icon } from "./icon.js"
import { html } from "./ui.js"

// tone: neutral (default) | info | good | warn | bad | live
export function Badge({ tone = "neutral", icon, children }) {
  return html`<span class="badge badge-${tone}">${icon && html`<${Icon} name=${icon} />`}${children}</span>`
}

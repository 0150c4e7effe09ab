// A panel that slides in from a side over the page: the agenda, the speakers, the settings.

import { Dialog } from "./dialog.js"
import { html } from "./ui.js"

// side: left | right | bottom
export function Drawer({ side = "left", ...rest }) {
  return html`<${Dialog} ...${rest} kind=${side === "bottom" ? "sheet" : `drawer-${side}`} />`
}

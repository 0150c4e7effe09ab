// How a page begins: the catalogue, then the screen in #app, with the toasts and questions that any part may raise.
//
//   connect(page.meeting_id)        // screens with a meeting; core/connection.js
//   start(Room)

import { ConfirmDialog } from "./dialog.js"
import { loadCatalogue } from "./i18n.js"
import { fetchParts } from "./on-demand.js"
import { Toasts } from "./toast.js"
import { html, render } from "./ui.js"

export async function start(Screen) {
  const root = document.getElementById("app")
  await loadCatalogue()
  root.textContent = ""
  render(html`<${Screen} /><${Toasts} /><${ConfirmDialog} />`, root)
  fetchParts()
}

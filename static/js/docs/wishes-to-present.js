// Who wishes to show a page, at the desk.

import { meetingPath } from "../agenda/meeting-path.js"
import { api } from "../core/api.js"
import { ActButton } from "../core/button.js"
import { Icon } from "../core/icon.js"
import { t } from "../core/i18n.js"
import { store } from "../core/store.js"
import { html } from "../core/ui.js"

// Whoever wishes to show a page: one tap lets them.
export function Wishes({ onGranted }) {
  const wishes = Object.values(store.askings.value)
  if (!wishes.length) return null
  return html`<ul class="list present-wishes" aria-label=${t("Wishes to present")}>
    ${wishes.map((wish) => html`<${Wish} key=${wish.id} wish=${wish} onGranted=${onGranted} />`)}
  </ul>`
}

function Wish({ wish, onGranted }) {
  const seat = store.seats.value[wish.id]
  const paper = store.papers.value[wish.paper_id]
  const path = `/presentation/requests/${wish.id}`
  return html`<li class="list-row present-wish">
    <${Icon} name="present" />
    <span class="grow">
      ${t("{name} wishes to present", { name: seat?.name ?? "" })}
      <small>${t("{paper}, page {page}", { paper: paper?.title ?? "", page: wish.page })}</small>
    </span>
    <${ActButton} kind="primary" size="small" act=${(key) => api.post(meetingPath(`${path}/grant`), {}, { key })} onDone=${onGranted}>${t("Let present")}<//>
    <${ActButton} size="small" act=${(key) => api.del(meetingPath(path), { key })}>${t("Decline")}<//>
  </li>`
}

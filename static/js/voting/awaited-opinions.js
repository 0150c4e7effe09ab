// What this person is asked for between meetings and has not answered: on the first page, so that nobody has to look for it.

import { formatDateTime, t } from "../core/i18n.js"
import { Icon } from "../core/icon.js"
import { classes, html } from "../core/ui.js"

const DAY_MS = 24 * 60 * 60 * 1000

export function AwaitedOpinions({ opinions, now = new Date() }) {
  if (!opinions.length) return null
  return html`<section class="stack tight">
    <h2 class="home-group">${t("Your opinion is awaited")}</h2>
    ${opinions.map((opinion) => html`<${Awaited} key=${opinion.id} opinion=${opinion} urgent=${isUrgent(opinion, now)} />`)}
  </section>`
}

// Asked again by the desk, or a day before the deadline at the latest.
export function isUrgent({ deadline_at, reminded_at }, now) {
  return Boolean(reminded_at) || new Date(deadline_at) - now <= DAY_MS
}

function Awaited({ opinion, urgent }) {
  const { title, deadline_at, reminded_at, meeting } = opinion
  return html`<article class=${classes("notice", urgent && "notice-warn")}>
    <${Icon} name=${urgent ? "alert" : "clock"} />
    <div class="grow stack tight">
      <p class="strong">${title}</p>
      <p class="small soft">${meeting.title}</p>
      <p>${t("Please answer by {time}.", { time: formatDateTime(deadline_at) })}</p>
      ${reminded_at && html`<p class="small">${t("The secretariat has asked for it again.")}</p>`}
    </div>
    <a class="button button-primary" href=${`/meetings/${meeting.id}`}>${t("Give my opinion")}</a>
  </article>`
}

// Checking in: "I am here", said on one's own device; asked for until the server has recorded it.

import { api } from "../core/api.js"
import { ActButton } from "../core/button.js"
import { Icon } from "../core/icon.js"
import { dayKey, t } from "../core/i18n.js"
import { html } from "../core/ui.js"

export function CheckIn({ meetingId, meeting, seat, now }) {
  if (!mayCheckIn(meeting, seat, now)) return null
  return html`<div class="room-strip check-in" role="region" aria-label=${t("Attendance")}>
    <${Icon} name="person" />
    <p class="grow">${t("Please confirm that you are present.")}</p>
    <${ActButton} kind="primary" icon="check" act=${(key) => api.post(`/api/meetings/${meetingId}/seats/mine/arrival`, {}, { key })}>${t("I am present")}<//>
  </div>`
}

// While the meeting runs, or on its day once it is published.
export function mayCheckIn(meeting, seat, now) {
  if (!seat || seat.present) return false
  return meeting.state === "running" || (meeting.state === "published" && dayKey(meeting.starts_at) === dayKey(now))
}

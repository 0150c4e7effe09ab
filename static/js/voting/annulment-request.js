// An annulment that one person has asked for: why, by whom, and how a second person goes on or back.

import { api } from "../core/api.js"
import { ActButton } from "../core/button.js"
import { confirm } from "../core/dialog.js"
import { formatTime, t } from "../core/i18n.js"
import { Icon } from "../core/icon.js"
import { store } from "../core/store.js"
import { html } from "../core/ui.js"
import { meetingPath } from "../agenda/meeting-path.js"

// asked: {reason, by, at}, as the desk alone is told until it is confirmed
export function AnnulmentRequest({ vote, asked }) {
  const { reason, by, at } = asked
  const own = by.seat_id === store.me.value.seat_id
  const ask = () =>
    confirm({
      title: t("Annul this vote?"),
      body: t("Nothing of it will count, and this cannot be undone. It stays in the record, marked, with the reason and both names."),
      confirm: t("Confirm the annulment"),
      cancel: t("Go back"),
      danger: true,
    })
  return html`<div class="stack tight">
    <p>${t("{name} asked at {time} to annul this vote. Reason: {reason}", { name: by.name, time: formatTime(at), reason })}</p>
    ${own && html`<p class="icon-line" role="status"><${Icon} name="clock" /><span>${t("Waiting for a second person: they see the request on their own desk and confirm it there.")}</span></p>`}
    <div class="row tight">
      ${!own && html`<${ActButton} kind="danger" icon="close" ask=${ask} act=${(key) => api.post(meetingPath(`/votes/${vote.id}/annulment/confirmation`), {}, { key })}>${t("Confirm the annulment")}<//>`}
      <${ActButton} icon="back" act=${(key) => api.del(meetingPath(`/votes/${vote.id}/annulment`), { key })}>${own ? t("Withdraw the request") : t("Do not annul")}<//>
    </div>
  </div>`
}

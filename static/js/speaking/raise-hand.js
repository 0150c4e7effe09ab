// Raise or lower my hand, and my place among those waiting. What it says comes from the list the server keeps, not from the tap.

import { api } from "../core/api.js"
import { useAct } from "../core/act.js"
import { Button } from "../core/button.js"
import { t } from "../core/i18n.js"
import { toast } from "../core/toast.js"
import { html } from "../core/ui.js"
import { ownSpeech } from "./queue.js"

// running: whether the meeting is; outside of it there is nothing to ask for
export function RaiseHand({ meetingId, speeches, mySeatId, running }) {
  const own = ownSpeech(speeches, mySeatId)
  const act = useAct(
    (key, raise) => (raise ? api.post(`/api/meetings/${meetingId}/speeches`, {}, { key }) : api.del(`/api/meetings/${meetingId}/speeches/mine`, { key })),
    { onFail: (error) => sayFailure(error, () => act.run(!own)) },
  )
  if (!running) return null
  const sending = act.state.value === "sending"
  if (own?.place === 0) return html`<span class="hand-speaking">${t("You have the floor")}</span>`
  return html`<${Button}
    kind=${own ? "secondary" : "primary"}
    class="raise-hand"
    icon="hand"
    busy=${sending}
    pressed=${Boolean(own)}
    onClick=${() => act.run(!own)}
    title=${own ? t("Lower my hand") : t("Ask to speak")}
    aria-label=${own ? t("You are number {place} of those waiting. Lower my hand", { place: own.place }) : undefined}
    >${sending ? t("Sending…") : own ? t("Waiting, number {place}", { place: own.place }) : t("Ask to speak")}<//
  >`
}

function sayFailure(error, again) {
  if (error.unanswered) toast(t("Not recorded yet: no answer from the server."), { kind: "failed", action: { label: t("Try again"), run: again } })
  else toast(error.message, { kind: "failed" })
}

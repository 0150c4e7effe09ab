// The time of one turn: the usual lengths in one tap, and a minute more.

import { api } from "../core/api.js"
import { useAct } from "../core/act.js"
import { ActFailure, Button } from "../core/button.js"
import { t } from "../core/i18n.js"
import { html } from "../core/ui.js"
import { meetingPath } from "../agenda/meeting-path.js"

const MINUTES = [3, 5, 7, 10]

export function TimePresets({ speech }) {
  const allot = useAct((key, allotted_seconds) => api.put(meetingPath(`/speeches/${speech.id}/time`), { allotted_seconds }, { key }))
  const sending = allot.state.value === "sending"
  return html`<div class="time-presets">
    <div class="button-group" role="group" aria-label=${t("Time of this turn, in minutes")} aria-busy=${sending ? "true" : undefined}>
      ${MINUTES.map(
        (minutes) => html`<${Button} key=${minutes} size="small" pressed=${speech.allotted_seconds === minutes * 60} onClick=${() => allot.run(minutes * 60)}><${Short} short="${minutes}′" words=${t("{count} min", { count: minutes })} /><//>`,
      )}
      <${Button} size="small" onClick=${() => allot.run((speech.allotted_seconds ?? 0) + 60)}><${Short} short="+1′" words=${t("One minute more")} /><//>
    </div>
    <${ActFailure} error=${allot.error.value} />
  </div>`
}

function Short({ short, words }) {
  return html`<span aria-hidden="true">${short}</span><span class="visually-hidden">${words}</span>`
}

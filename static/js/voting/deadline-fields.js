// Until when answers by circulation may come in: a day and a time where the meeting is, with the usual terms as buttons.

import { Button } from "../core/button.js"
import { serverNow } from "../core/clock.js"
import { Field } from "../core/field.js"
import { t, tn } from "../core/i18n.js"
import { page } from "../core/page.js"
import { html, useState } from "../core/ui.js"
import { localParts, momentOf } from "../agenda/local-time.js"

const TERMS = [1, 2, 3, 5] // days
const DAY_MS = 86_400_000
const END_OF_DAY = "17:00"

// value: a moment or null; onChange(moment or null)
export function Deadline({ value, onChange, error }) {
  const [parts, setParts] = useState(() => (value ? localParts(value, page.time_zone) : { date: "", time: END_OF_DAY }))
  const set = (changed) => {
    const next = { ...parts, ...changed }
    setParts(next)
    onChange(momentOf(next.date, next.time, page.time_zone))
  }
  const inDays = (days) => set({ date: localParts(new Date(serverNow() + days * DAY_MS).toISOString(), page.time_zone).date })
  return html`<fieldset class="deadline">
    <legend class="strong">${t("Answers until")}</legend>
    <div class="row">
      <${Field} type="date" label=${t("Day")} required value=${parts.date} onInput=${(date) => set({ date })} error=${error} />
      <${Field} type="time" label=${t("Time")} required value=${parts.time} onInput=${(time) => set({ time })} />
    </div>
    <div class="row tight">${TERMS.map((days) => html`<${Button} key=${days} size="small" onClick=${() => inDays(days)}>${tn("in {count} day", "in {count} days", days)}<//>`)}</div>
  </fieldset>`
}

// "Tablets fail": one action, and the open vote goes on by hand, in the same record, with the reason and a second person.

import { useAct } from "../core/act.js"
import { api } from "../core/api.js"
import { ActFailure, Button } from "../core/button.js"
import { Dialog } from "../core/dialog.js"
import { Field } from "../core/field.js"
import { Icon } from "../core/icon.js"
import { t } from "../core/i18n.js"
import { html, useState } from "../core/ui.js"
import { meetingPath } from "../agenda/meeting-path.js"
import { isSecret } from "./answers.js"
import { RadioList } from "./radio-list.js"
import { besideMe, SecondName } from "./second-name.js"

export function ByHandDialog({ open, onClose, vote }) {
  return html`<${Dialog} kind="wide" class="by-hand" open=${open} onClose=${onClose} title=${t("Go on by hand")}>
    ${open && html`<${Form} vote=${vote} onClose=${onClose} />`}
  <//>`
}

function Form({ vote, onClose }) {
  const secret = isSecret(vote)
  const usual = [t("The network is down."), t("Several tablets do not respond."), t("Power failure")]
  const [manner, setManner] = useState(secret ? "by_hand" : "roll_call")
  const [reason, setReason] = useState("")
  const [second, setSecond] = useState("")
  const act = useAct((key, body) => api.post(meetingPath(`/votes/${vote.id}/continuation`), body, { key }), { onDone: onClose })
  const error = act.error.value
  const atField = error?.field === "reason" || error?.field === "with_seat_id" || error?.field === "manner"
  const of = (field) => error?.field === field && error.message
  const submit = (event) => {
    event.preventDefault()
    act.run({ manner, reason: reason.trim(), with_seat_id: second ? Number(second) : null })
  }
  const others = besideMe()
  return html`<form class="stack" onSubmit=${submit} novalidate>
    <p>${vote.title}</p>
    <${RadioList}
      label=${t("How it goes on")}
      value=${manner}
      onChange=${setManner}
      error=${of("manner")}
      options=${[
        { value: "roll_call", label: t("By roll call"), hint: secret ? t("Not possible: this vote is secret, and at a roll call everybody hears the answers.") : t("Answers already given on the tablets stay. The others are called by name."), disabled: secret },
        { value: "by_hand", label: t("Count and enter the totals"), hint: t("Everybody answers anew, by show of hands or on paper. Answers given so far do not count. A second person confirms the totals.") },
      ]}
    />
    <${Field} label=${t("Reason")} required maxlength="500" hint=${t("It stands in the record with both names.")} value=${reason} onInput=${setReason} error=${of("reason")} />
    <div class="row tight">${usual.map((words) => html`<${Button} key=${words} size="small" onClick=${() => setReason(words)}>${words}<//>`)}</div>
    ${others.length > 0 && html`<${SecondName} seats=${others} hint=${manner === "roll_call" ? t("Who follows the entries.") : t("Who will be asked to confirm the totals, on their own device.")} none=${t("Whoever is at the desk")} value=${second} onInput=${setSecond} error=${of("with_seat_id")} />`}
    <p class="notice notice-warn"><${Icon} name="alert" />${t("The tablets will say that the desk enters the answers. The vote cannot go back to the tablets.")}</p>
    <div class="row">
      <${Button} type="submit" kind="danger" size="large" icon="hand" disabled=${!reason.trim()} busy=${act.state.value === "sending"}>${act.state.value === "sending" ? t("Sending…") : error?.unanswered ? t("Try again") : t("Go on by hand")}<//>
      <${Button} size="large" onClick=${onClose}>${t("Cancel")}<//>
    </div>
    <${ActFailure} error=${atField ? null : error} />
  </form>`
}

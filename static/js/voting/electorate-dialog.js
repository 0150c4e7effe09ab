// Who takes part in one vote: somebody late is let in, somebody with a conflict of interest is taken out. Both are in the record.

import { useAct } from "../core/act.js"
import { api } from "../core/api.js"
import { ActButton, ActFailure, Button } from "../core/button.js"
import { Dialog } from "../core/dialog.js"
import { Empty } from "../core/empty.js"
import { Field } from "../core/field.js"
import { Icon } from "../core/icon.js"
import { collate, fold, t } from "../core/i18n.js"
import { store } from "../core/store.js"
import { Tabs } from "../core/tabs.js"
import { html, useState } from "../core/ui.js"
import { meetingPath } from "../agenda/meeting-path.js"
import { electoratesOf } from "./electorate-groups.js"

export function ElectorateDialog({ open, onClose, vote }) {
  return html`<${Dialog} kind="wide" class="electorate" open=${open} onClose=${onClose} title=${t("Who takes part in this vote")}>
    ${open && html`<${Inside} vote=${store.votes.value[vote.id] ?? vote} />`}
  <//>`
}

function Inside({ vote }) {
  const isOpen = vote.state === "open"
  const [tab, setTab] = useState(isOpen ? "late" : vote.recused.length ? "recused" : "recuse")
  const groups = electoratesOf(vote, store.turnouts.value[vote.id], store.seats.value)
  const tabs = [isOpen && { id: "late", label: t("Let in late") }, { id: "recuse", label: t("Recuse") }, { id: "recused", label: t("Recused"), count: groups.recused.length }].filter(Boolean)
  return html`<div class="stack">
    <p class="small">${vote.title}</p>
    <${Tabs} label=${t("Who takes part in this vote")} tabs=${tabs} current=${tab} onSelect=${setTab}>
      ${tab === "late" && html`<${Late} vote=${vote} seats=${groups.outside} />`}
      ${tab === "recuse" && html`<${Recuse} vote=${vote} seats=${groups.inside} />`}
      ${tab === "recused" && html`<${Recused} vote=${vote} seats=${groups.recused} />`}
    <//>
  </div>`
}

function Late({ vote, seats }) {
  return html`<div class="stack">
    <p class="soft">${t("A member who was not on the list when the vote was opened may answer from now on. It is noted in the record.")}</p>
    ${!seats.length && html`<${Empty} icon="people" title=${t("Everybody with a vote is on the list.")} />`}
    <ul class="list">${collate(seats).map((seat) => html`<li class="list-row" key=${seat.id}>
      <${Name} seat=${seat} /><${ActButton} icon="plus" act=${(key) => api.post(meetingPath(`/votes/${vote.id}/admissions/${seat.id}`), {}, { key })}>${t("Let in")}<//>
    </li>`)}</ul>
  </div>`
}

function Recuse({ vote, seats }) {
  const [sought, setSought] = useState("")
  const [chosen, setChosen] = useState(null)
  const [reason, setReason] = useState("")
  const act = useAct((key, id, why) => api.put(meetingPath(`/votes/${vote.id}/recusals/${id}`), { reason: why }, { key }), { onDone: () => (setChosen(null), setReason("")) })
  const seat = chosen && store.seats.value[chosen]
  if (seat) {
    return html`<form class="stack" onSubmit=${(event) => (event.preventDefault(), act.run(seat.id, reason.trim()))}>
      <p><strong>${seat.name}</strong></p>
      <p class="notice notice-warn"><${Icon} name="alert" />${vote.state === "open" ? t("The member is not asked any longer and does not count in this vote. This cannot be undone.") : t("The member will not be asked and does not count in this vote.")}</p>
      <${Field} label=${t("Reason")} required maxlength="500" hint=${t("For example: the decision concerns the member's own enterprise.")} value=${reason} onInput=${setReason} error=${act.error.value?.field === "reason" && act.error.value.message} />
      <div class="row">
        <${Button} type="submit" kind="danger" disabled=${!reason.trim()} busy=${act.state.value === "sending"}>${act.state.value === "sending" ? t("Sending…") : t("Recuse {name}", { name: seat.name })}<//>
        <${Button} onClick=${() => setChosen(null)}>${t("Cancel")}<//>
      </div>
      <${ActFailure} error=${act.error.value?.field === "reason" ? null : act.error.value} />
    </form>`
  }
  const shown = collate(seats).filter(({ name }) => fold(name).includes(fold(sought.trim())))
  return html`<div class="stack">
    <p class="soft">${t("A member with a conflict of interest takes no part: the member is not asked, and is not counted among those entitled to vote.")}</p>
    ${vote.state === "open" && html`<p class="small soft">${t("Whoever has answered already stays in the vote.")}</p>`}
    <${Field} type="search" label=${t("Find a name")} value=${sought} onInput=${setSought} />
    ${!shown.length && html`<p class="soft">${t("Nobody here matches.")}</p>`}
    <ul class="list">${shown.map((one) => html`<li class="list-row" key=${one.id}>
      <${Name} seat=${one} /><${Button} onClick=${() => setChosen(one.id)} aria-label=${t("Recuse {name}", { name: one.name })}>${t("Recuse…")}<//>
    </li>`)}</ul>
  </div>`
}

function Recused({ vote, seats }) {
  if (!seats.length) return html`<${Empty} icon="people" title=${t("Nobody is recused from this vote.")} />`
  return html`<ul class="list">${collate(seats).map((seat) => html`<li class="list-row" key=${seat.id}>
    <${Name} seat=${seat} />
    ${vote.state === "draft" && html`<${ActButton} icon="back" act=${(key) => api.del(meetingPath(`/votes/${vote.id}/recusals/${seat.id}`), { key })}>${t("Take back")}<//>`}
  </li>`)}</ul>`
}

function Name({ seat }) {
  return html`<span class="grow"><span class="strong">${seat.name}</span> <small class="soft">${[seat.label, seat.title, !seat.present && t("Absent")].filter(Boolean).join(" · ")}</small></span>`
}

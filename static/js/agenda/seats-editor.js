// Who takes part in the meeting: add people quickly, give them role, group and place, see how many there are.

import { useAct } from "../core/act.js"
import { api } from "../core/api.js"
import { Badge } from "../core/badge.js"
import { ActFailure, Button, IconButton } from "../core/button.js"
import { confirm } from "../core/dialog.js"
import { DraftField, FormFailure, isDraftDirty, useDraft } from "../core/draft.js"
import { Empty } from "../core/empty.js"
import { Field } from "../core/field.js"
import { collate, fold, t, tn } from "../core/i18n.js"
import { store } from "../core/store.js"
import { classes, html, useState } from "../core/ui.js"
import { AddSeats } from "./add-seats.js"
import { meetingPath } from "./meeting-path.js"
import { GROUPS_LIST, groupsOf } from "./seat-groups.js"
import { roleName, SEAT_ROLES } from "./seat-roles.js"

export function SeatsEditor() {
  const seats = Object.values(store.seats.value)
  const [query, setQuery] = useState("")
  const [role, setRole] = useState("")
  const [group, setGroup] = useState("")
  const groups = groupsOf(seats)
  const words = fold(query).split(/\s+/).filter(Boolean)
  const shown = collate(seats).filter(
    (seat) =>
      (!role || seat.role === role) &&
      (!group || seat.group === group) &&
      words.every((word) => fold(`${seat.name} ${seat.title} ${seat.group} ${seat.label}`).includes(word)),
  )
  return html`<div class="seats-editor">
    <datalist id=${GROUPS_LIST}>${groups.map((name) => html`<option key=${name} value=${name} />`)}</datalist>
    <${AddSeats} seats=${seats} />
    <section class="panel seats" aria-label=${t("Participants")}>
      <header class="panel-header">
        <h2>${t("Participants")} <span class="count">${seats.length}</span></h2>
        <${Counts} seats=${seats} />
      </header>
      <div class="seat-filters">
        <${Field} label=${t("Search")} type="search" value=${query} onInput=${setQuery} />
        <${Field} label=${t("Role")} as="select" value=${role} onInput=${setRole}>
          <option value="">${t("All roles")}</option>
          ${SEAT_ROLES.map((one) => html`<option key=${one} value=${one} selected=${one === role}>${roleName(one)}</option>`)}
        <//>
        <${Field} label=${t("Group")} as="select" value=${group} onInput=${setGroup}>
          <option value="">${t("All groups")}</option>
          ${groups.map((one) => html`<option key=${one} value=${one} selected=${one === group}>${one}</option>`)}
        <//>
      </div>
      ${shown.length < seats.length && html`<p class="seat-shown small soft" role="status">${t("{found} of {all} people", { found: shown.length, all: seats.length })}</p>`}
      ${seats.length === 0 && html`<${Empty} icon="people" title=${t("Nobody has a seat in this meeting yet.")} />`}
      ${seats.length > 0 && !shown.length && html`<${Empty} icon="search" title=${t("Nobody here matches.")} />`}
      <ul class="list">
        ${shown.map((seat) => html`<${SeatRow} key=${seat.id} seat=${seat} />`)}
      </ul>
    </section>
  </div>`
}

function Counts({ seats }) {
  const count = (role) => seats.filter((seat) => seat.role === role).length
  const voting = seats.filter(({ votes }) => votes).length
  return html`<p class="seat-counts small soft" role="status">
    <span class="strong">${tn("{count} may vote", "{count} may vote", voting)}</span>
    ${SEAT_ROLES.filter(count).map((role) => html`<span key=${role}>${roleName(role)}: ${count(role)}</span>`)}
  </p>`
}

function SeatRow({ seat }) {
  const [editing, setEditing] = useState(isDraftDirty(`seat/${seat.id}`))
  const remove = useAct((key) => api.del(meetingPath(`/seats/${seat.id}`), { key }))
  const ask = async () => {
    const sure = await confirm({
      title: t("Remove {name} from the meeting?", { name: seat.name }),
      body: t("The meeting disappears from this person's list. The person stays in the directory."),
      confirm: t("Remove"),
      danger: true,
    })
    if (sure) remove.run()
  }
  return html`<li class=${classes("seat", editing && "is-editing")}>
    <div class="seat-who">
      <p class="strong">${seat.name}${seat.person_id === store.me.value?.person_id && html` <${Badge}>${t("You")}<//>`}</p>
      ${seat.title && html`<p class="small soft">${seat.title}</p>`}
      <${ActFailure} error=${remove.error.value} />
    </div>
    ${editing
      ? html`<${SeatForm} seat=${seat} onDone=${() => setEditing(false)} />`
      : html`<span class="seat-role">${seat.role === "member" ? roleName(seat.role) : html`<${Badge} tone=${seat.votes ? "info" : "neutral"}>${roleName(seat.role)}<//>`}</span>
          <span class="seat-group">${seat.group}</span>
          <span class="seat-label figures">${seat.label}</span>
          <span class="seat-actions">
            <${IconButton} icon="edit" label=${t("Change the seat of {name}", { name: seat.name })} onClick=${() => setEditing(true)} />
            <${IconButton} icon="trash" label=${t("Remove {name} from the meeting", { name: seat.name })} aria-busy=${remove.state.value === "sending" ? "true" : undefined} onClick=${ask} />
          </span>`}
  </li>`
}

function SeatForm({ seat, onDone }) {
  const { id, role, group, label } = seat
  const draft = useDraft(`seat/${id}`, { role, group, label })
  const act = useAct((key, body) => api.put(meetingPath(`/seats/${id}`), body, { key }))
  const error = act.error.value
  const submit = async (event) => {
    event.preventDefault()
    if (!draft.dirty) return onDone()
    const sent = { ...draft.values }
    if (!(await act.run(sent))) return undefined
    draft.settle(sent)
    return onDone()
  }
  return html`<form class="seat-form" onSubmit=${submit} novalidate>
    <${DraftField} draft=${draft} field="role" error=${error} show=${roleName} as="select" label=${t("Role")}>
      ${SEAT_ROLES.map((one) => html`<option key=${one} value=${one} selected=${one === draft.values.role}>${roleName(one)}</option>`)}
    <//>
    <${DraftField} draft=${draft} field="group" error=${error} label=${t("Group")} list=${GROUPS_LIST} maxlength="200" autocomplete="off" />
    <${DraftField} draft=${draft} field="label" error=${error} label=${t("Seat number")} maxlength="20" autocomplete="off" />
    <div class="row tight">
      <${Button} type="submit" kind="primary" busy=${act.state.value === "sending"}>${error?.unanswered ? t("Try again") : t("Save")}<//>
      <${Button} kind="quiet" onClick=${() => (draft.clear(), onDone())}>${t("Cancel")}<//>
    </div>
    <${FormFailure} error=${error} fields=${["role", "group", "label"]} />
  </form>`
}

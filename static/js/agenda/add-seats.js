// Adding people to a meeting: one by one from the directory, all of an earlier meeting, or a pasted list of names.

import { useAct } from "../core/act.js"
import { api } from "../core/api.js"
import { ActFailure, Button } from "../core/button.js"
import { Dialog } from "../core/dialog.js"
import { Failed, Loading } from "../core/empty.js"
import { Field } from "../core/field.js"
import { collate, t } from "../core/i18n.js"
import { Icon } from "../core/icon.js"
import { announce } from "../core/toast.js"
import { html, useEffect, useRef, useState } from "../core/ui.js"
import { PasswordHandover } from "../people/password-handover.js"
import { directory, filter, loadPeople, putPerson } from "../people/people-list.js"
import { NewPersonForm } from "../people/person-form.js"
import { EarlierMeeting, PastedNames } from "./add-many-seats.js"
import { meetingPath } from "./meeting-path.js"
import { GROUPS_LIST } from "./seat-groups.js"
import { roleName, SEAT_ROLES } from "./seat-roles.js"

const MOST_SHOWN = 8

export function AddSeats({ seats }) {
  const [query, setQuery] = useState("")
  const [role, setRole] = useState("member")
  const [group, setGroup] = useState("")
  const [open, setOpen] = useState(null)
  const [handover, setHandover] = useState(null)
  const search = useRef(null)
  useEffect(() => void loadPeople(), [])
  const { people, failure } = directory.value
  const seated = new Set(seats.map(({ person_id }) => person_id))
  const close = () => setOpen(null)
  const added = (person) => {
    setQuery("")
    announce(t("{name} has a seat now.", { name: person.name }))
    search.current?.querySelector("input").focus()
  }
  const defaults = { role, group: group.trim() }
  return html`<section class="panel add-seats" aria-label=${t("Add participants")}>
    <header class="panel-header"><h2>${t("Add participants")}</h2></header>
    <div class="panel-body stack">
      <div class="form-line">
        <${Field} label=${t("Role")} as="select" value=${role} onInput=${setRole}>
          ${SEAT_ROLES.map((one) => html`<option key=${one} value=${one} selected=${one === role}>${roleName(one)}</option>`)}
        <//>
        <${Field} label=${t("In group")} list=${GROUPS_LIST} value=${group} onInput=${setGroup} maxlength="200" autocomplete="off" placeholder=${t("none")} />
      </div>
      <div ref=${search}><${Field} label=${t("Name, office or sign-in name")} type="search" value=${query} onInput=${setQuery} autocomplete="off" /></div>
      ${!people && failure && html`<${Failed} error=${failure} onRetry=${loadPeople} />`}
      ${!people && !failure && html`<${Loading} lines=${3} />`}
      ${people && html`<${Found} people=${people} query=${query} seated=${seated} defaults=${defaults} onAdded=${added} onNew=${() => setOpen("new")} />`}
      <hr />
      <div class="stack tight">
        <${Button} icon="calendar" onClick=${() => setOpen("earlier")}>${t("All of an earlier meeting…")}<//>
        <${Button} icon="copy" onClick=${() => setOpen("names")}>${t("Paste a list of names…")}<//>
      </div>
    </div>
    <${Dialog} open=${open === "new"} onClose=${close} title=${t("Add a person")}>
      ${open === "new" &&
      html`<${NewPersonSeat} name=${query} known=${people} defaults=${defaults} onSeated=${added} onHandover=${(answer) => (close(), setHandover(answer))} onCancel=${close} />`}
    <//>
    <${Dialog} open=${open === "earlier"} onClose=${close} title=${t("All of an earlier meeting")}>
      ${open === "earlier" && html`<${EarlierMeeting} seated=${seated} onClose=${close} />`}
    <//>
    <${Dialog} open=${open === "names"} onClose=${close} title=${t("Paste a list of names")}>
      ${open === "names" && html`<${PastedNames} people=${people ?? []} seated=${seated} defaults=${defaults} onClose=${close} />`}
    <//>
    <${PasswordHandover} handover=${handover} onClose=${() => setHandover(null)} />
  </section>`
}

function Found({ people, query, seated, defaults, onAdded, onNew }) {
  const open = people.filter(({ id, locked }) => !seated.has(id) && !locked)
  const matching = filter(people, query)
  const found = collate(query.trim() ? matching : open)
  const shown = found.slice(0, MOST_SHOWN)
  if (!people.length || (!query.trim() && !open.length)) {
    return html`<p class="soft">${t("Everybody of the directory has a seat.")}</p>
      <${Button} icon="plus" onClick=${onNew}>${t("Add a person who is not here yet")}<//>`
  }
  return html`<div class="stack tight">
    ${!found.length && html`<p class="soft">${t("Nobody is found for “{query}”.", { query })}</p>`}
    <ul class="list found">
      ${shown.map((person) => html`<${FoundPerson} key=${person.id} person=${person} seated=${seated.has(person.id)} defaults=${defaults} onAdded=${onAdded} />`)}
    </ul>
    ${found.length > shown.length && html`<p class="small soft">${t("{count} more; type a part of the name.", { count: found.length - shown.length })}</p>`}
    <${Button} icon="plus" kind="quiet" onClick=${onNew}>${query.trim() && !found.length ? t("Add “{name}” as a new person", { name: query.trim() }) : t("Add a person who is not here yet")}<//>
  </div>`
}

function FoundPerson({ person, seated, defaults, onAdded }) {
  const { run, state, error } = useAct((key, body) => api.post(meetingPath("/seats"), body, { key }), { onDone: () => onAdded(person) })
  return html`<li class="found-person">
    <div class="grow">
      <p>${person.name}</p>
      ${person.title && html`<p class="small soft">${person.title}</p>`}
      <${ActFailure} error=${error.value} />
    </div>
    ${seated
      ? html`<span class="small soft recorded"><${Icon} name="check" />${t("Has a seat")}</span>`
      : html`<${Button} size="small" icon="plus" disabled=${person.locked} busy=${state.value === "sending"} onClick=${() => run({ person_id: person.id, label: "", ...defaults })} aria-label=${t("Add {name}", { name: person.name })}>
          ${person.locked ? t("Locked") : state.value === "sending" ? t("Sending…") : t("Add")}
        <//>`}
  </li>`
}

// Two acts: the person, then the seat. The password is shown whatever becomes of the seat.
function NewPersonSeat({ name, known, defaults, onSeated, onHandover, onCancel }) {
  const onAdded = async (answer) => {
    putPerson(answer.person)
    onHandover(answer)
    try {
      await api.post(meetingPath("/seats"), { person_id: answer.person.id, label: "", ...defaults })
      onSeated(answer.person)
    } catch (error) {
      announce(error.message, { assertive: true })
    }
  }
  return html`<${NewPersonForm} name=${name.trim()} known=${known} onAdded=${onAdded} onCancel=${onCancel} />`
}

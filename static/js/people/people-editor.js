// The people of the installation: find, add, rename, give a new password, lock.

import { useAct } from "../core/act.js"
import { api } from "../core/api.js"
import { Badge } from "../core/badge.js"
import { ActFailure, Button } from "../core/button.js"
import { Dialog, confirm } from "../core/dialog.js"
import { Empty, Failed, Loading } from "../core/empty.js"
import { Field } from "../core/field.js"
import { Icon } from "../core/icon.js"
import { collate, t, tn } from "../core/i18n.js"
import { Menu, MenuItem } from "../core/menu.js"
import { page } from "../core/page.js"
import { toast } from "../core/toast.js"
import { html, useEffect, useState } from "../core/ui.js"
import { PasswordHandover } from "./password-handover.js"
import { directory, filter, loadPeople, putPerson } from "./people-list.js"
import { ChangePersonForm, NewPersonForm } from "./person-form.js"

const OFFICE_WORDS = { secretariat: () => t("Secretariat"), administrator: () => t("Administrator") }

export function PeopleEditor() {
  const [query, setQuery] = useState("")
  const [open, setOpen] = useState(null) // null | "new" | a person
  const [handover, setHandover] = useState(null)
  useEffect(() => void loadPeople(), [])
  const { people, failure } = directory.value
  const close = () => setOpen(null)
  const added = (answer) => {
    putPerson(answer.person)
    close()
    setHandover(answer)
  }
  return html`<section class="stack" aria-label=${t("People")}>
    <div class="row row-between people-head">
      <div class="grow people-search">
        <${Field} label=${t("Search by name, office or sign-in name")} type="search" value=${query} onInput=${setQuery} />
      </div>
      <${Button} kind="primary" icon="plus" onClick=${() => setOpen("new")}>${t("Add a person")}<//>
    </div>
    ${people && failure && html`<p class="notice notice-warn"><${Icon} name="alert" />${t("This list may be out of date: {reason}", { reason: failure.message })}</p>`}
    ${!people && failure && html`<${Failed} error=${failure} onRetry=${loadPeople} />`}
    ${!people && !failure && html`<${Loading} lines=${6} />`}
    ${people && html`<${People} people=${people} query=${query} onChange=${setOpen} onPassword=${setHandover} onAdd=${() => setOpen("new")} />`}
    <${Dialog} open=${open === "new"} onClose=${close} title=${t("Add a person")}>
      ${open === "new" && html`<${NewPersonForm} name=${people && !filter(people, query).length ? query : ""} known=${people ?? []} onAdded=${added} onCancel=${close} />`}
    <//>
    <${Dialog} open=${open !== null && open !== "new"} onClose=${close} title=${t("Change a person")}>
      ${open?.id && html`<${ChangePersonForm} person=${open} onDone=${(person) => (putPerson(person), close())} onCancel=${close} />`}
    <//>
    <${PasswordHandover} handover=${handover} onClose=${() => setHandover(null)} />
  </section>`
}

function People({ people, query, onChange, onPassword, onAdd }) {
  if (!people.length) return html`<div class="card"><${Empty} icon="people" title=${t("Nobody is here yet.")} /></div>`
  const found = collate(filter(people, query))
  return html`<p class="small soft" role="status">${query.trim() ? t("{found} of {all} people", { found: found.length, all: people.length }) : tn("{count} person", "{count} people", people.length)}</p>
    ${!found.length &&
    html`<div class="card"><${Empty} icon="search" title=${t("Nobody is found for “{query}”.", { query })}><${Button} icon="plus" onClick=${onAdd}>${t("Add a person")}<//><//></div>`}
    ${found.length > 0 &&
    html`<ul class="panel list">
      ${found.map((person) => html`<${Person} key=${person.id} person=${person} onChange=${onChange} onPassword=${onPassword} />`)}
    </ul>`}`
}

function Person({ person, onChange, onPassword }) {
  const { id, name, title, sign_in_name, office, locked } = person
  const reset = useAct((key) => api.post(`/api/people/${id}/password`, {}, { key }), {
    onDone: ({ password }) => onPassword({ person, password }),
  })
  const lock = useAct((key, wish) => api.put(`/api/people/${id}`, { name, title, locked: wish }, { key }), {
    onDone: (answer) => {
      putPerson(answer.person)
      toast(answer.person.locked ? t("{name} is locked.", { name }) : t("{name} may sign in again.", { name }), { kind: "done" })
    },
  })
  const askReset = async () => {
    const sure = await confirm({
      title: t("A new password for {name}?", { name }),
      body: t("The present password stops working and the person is signed out on every device."),
      confirm: t("Make a new password"),
      danger: true,
    })
    if (sure) reset.run()
  }
  const askLock = async () => {
    const sure = await confirm({
      title: t("Lock {name}?", { name }),
      body: t("The person is signed out at once and cannot sign in until you unlock them. What they did is kept."),
      confirm: t("Lock"),
      danger: true,
    })
    if (sure) lock.run(true)
  }
  const busy = reset.state.value === "sending" || lock.state.value === "sending"
  // The server keeps the accounts of colleagues and administrators out of reach of the secretariat.
  const mayChange = office === "member" || page.person?.office === "administrator" || page.person?.id === id
  return html`<li class="list-row person">
    <div class="grow">
      <p><span class="strong">${name}</span> ${locked && html`<${Badge} tone="bad" icon="lock">${t("Locked")}<//>`} ${OFFICE_WORDS[office] && html`<${Badge} tone="info">${OFFICE_WORDS[office]()}<//>`}</p>
      ${title && html`<p class="small soft">${title}</p>`}
      <${ActFailure} error=${reset.error.value ?? lock.error.value} />
    </div>
    <span class="person-sign-in small">${sign_in_name}</span>
    ${busy && html`<span class="small soft" role="status">${t("Sending…")}</span>`}
    ${mayChange
      ? html`<${Menu} label=${t("Change {name}", { name })}>
          <${MenuItem} icon="edit" onClick=${() => onChange(person)}>${t("Change name or office")}<//>
          <${MenuItem} icon="key" onClick=${askReset}>${t("New password…")}<//>
          ${page.person?.id !== id && html`<${MenuItem} icon="lock" onClick=${locked ? () => lock.run(false) : askLock}>${locked ? t("Unlock") : t("Lock…")}<//>`}
        <//>`
      : html`<span class="person-no-menu" title=${t("Only an administrator may change this person.")}><${Icon} name="lock" label=${t("Only an administrator may change this person.")} /></span>`}
  </li>`
}

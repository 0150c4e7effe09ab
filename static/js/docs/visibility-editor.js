// Who may see a paper, or the papers of an agenda item: everyone in the meeting, some roles, named people, or (a paper) nobody but the desk.

import { useAct } from "../core/act.js"
import { api } from "../core/api.js"
import { Button } from "../core/button.js"
import { Check } from "../core/check.js"
import { Dialog } from "../core/dialog.js"
import { FormFailure } from "../core/draft.js"
import { Failed, Loading } from "../core/empty.js"
import { Choice, Field } from "../core/field.js"
import { collate, fold, t, tn } from "../core/i18n.js"
import { store } from "../core/store.js"
import { toast } from "../core/toast.js"
import { html, useEffect, useState } from "../core/ui.js"
import { roleName } from "../agenda/seat-roles.js"
import { WhoSees } from "./who-sees.js"

// The desk sees every paper; only these can be left out.
const ROLES = ["member", "guest", "observer"]

// of: "paper" | "item"; path: of its rule
export function VisibilityEditor({ open, onClose, of = "paper", path, title }) {
  return html`<${Dialog} open=${open} onClose=${onClose} title=${title}>
    ${open && html`<${Loaded} of=${of} path=${path} onClose=${onClose} />`}
  <//>`
}

function Loaded({ of, path, onClose }) {
  const [rule, setRule] = useState(null)
  const [failure, setFailure] = useState(null)
  const load = async () => {
    setFailure(null)
    try {
      const { kind, roles, people, inherited } = await api.get(path)
      setRule({ kind, roles, people, inherited })
    } catch (error) {
      setFailure(error)
    }
  }
  useEffect(() => void load(), [])
  if (failure) return html`<${Failed} error=${failure} onRetry=${load} />`
  if (!rule) return html`<${Loading} />`
  return html`<${RuleForm} of=${of} path=${path} rule=${rule} setRule=${setRule} onClose=${onClose} />`
}

function RuleForm({ of, path, rule, setRule, onClose }) {
  const act = useAct((key, body) => api.put(path, body, { key }), {
    onDone: () => {
      toast(of === "item" ? t("Recorded who may see the papers of the item.") : t("Recorded who may see the paper."), { kind: "done" })
      onClose()
    },
  })
  const toggle = (list, value, on) => (on ? [...list, value] : list.filter((one) => one !== value))
  const submit = (event) => {
    event.preventDefault()
    const { kind, roles, people } = rule
    act.run({ kind, roles: kind === "roles" ? roles : [], people: kind === "people" ? people : [] })
  }
  const nobody = (rule.kind === "roles" && !rule.roles.length) || (rule.kind === "people" && !rule.people.length)
  return html`<form class="stack" onSubmit=${submit}>
    <${Choice}
      label=${t("Seen by")}
      hideLabel
      wrap
      value=${rule.kind}
      onChange=${(kind) => setRule({ ...rule, kind })}
      options=${[
        { value: "everyone", label: t("Everyone in the meeting") },
        { value: "roles", label: t("Some roles") },
        { value: "people", label: t("Named people") },
        of === "paper" && { value: "desk", label: t("Nobody yet: kept back") },
      ].filter(Boolean)}
    />
    ${rule.kind === "roles" &&
    html`<div>${ROLES.map((role) => html`<${Check} key=${role} label=${roleName(role)} checked=${rule.roles.includes(role)} onChange=${(on) => setRule({ ...rule, roles: toggle(rule.roles, role, on) })} />`)}</div>`}
    ${rule.kind === "people" && html`<${People} chosen=${rule.people} onToggle=${(id, on) => setRule({ ...rule, people: toggle(rule.people, id, on) })} />`}
    ${!nobody && html`<${WhoSees} rule=${rule} inherited=${rule.inherited} of=${of} />`}
    ${nobody && html`<p class="small soft">${t("The chair and the secretaries always see it.")} ${t("As it stands, nobody else would.")}</p>`}
    ${of === "item" && html`<p class="small soft">${t("The item itself, its title and its note stay on everybody's agenda. A paper below it can only be narrowed further.")}</p>`}
    <div class="row">
      <${Button} type="submit" kind="primary" busy=${act.state.value === "sending"}>${act.state.value === "sending" ? t("Sending…") : act.error.value?.unanswered ? t("Try again") : t("Save")}<//>
      <${Button} onClick=${onClose}>${t("Cancel")}<//>
      <${FormFailure} error=${act.error.value} fields=${[]} />
    </div>
  </form>`
}

function People({ chosen, onToggle }) {
  const [query, setQuery] = useState("")
  const seats = collate(Object.values(store.seats.value).filter(({ role }) => ROLES.includes(role)))
  const words = fold(query).split(/\s+/)
  const found = seats.filter(({ name, title, group }) => words.every((word) => fold(`${name} ${title} ${group}`).includes(word)))
  return html`<div class="stack tight">
    <${Field} label=${t("Search in the meeting")} type="search" value=${query} onInput=${setQuery} />
    <p class="small soft" role="status">${tn("{count} person chosen", "{count} people chosen", chosen.length)}</p>
    <div class="tick-list">
      ${found.map(
        (seat) => html`<${Check}
          key=${seat.person_id}
          label=${seat.name}
          hint=${[seat.title, seat.group].filter(Boolean).join(" · ")}
          checked=${chosen.includes(seat.person_id)}
          onChange=${(on) => onToggle(seat.person_id, on)}
        />`,
      )}
    </div>
  </div>`
}

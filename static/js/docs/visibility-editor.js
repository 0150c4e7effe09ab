// Who may see a paper: everyone in the meeting, some roles, named people, or nobody but the desk.

import { useAct } from "../core/act.js"
import { api } from "../core/api.js"
import { Button } from "../core/button.js"
import { Dialog } from "../core/dialog.js"
import { FormFailure } from "../core/draft.js"
import { Failed, Loading } from "../core/empty.js"
import { Check, Choice, Field } from "../core/field.js"
import { collate, fold, t, tn } from "../core/i18n.js"
import { store } from "../core/store.js"
import { toast } from "../core/toast.js"
import { html, useEffect, useState } from "../core/ui.js"
import { meetingPath } from "../agenda/meeting-path.js"
import { roleName } from "../agenda/seat-roles.js"

// The desk sees every paper; only these can be left out.
const ROLES = ["member", "guest", "observer"]

export function VisibilityEditor({ open, onClose, paper }) {
  return html`<${Dialog} open=${open} onClose=${onClose} title=${t("Who may see “{title}”?", { title: paper.title })}>
    ${open && html`<${Loaded} paper=${paper} onClose=${onClose} />`}
  <//>`
}

function Loaded({ paper, onClose }) {
  const [rule, setRule] = useState(null)
  const [failure, setFailure] = useState(null)
  const path = meetingPath(`/papers/${paper.id}/visibility`)
  const load = async () => {
    setFailure(null)
    try {
      const answer = await api.get(path)
      const { kind, roles, people } = answer.visibility ?? answer
      setRule({ kind, roles: roles ?? [], people: people ?? [] })
    } catch (error) {
      setFailure(error)
    }
  }
  useEffect(() => void load(), [])
  if (failure) return html`<${Failed} error=${failure} onRetry=${load} />`
  if (!rule) return html`<${Loading} />`
  return html`<${RuleForm} path=${path} rule=${rule} setRule=${setRule} onClose=${onClose} />`
}

function RuleForm({ path, rule, setRule, onClose }) {
  const act = useAct((key, body) => api.put(path, body, { key }), {
    onDone: () => {
      toast(t("Recorded who may see the paper."), { kind: "done" })
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
        { value: "desk", label: t("Nobody yet: kept back") },
      ]}
    />
    ${rule.kind === "roles" &&
    html`<div>${ROLES.map((role) => html`<${Check} key=${role} label=${roleName(role)} checked=${rule.roles.includes(role)} onChange=${(on) => setRule({ ...rule, roles: toggle(rule.roles, role, on) })} />`)}</div>`}
    ${rule.kind === "people" && html`<${People} chosen=${rule.people} onToggle=${(id, on) => setRule({ ...rule, people: toggle(rule.people, id, on) })} />`}
    ${rule.kind !== "everyone" && html`<p class="small soft">${t("The chair and the secretaries always see it.")}${nobody ? ` ${t("As it stands, nobody else would.")}` : ""}</p>`}
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

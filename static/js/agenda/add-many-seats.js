// Adding many people at once: those of an earlier meeting with their roles and groups, or a pasted list of names.

import { api } from "../core/api.js"
import { Button } from "../core/button.js"
import { useDraft } from "../core/draft.js"
import { Empty, Failed, Loading } from "../core/empty.js"
import { Field } from "../core/field.js"
import { fold, formatDate, t, tn } from "../core/i18n.js"
import { Icon } from "../core/icon.js"
import { page } from "../core/page.js"
import { Progress } from "../core/progress.js"
import { html, useEffect, useState } from "../core/ui.js"
import { meetingPath } from "./meeting-path.js"
import { roleName } from "./seat-roles.js"

export function EarlierMeeting({ seated, onClose }) {
  const [meetings, setMeetings] = useState(null)
  const [chosen, setChosen] = useState("")
  const [seats, setSeats] = useState(null)
  const [failure, setFailure] = useState(null)
  const load = async () => {
    setFailure(null)
    try {
      const answer = await api.get("/api/meetings")
      setMeetings(answer.meetings.filter(({ id }) => id !== page.meeting_id))
    } catch (error) {
      setFailure(error)
    }
  }
  const choose = async (id) => {
    setChosen(id)
    setSeats(null)
    setFailure(null)
    if (!id) return
    try {
      setSeats(Object.values((await api.get(`/api/meetings/${id}/state`)).seats))
    } catch (error) {
      setFailure(error)
    }
  }
  useEffect(() => void load(), [])
  if (!meetings && failure) return html`<${Failed} error=${failure} onRetry=${load} />`
  if (!meetings) return html`<${Loading} />`
  if (!meetings.length) return html`<${Empty} icon="calendar" title=${t("There is no other meeting in which you have a seat.")} />`
  return html`<div class="stack">
    <${Field} label=${t("Meeting")} as="select" value=${chosen} onInput=${choose}>
      <option value="">${t("Choose a meeting…")}</option>
      ${meetings.map(({ id, title, starts_at }) => html`<option key=${id} value=${id} selected=${String(id) === chosen}>${formatDate(starts_at)} · ${title}</option>`)}
    <//>
    ${failure && html`<${Failed} error=${failure} onRetry=${() => choose(chosen)} />`}
    ${chosen && !seats && !failure && html`<${Loading} />`}
    ${seats && html`<${AddAll} key=${chosen} wishes=${seats.map(({ person_id, name, role, group, label }) => ({ person_id, name, role, group, label }))} seated=${seated} onClose=${onClose} />`}
  </div>`
}

export function PastedNames({ people, seated, defaults, onClose }) {
  const draft = useDraft("pasted-names", { names: "" })
  const { found, unknown } = matchNames(draft.values.names, people)
  return html`<div class="stack">
    <${Field} as="textarea" rows="8" label=${t("One name to a line")} hint=${t("Numbers before the names are left out. Who is not in the directory is listed below.")} value=${draft.values.names} onInput=${(text) => draft.set("names", text)} />
    ${unknown.length > 0 &&
    html`<div class="notice notice-warn">
      <${Icon} name="alert" />
      <div><p>${t("Not found, or there are several of this name; add them one by one:")}</p><p>${unknown.join("; ")}</p></div>
    </div>`}
    ${found.length > 0 && html`<${AddAll} key=${found.map(({ id }) => id).join()} wishes=${found.map(({ id, name }) => ({ person_id: id, name, label: "", ...defaults }))} seated=${seated} onClose=${() => (draft.clear(), onClose())} />`}
  </div>`
}

// Pure: text → {found: [person], unknown: [name]}. A name is known when exactly one person has it, accents aside.
export function matchNames(text, people) {
  const found = new Map()
  const unknown = []
  const lines = text.split(/\r?\n/).map((line) => line.split("\t")[0].replace(/^\s*\d+\s*[.)/-]?\s*/, "").trim())
  for (const name of lines.filter(Boolean)) {
    const wanted = normal(name)
    const exact = people.filter((person) => person.name.normalize("NFC") === name.normalize("NFC"))
    const alike = exact.length ? exact : people.filter((person) => normal(person.name) === wanted)
    if (alike.length === 1) found.set(alike[0].id, alike[0])
    else unknown.push(name)
  }
  return { found: [...found.values()], unknown }
}

function normal(name) {
  return fold(name).replace(/\b(ong|ba|dong chi|d\/c)\b\s*/g, "").split(/\s+/).join(" ").trim()
}

// wishes: [{person_id, name, role, group, label}]. One command each, so that one refusal does not stop the others.
function AddAll({ wishes, seated, onClose }) {
  const missing = wishes.filter(({ person_id }) => !seated.has(person_id))
  const [progress, setProgress] = useState(null) // {done, all, failed: [{name, message}]}
  const run = async () => {
    const failed = []
    const all = missing
    for (const [done, { name, ...seat }] of all.entries()) {
      setProgress({ done, all: all.length, failed })
      try {
        await api.post(meetingPath("/seats"), seat)
      } catch (error) {
        failed.push({ name, message: error.message })
      }
    }
    setProgress({ done: all.length, all: all.length, failed })
  }
  const running = progress && progress.done < progress.all
  const roles = [...new Set(missing.map(({ role }) => role))]
  return html`<div class="stack">
    ${!progress &&
    html`<p>
      ${missing.length
        ? tn("{count} person would be added", "{count} people would be added", missing.length)
        : t("Everybody of this list already has a seat.")}${missing.length > 0 && html` (${roles.map((role) => `${roleName(role)}: ${missing.filter((one) => one.role === role).length}`).join(", ")})`}${missing.length > 0 && wishes.length > missing.length && html`; ${tn("{count} already has a seat", "{count} already have a seat", wishes.length - missing.length)}`}.
    </p>`}
    ${running && html`<${Progress} label=${t("Adding…")} value=${progress.done} max=${progress.all} text="${progress.done} / ${progress.all}" />`}
    ${progress && !running && html`<p class="notice notice-good" role="status"><${Icon} name="check" />${tn("{count} person was added.", "{count} people were added.", progress.all - progress.failed.length)}</p>`}
    ${progress && progress.failed.length > 0 && html`<ul class="notice-list">${progress.failed.map(({ name, message }) => html`<li key=${name}>${name}: ${message}</li>`)}</ul>`}
    <div class="row">
      ${missing.length > 0 && !running && html`<${Button} kind="primary" icon="plus" onClick=${run}>${progress ? t("Try the others again") : tn("Add {count}", "Add {count}", missing.length)}<//>`}
      <${Button} disabled=${Boolean(running)} onClick=${onClose}>${progress && !running ? t("Close") : t("Cancel")}<//>
    </div>
  </div>`
}

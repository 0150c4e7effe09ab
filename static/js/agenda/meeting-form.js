// A meeting's own words: title, body, when and where. For a new one and for one that exists.

import { useAct } from "../core/act.js"
import { api } from "../core/api.js"
import { ActFailure, Button } from "../core/button.js"
import { DraftField, FormFailure, useDraft } from "../core/draft.js"
import { SaveBar } from "../core/draft-save.js"
import { Failed, Loading } from "../core/empty.js"
import { Field } from "../core/field.js"
import { formatDay, formatTime, t } from "../core/i18n.js"
import { page } from "../core/page.js"
import { html, useEffect, useState } from "../core/ui.js"
import { localParts, momentOf } from "./local-time.js"

const FIELDS = ["title", "body_id", "starts_at", "place", "papers_due_at"]
const ZONE = page.time_zone

// onCreated(meeting)
export function NewMeetingForm({ onCreated, onCancel }) {
  const tomorrow = localParts(new Date(Date.now() + 86_400_000).toISOString(), ZONE).date
  const draft = useDraft("new-meeting", { title: "", body_id: "", date: tomorrow, time: "08:00", place: "", ...duePartsOf(null) })
  const act = useAct((key, body) => api.post("/api/meetings", body, { key }), {
    onDone: ({ meeting }) => {
      draft.clear()
      onCreated(meeting)
    },
  })
  const submit = (event) => {
    event.preventDefault()
    act.run(meetingBody(draft.values))
  }
  return html`<form class="stack" onSubmit=${submit} novalidate>
    <${MeetingFields} draft=${draft} error=${act.error.value} />
    <div class="row">
      <${Button} type="submit" kind="primary" icon="plus" busy=${act.state.value === "sending"}>
        ${act.state.value === "sending" ? t("Sending…") : act.error.value?.unanswered ? t("Try again") : t("Create the meeting")}
      <//>
      <${Button} onClick=${() => (draft.clear(), onCancel())}>${t("Cancel")}<//>
      <${FormFailure} error=${act.error.value} fields=${FIELDS} />
    </div>
  </form>`
}

export function MeetingForm({ meeting }) {
  const { title, body_id, starts_at, place, papers_due_at } = meeting
  const draft = useDraft(`meeting/${meeting.id}`, { title, body_id: String(body_id), ...localParts(starts_at, ZONE), place, ...duePartsOf(papers_due_at) })
  const act = useAct((key, body) => api.put(`/api/meetings/${meeting.id}`, body, { key }))
  const submit = async (event) => {
    event.preventDefault()
    const sent = { ...draft.values }
    if (draft.dirty && (await act.run(meetingBody(sent)))) draft.settle(sent)
  }
  return html`<form class="stack" onSubmit=${submit} novalidate>
    <${MeetingFields} draft=${draft} error=${act.error.value} />
    <${SaveBar} draft=${draft} act=${act} fields=${FIELDS} />
  </form>`
}

// The server says what is missing; an empty body or date is sent as such.
function meetingBody({ title, body_id, date, time, place, due_date, due_time }) {
  const papers_due_at = due_date ? (momentOf(due_date, due_time, ZONE) ?? "") : null
  return { title, body_id: Number(body_id) || 0, starts_at: momentOf(date, time, ZONE) ?? "", place, papers_due_at }
}

// Until when papers are due; without a date there is no such moment.
function duePartsOf(moment) {
  const { date, time } = moment ? localParts(moment, ZONE) : { date: "", time: "17:00" }
  return { due_date: date, due_time: time }
}

function MeetingFields({ draft, error }) {
  const moment = momentOf(draft.values.date, draft.values.time, ZONE)
  return html`<${DraftField} draft=${draft} field="title" error=${error} as="textarea" rows="2" label=${t("Title of the meeting")} maxlength="200" required />
    <${BodyField} draft=${draft} error=${error} />
    <div class="form-line form-line-even">
      <${DraftField} draft=${draft} field="date" type="date" label=${t("Date")} error=${error?.field === "starts_at" ? { ...error, message: error.message, field: "date" } : null} required />
      <${DraftField} draft=${draft} field="time" type="time" label=${t("Time")} error=${null} required />
    </div>
    ${moment && html`<p class="small soft moment-said">${formatDay(moment)}, ${formatTime(moment)}</p>`}
    <${DraftField} draft=${draft} field="place" error=${error} label=${t("Place")} maxlength="200" />
    <div class="form-line form-line-even">
      <${DraftField} draft=${draft} field="due_date" type="date" label=${t("Papers are due by")} hint=${t("What comes later is marked late. Without a date: what comes after publication.")} error=${error?.field === "papers_due_at" ? { ...error, message: error.message, field: "due_date" } : null} />
      <${DraftField} draft=${draft} field="due_time" type="time" label=${t("Time")} error=${null} />
    </div>`
}

function BodyField({ draft, error }) {
  const [bodies, setBodies] = useState(null)
  const [failure, setFailure] = useState(null)
  const [adding, setAdding] = useState(false)
  const load = () => {
    setFailure(null)
    return api.get("/api/bodies").then((answer) => setBodies(answer.bodies), setFailure)
  }
  useEffect(() => void load(), [])
  if (failure) return html`<${Failed} error=${failure} onRetry=${load} />`
  if (!bodies) return html`<${Loading} lines=${1} />`
  const named = (id) => bodies.find((body) => String(body.id) === String(id))?.name ?? ""
  if (adding || !bodies.length) {
    const added = (body) => {
      setBodies([...bodies, body])
      draft.set("body_id", String(body.id))
      setAdding(false)
    }
    return html`<${NewBody} onAdded=${added} onCancel=${bodies.length ? () => setAdding(false) : null} />`
  }
  return html`<div class="form-with-button">
    <${DraftField} draft=${draft} field="body_id" error=${error} show=${named} as="select" label=${t("Body that meets")} required>
      <option value="">${t("Choose…")}</option>
      ${bodies.map((body) => html`<option key=${body.id} value=${body.id} selected=${String(body.id) === draft.values.body_id}>${body.name}</option>`)}
    <//>
    <${Button} icon="plus" onClick=${() => setAdding(true)}>${t("Another body")}<//>
  </div>`
}

// Inside the meeting's form, so not a form of its own: Enter is caught here.
function NewBody({ onAdded, onCancel }) {
  const draft = useDraft("new-body", { name: "" })
  const act = useAct((key, name) => api.post("/api/bodies", { name }, { key }), {
    onDone: ({ body }) => {
      draft.clear()
      onAdded(body)
    },
  })
  const error = act.error.value
  const add = () => act.run(draft.values.name)
  const onKeyDown = (event) => {
    if (event.key !== "Enter") return
    event.preventDefault()
    add()
  }
  return html`<div class="form-with-button">
    <${Field}
      label=${t("Name of the body that meets")}
      hint=${t("For example: People's Council of the city, 10th term")}
      maxlength="200"
      value=${draft.values.name}
      onInput=${(name) => draft.set("name", name)}
      onKeyDown=${onKeyDown}
      error=${error?.field === "name" ? error.message : null}
    />
    <${Button} kind="primary" busy=${act.state.value === "sending"} onClick=${add}>${error?.unanswered ? t("Try again") : t("Add")}<//>
    ${onCancel && html`<${Button} onClick=${() => (draft.clear(), onCancel())}>${t("Cancel")}<//>`}
    <${ActFailure} error=${error?.field === "name" ? null : error} />
  </div>`
}

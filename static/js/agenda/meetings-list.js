// All meetings this person prepares or takes part in, with their states; and the way to a new one.

import { api } from "../core/api.js"
import { Badge } from "../core/badge.js"
import { Button } from "../core/button.js"
import { Dialog } from "../core/dialog.js"
import { Empty, Failed, Loading } from "../core/empty.js"
import { Choice } from "../core/field.js"
import { formatDay, formatTime, t } from "../core/i18n.js"
import { Icon } from "../core/icon.js"
import { html, signal, useEffect, useState } from "../core/ui.js"
import { MeetingState } from "./meeting-state.js"
import { NewMeetingForm } from "./meeting-form.js"
import { roleName } from "./seat-roles.js"

const LOOK_AGAIN_MS = 20_000

const meetings = signal(null)
const failure = signal(null)

async function load() {
  try {
    meetings.value = (await api.get("/api/meetings")).meetings
    failure.value = null
  } catch (error) {
    failure.value = error
  }
}

export function MeetingsList() {
  const [creating, setCreating] = useState(false)
  const [shown, setShown] = useState("open")
  useEffect(() => {
    load()
    const look = () => document.visibilityState === "visible" && load()
    const timer = setInterval(look, LOOK_AGAIN_MS)
    document.addEventListener("visibilitychange", look)
    return () => {
      clearInterval(timer)
      document.removeEventListener("visibilitychange", look)
    }
  }, [])
  const all = meetings.value
  const open = (all ?? []).filter(({ state }) => state !== "ended").sort((a, b) => a.starts_at.localeCompare(b.starts_at))
  const ended = (all ?? []).filter(({ state }) => state === "ended")
  const list = shown === "open" ? open : ended
  return html`<section class="stack" aria-label=${t("Meetings")}>
    <div class="row row-between">
      <${Choice}
        label=${t("Shown")}
        hideLabel
        value=${shown}
        onChange=${setShown}
        options=${[
          { value: "open", label: t("Coming and in session ({count})", { count: open.length }) },
          { value: "ended", label: t("Ended ({count})", { count: ended.length }) },
        ]}
      />
      <${Button} kind="primary" icon="plus" onClick=${() => setCreating(true)}>${t("New meeting")}<//>
    </div>
    ${all && failure.value && html`<p class="notice notice-warn"><${Icon} name="alert" />${t("This list may be out of date: {reason}", { reason: failure.value.message })}</p>`}
    ${!all && failure.value && html`<${Failed} error=${failure.value} onRetry=${load} />`}
    ${!all && !failure.value && html`<${Loading} lines=${5} />`}
    ${all && !list.length && html`<div class="card"><${None} ended=${shown === "ended"} onCreate=${() => setCreating(true)} /></div>`}
    ${list.length > 0 && html`<ul class="panel list">${list.map((meeting) => html`<${MeetingLine} key=${meeting.id} meeting=${meeting} />`)}</ul>`}
    <${Dialog} open=${creating} onClose=${() => setCreating(false)} title=${t("New meeting")}>
      ${creating && html`<${NewMeetingForm} onCreated=${({ id }) => location.assign(`/secretariat/meetings/${id}`)} onCancel=${() => setCreating(false)} />`}
    <//>
  </section>`
}

function None({ ended, onCreate }) {
  if (ended) return html`<${Empty} icon="calendar" title=${t("No meeting has ended yet.")} />`
  return html`<${Empty} icon="calendar" title=${t("There is no meeting to prepare.")}>
    <p>${t("A new meeting is a draft that only you and its chair see, until you publish it.")}</p>
    <${Button} kind="primary" icon="plus" onClick=${onCreate}>${t("New meeting")}<//>
  <//>`
}

function MeetingLine({ meeting }) {
  const { id, title, body, state, starts_at, place, role, quorum } = meeting
  const prepares = role === "chair" || role === "secretary"
  const inside = html`<div class="meeting-when small">
      <time datetime=${starts_at}>${formatDay(starts_at)}</time>
      <span class="soft">${formatTime(starts_at)}</span>
    </div>
    <div class="grow">
      <p class="strong">${title}</p>
      <p class="small soft">${[body, place].filter(Boolean).join(" · ")}</p>
    </div>
    <span class="meeting-members small soft">${t("{count} with a vote", { count: quorum.base })}</span>
    <span class="meeting-badges"><${MeetingState} state=${state} />${!prepares && html`<${Badge}>${roleName(role)}<//>`}</span>`
  return html`<li><a class="list-row meeting-line" href=${prepares ? `/secretariat/meetings/${id}` : `/meetings/${id}`}>${inside}<${Icon} name="chevron_right" /></a></li>`
}

// What the secretariat does with a meeting as a whole: check, publish, withdraw, begin, end, delete.

import { useAct } from "../core/act.js"
import { api } from "../core/api.js"
import { ActFailure, Button } from "../core/button.js"
import { confirm, Dialog } from "../core/dialog.js"
import { t, tn } from "../core/i18n.js"
import { Menu, MenuItem } from "../core/menu.js"
import { store } from "../core/store.js"
import { toast } from "../core/toast.js"
import { html, useState } from "../core/ui.js"
import { Checklist, meetingFindings } from "./checklist.js"
import { meetingPath } from "./meeting-path.js"

export function MeetingActions({ onGo }) {
  const meeting = store.meeting.value
  const [checking, setChecking] = useState(false)
  const publish = useAct((key) => api.post(meetingPath("/publication"), {}, { key }), { onDone: () => (setChecking(false), said(t("The meeting is published. Its members see it now."))) })
  const withdraw = useAct((key) => api.del(meetingPath("/publication"), { key }), { onDone: () => said(t("The meeting is a draft again.")) })
  const begin = useAct((key) => api.post(meetingPath("/beginning"), {}, { key }), { onDone: () => said(t("The meeting is in session.")) })
  const end = useAct((key) => api.post(meetingPath("/ending"), {}, { key }), { onDone: () => said(t("The meeting has ended.")) })
  const remove = useAct((key) => api.del(`/api/meetings/${meeting.id}`, { key }), { onDone: () => location.assign("/secretariat") })
  const acts = [publish, withdraw, begin, end, remove]
  const failed = acts.find((act) => act.error.value && (act !== publish || !checking))
  const go = (tab, thing) => {
    setChecking(false)
    onGo(tab, thing)
  }
  const { state } = meeting
  return html`<div class="meeting-actions">
    ${state === "draft" && html`<${Button} kind="primary" icon="check" onClick=${() => setChecking(true)}>${t("Check and publish…")}<//>`}
    ${state === "published" && html`<${Button} kind="primary" icon="play" busy=${begin.state.value === "sending"} onClick=${() => begin.run()}>${label(begin, t("Begin the meeting"))}<//>`}
    ${state === "running" && html`<${Button} icon="stop" busy=${end.state.value === "sending"} onClick=${async () => (await askEnd(meeting)) && end.run()}>${label(end, t("End the meeting"))}<//>`}
    <${Menu} label=${t("More about this meeting")}>
      ${state !== "draft" && html`<${MenuItem} icon="check" onClick=${() => setChecking(true)}>${t("Check again…")}<//>`}
      ${state === "published" && html`<${MenuItem} icon="back" onClick=${async () => (await askWithdraw()) && withdraw.run()}>${t("Withdraw from the members…")}<//>`}
      ${state === "ended" && html`<${MenuItem} icon="play" onClick=${() => begin.run()}>${t("Go on with the meeting")}<//>`}
      <${MenuItem} icon="eye" href="/meetings/${meeting.id}">${t("Room, as the members see it")}<//>
      <${MenuItem} icon="desk" href="/meetings/${meeting.id}/desk">${t("Chair's desk")}<//>
      ${state === "draft" && html`<${MenuItem} icon="trash" onClick=${async () => (await askRemove(meeting)) && remove.run()}>${t("Delete this draft…")}<//>`}
    <//>
    ${failed && html`<${ActFailure} error=${failed.error.value} />`}
    <${Dialog}
      open=${checking}
      onClose=${() => setChecking(false)}
      title=${state === "draft" ? t("Check before publishing") : t("Check")}
      actions=${checking && state === "draft" && html`<${PublishActions} publish=${publish} onClose=${() => setChecking(false)} />`}
    >
      ${checking && html`<${Checklist} onGo=${go} />`}
    <//>
  </div>`
}

function PublishActions({ publish, onClose }) {
  const found = meetingFindings()
  const grave = found.some((finding) => finding.grave)
  const count = found.filter(({ code }) => code !== "people_without_seats").length
  return html`<${ActFailure} error=${publish.error.value} />
    <${Button} onClick=${onClose}>${t("Later")}<//>
    <${Button} kind="primary" disabled=${grave} busy=${publish.state.value === "sending"} onClick=${() => publish.run()}>
      ${publish.state.value === "sending" ? t("Sending…") : count ? tn("Publish despite {count} remark", "Publish despite {count} remarks", count) : t("Publish to the members")}
    <//>`
}

function label(act, words) {
  if (act.state.value === "sending") return t("Sending…")
  return act.error.value?.unanswered ? t("Try again") : words
}

function said(words) {
  toast(words, { kind: "done" })
}

const askWithdraw = () =>
  confirm({
    title: t("Withdraw the meeting?"),
    body: t("It disappears from the members' screens until it is published again. Nothing is deleted."),
    confirm: t("Withdraw"),
    danger: true,
  })

const askEnd = ({ title }) =>
  confirm({
    title: t("End the meeting?"),
    body: t("“{title}” ends for everybody in the room. The papers can still be read.", { title }),
    confirm: t("End the meeting"),
    danger: true,
  })

const askRemove = ({ title }) =>
  confirm({
    title: t("Delete this draft?"),
    body: t("“{title}” is deleted with its agenda, seats and papers. This cannot be undone.", { title }),
    confirm: t("Delete"),
    danger: true,
  })

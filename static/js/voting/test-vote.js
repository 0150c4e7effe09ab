// A vote that decides nothing, before the session: does every tablet show it, and does every member get through?

import { api } from "../core/api.js"
import { ActButton } from "../core/button.js"
import { Dialog } from "../core/dialog.js"
import { Empty } from "../core/empty.js"
import { Icon } from "../core/icon.js"
import { formatNumber, t, tn } from "../core/i18n.js"
import { Progress } from "../core/progress.js"
import { store } from "../core/store.js"
import { classes, html, useEffect } from "../core/ui.js"
import { meetingPath } from "../agenda/meeting-path.js"
import { agendaInOrder } from "../agenda/tree.js"
import { useDevices } from "../desk/devices.js"
import { turnoutOf } from "./turnout-groups.js"
import { Missing } from "./turnout.js"
import { BLANK, bodyOf, draftOfTemplate } from "./vote-draft.js"
import { useTemplates } from "./vote-templates.js"

export function TestVote({ open, onClose }) {
  return html`<${Dialog} kind="wide" class="test-vote" open=${open} onClose=${onClose} title=${t("Test vote")}>
    ${open && html`<${Inside} />`}
  <//>`
}

function Inside() {
  const votes = Object.values(store.votes.value)
  const running = votes.find((vote) => vote.state === "open" && vote.is_test)
  const last = votes.filter((vote) => vote.is_test && vote.closed_at).sort((a, b) => b.closed_at.localeCompare(a.closed_at))[0]
  return html`<div class="stack">
    <p class="notice notice-info"><${Icon} name="info" /><strong>${t("A test vote decides nothing. It is not in the minutes; it only shows whether the tablets work.")}</strong></p>
    ${running ? html`<${Board} vote=${running} />` : html`<${Beginning} last=${last} />`}
  </div>`
}

function Beginning({ last }) {
  const templates = useTemplates()
  const { state, current_item_id: currentId } = store.meeting.value
  const items = agendaInOrder(store.items.value).map(({ item }) => item)
  const item = store.items.value[currentId] ?? items[0]
  const other = Object.values(store.votes.value).find((vote) => vote.state === "open" && vote.manner !== "circulation")
  const why = !item ? t("The agenda is empty.") : state === "draft" ? t("It can be opened once the meeting is published.") : state === "ended" ? t("The meeting has ended.") : other && t("Another vote is open; close it first.")
  return html`${last && html`<p class=${classes("notice", last.cast === last.electorate ? "notice-good" : "notice-info")} role="status"><${Icon} name=${last.cast === last.electorate ? "check" : "info"} />${t("The last test: {cast} of {electorate} members answered.", { cast: formatNumber(last.cast), electorate: formatNumber(last.electorate) })}</p>`}
    ${why
      ? html`<${Empty} icon="ballot" title=${why} />`
      : html`<p>${t("Every member with a vote gets a question on the tablet. You see here who has it on the screen, and who has answered.")}</p>
          <${ActButton} kind="primary" size="large" icon="ballot" wide act=${() => begin(item, templates)}>${t("Start the test vote")}<//>`}`
}

// Drafted and opened in one tap. One that was drafted and could not be opened is used again.
async function begin(item, templates) {
  const waiting = Object.values(store.state.votes).find((vote) => vote.state === "draft" && vote.is_test)
  const { vote } = waiting ? { vote: waiting } : await api.post(meetingPath("/votes"), bodyOf(testDraft(item, templates)))
  return api.post(meetingPath(`/votes/${vote.id}/opening`), { despite_quorum: true, despite_tiny: true })
}

// As the body words it in its own template, if it has one.
function testDraft(item, templates) {
  const own = templates?.find(({ form }) => form.is_test && (form.kind ?? "motion") === "motion" && (form.secrecy ?? "named_later") === "named_later")
  if (own) return draftOfTemplate(own.form, item)
  return { ...BLANK, item_id: item.id, title: t("Test: can everybody see this question?"), preset: "consultative", is_test: true, is_consultative: true }
}

function Board({ vote }) {
  const { devices } = useDevices()
  const { shown } = turnoutOf(store.turnouts.value[vote.id], store.seats.value, devices, vote.id)
  // Closed and told in one tap: the tablets say that it was only a test.
  const end = async (key) => {
    await api.post(meetingPath(`/votes/${vote.id}/closing`), { despite_missing: true }, { key })
    return api.post(meetingPath(`/votes/${vote.id}/publication`))
  }
  useEffect(() => document.querySelector(".test-vote h2")?.focus(), [])
  return html`<p class="strong">${vote.title}</p>
    <div class="turnout">
      <p class="turnout-figures figures"><strong>${formatNumber(vote.cast)}</strong> / ${formatNumber(vote.electorate)} <span>${t("members have answered the test")}</span></p>
      <${Progress} label=${t("Answers to the test")} hideLabel value=${vote.cast} max=${Math.max(vote.electorate, 1)} />
      ${devices && html`<p class="small figures" role="status">${tn("On the screen of {count} member", "On the screen of {count} members", shown)}</p>`}
    </div>
    <${ActButton} kind="primary" size="large" icon="stop" wide act=${end}>${t("End the test vote")}<//>
    <${Missing} vote=${vote} devices=${devices} />`
}

// The bar of the desk: the meeting and its state, presence, the line, and what is done once or twice in a meeting.

import { AccountMenu } from "../people/account.js"
import { api } from "../core/api.js"
import { ActButton } from "../core/button.js"
import { ConnectionDot } from "../core/connection-dot.js"
import { confirm, Dialog } from "../core/dialog.js"
import { mark } from "../core/mark.js"
import { Menu, MenuItem } from "../core/menu.js"
import { late } from "../core/on-demand.js"
import { t } from "../core/i18n.js"
import { store } from "../core/store.js"
import { toast } from "../core/toast.js"
import { useAct } from "../core/act.js"
import { html, useState } from "../core/ui.js"
import { AttendanceBoard } from "../agenda/attendance-board.js"
import { MeetingState } from "../agenda/meeting-state.js"
import { meetingPath } from "../agenda/meeting-path.js"
import { QuorumButton } from "../agenda/quorum.js"

const TabletsBoard = late(() => import("./tablets-board.js"), "TabletsBoard", { quiet: true })
const VoteHistory = late(() => import("../voting/history.js"), "VoteHistory")
const TestVote = late(() => import("../voting/test-vote.js"), "TestVote", { quiet: true })
const HallAddress = late(() => import("../agenda/hall-address.js"), "HallAddress", { quiet: true })

export function DeskBar() {
  const [attendance, setAttendance] = useState(false)
  const [hall, setHall] = useState(false)
  const [tablets, setTablets] = useState(false)
  const [votes, setVotes] = useState(false)
  const [test, setTest] = useState(false)
  const meeting = store.meeting.value
  const { id, title, state } = meeting
  return html`<header class="app-bar desk-bar">
      <a href="/" aria-label=${t("My meetings")} title=${t("My meetings")}><img class="app-mark" src=${mark} alt="" /></a>
      <div class="grow desk-title">
        <p class="app-bar-title one-line" title=${title}>${title}</p>
        <p class="row tight small"><${MeetingState} state=${state} /><${ConnectionDot} /></p>
      </div>
      ${(state === "published" || state === "ended") && html`<${BeginMeeting} state=${state} />`}
      <${QuorumButton} onClick=${() => setAttendance(true)} />
      <${Menu} label=${t("Meeting")} icon="menu">
        <${MenuItem} icon="people" onClick=${() => setAttendance(true)}>${t("Attendance")}<//>
        <${MenuItem} icon="device" onClick=${() => setTablets(true)}>${t("Tablets")}<//>
        <${MenuItem} icon="check" onClick=${() => setTest(true)}>${t("Test vote")}<//>
        <${MenuItem} icon="ballot" onClick=${() => setVotes(true)}>${t("Votes of this meeting")}<//>
        <${MenuItem} icon="present" onClick=${() => setHall(true)}>${t("Hall screen")}<//>
        <${MenuItem} icon="file" href="/meetings/${id}">${t("Enter the room")}<//>
        <${MenuItem} icon="edit" href="/secretariat/meetings/${id}">${t("Prepare")}<//>
        ${state === "running" && html`<${EndMeeting} />`}
      <//>
      <${AccountMenu} />
    </header>
    <${AttendanceBoard} open=${attendance} onClose=${() => setAttendance(false)} />
    <${TabletsBoard} open=${tablets} onClose=${() => setTablets(false)} />
    <${TestVote} open=${test} onClose=${() => setTest(false)} />
    <${Dialog} open=${votes} onClose=${() => setVotes(false)} kind="wide" title=${t("Votes of this meeting")}><${VoteHistory} /><//>
    <${HallAddress} open=${hall} onClose=${() => setHall(false)} />`
}

function BeginMeeting({ state }) {
  const ended = state === "ended"
  const ask = () => confirm({ title: t("Resume the meeting?"), body: t("It has ended; members will see it as running again."), confirm: t("Resume the meeting") })
  return html`<${ActButton} kind=${ended ? "secondary" : "primary"} icon="play" class="desk-begin" ask=${ended ? ask : undefined} act=${(key) => api.post(meetingPath("/beginning"), {}, { key })}>
    ${ended ? t("Resume the meeting") : t("Begin the meeting")}
  <//>`
}

function EndMeeting() {
  const end = useAct((key) => api.post(meetingPath("/ending"), {}, { key }), {
    onFail: (error) => toast(error.unanswered ? t("Not recorded yet: no answer from the server.") : error.message, { kind: "failed" }),
    onDone: () => toast(t("The meeting has ended."), { kind: "done" }),
  })
  const tap = async () => {
    const sure = await confirm({
      title: t("End the meeting?"),
      body: t("The item under discussion ends with it. Members can still read the papers and the results."),
      confirm: t("End the meeting"),
      danger: true,
    })
    if (sure) end.run()
  }
  return html`<${MenuItem} icon="stop" onClick=${tap}>${end.state.value === "sending" ? t("Sending…") : t("End the meeting")}<//>`
}

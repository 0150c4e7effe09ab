// The secretariat: meetings and people; or, with a meeting in the page, the preparation of that one.

import { AccountMenu } from "../people/account.js"
import { connect } from "../core/connection.js"
import { hasUnsavedDrafts } from "../core/draft.js"
import { start } from "../core/boot.js"
import { t } from "../core/i18n.js"
import { Icon } from "../core/icon.js"
import { mark } from "../core/mark.js"
import { late } from "../core/on-demand.js"
import { page } from "../core/page.js"
import { Tabs } from "../core/tabs.js"
import { html, useState } from "../core/ui.js"
import { keepFilesFromOpening } from "../docs/file-drop.js"
import { uploads } from "../docs/upload.js"

const Preparation = late(() => import("../agenda/preparation.js"), "Preparation")
const MeetingsList = late(() => import("../agenda/meetings-list.js"), "MeetingsList")
const BodiesEditor = late(() => import("../voting/bodies-editor.js"), "BodiesEditor")
const PeopleEditor = late(() => import("../people/people-editor.js"), "PeopleEditor")

const PARTS = { meetings: MeetingsList, people: PeopleEditor, bodies: BodiesEditor }

function Secretariat() {
  const [tab, setTab] = useState(PARTS[location.hash.slice(1)] ? location.hash.slice(1) : "meetings")
  const select = (next) => {
    setTab(next)
    history.replaceState(null, "", `#${next}`)
  }
  const Part = PARTS[tab]
  const tabs = [
    { id: "meetings", label: t("Meetings") },
    { id: "people", label: t("People") },
    { id: "bodies", label: t("Bodies") },
  ]
  return html`<header class="app-bar">
      <img class="app-mark" src=${mark} alt="" />
      <span class="app-bar-title grow">${t("Secretariat")}</span>
      ${page.person?.office === "administrator" && html`<a class="button button-quiet" href="/installation"><${Icon} name="info" /><span class="wide-only">${t("Installation")}</span></a>`}
      <a class="button button-quiet" href="/"><${Icon} name="calendar" /><span class="wide-only">${t("My meetings")}</span></a>
      <${AccountMenu} />
    </header>
    <main id="main" class="page stack">
      <h1 class="visually-hidden">${t("Secretariat")}</h1>
      <${Tabs} label=${t("Parts of the secretariat")} tabs=${tabs} current=${tab} onSelect=${select}>
        <${Part} />
      <//>
    </main>`
}

// What is on its way, or typed and not saved, is not lost by a slip of the hand; the browser words the question.
addEventListener("beforeunload", (event) => {
  if (!uploads.busy.value && !hasUnsavedDrafts()) return
  event.preventDefault()
  event.returnValue = ""
})
keepFilesFromOpening()
if (page.meeting_id) connect(page.meeting_id)
start(page.meeting_id ? Preparation : Secretariat)

// The signed record of the meeting's votes as files: for the minutes, for a spreadsheet, and whole, to be checked.

import { meetingPath } from "../agenda/meeting-path.js"
import { Button } from "../core/button.js"
import { t } from "../core/i18n.js"
import { Icon } from "../core/icon.js"
import { Progress } from "../core/progress.js"
import { saveFile } from "../core/save-file.js"
import { store } from "../core/store.js"
import { announce } from "../core/toast.js"
import { html, useState } from "../core/ui.js"

const SAID_AFTER_MS = 800

const FILES = [
  { path: "record.docx", name: "votes", end: "docx", words: () => t("Record of the vote count (Word)"), hint: () => t("Every vote with its numbers and roll call, to be signed and kept with the minutes.") },
  { path: "record.pdf", name: "votes", end: "pdf", words: () => t("Record of the vote count (PDF)"), hint: () => t("The same, as it is printed.") },
  { path: "record.csv", name: "votes", end: "csv", words: () => t("Numbers as a table (CSV)"), hint: () => t("A line for each vote, for Excel.") },
  { path: "record.csv?part=groups", name: "groups", end: "csv", words: () => t("Answers by group as a table (CSV)"), hint: () => t("A line for each group, as it was when the vote was opened. Nothing of secret votes.") },
  { path: "record.csv?part=roll-calls", name: "roll-calls", end: "csv", words: () => t("Roll calls as a table (CSV)"), hint: () => t("A line for each answer given by name. Nothing of secret votes.") },
  { path: "record.json", name: "votes", end: "json", words: () => t("Signed record (JSON)"), hint: () => t("The whole record with its signatures: anybody can check it with the program bin/verify.") },
]

export function RecordExport() {
  const [making, setMaking] = useState(null)
  const [isLong, setLong] = useState(false)
  const [failure, setFailure] = useState(null)
  const save = async ({ path, name, end }) => {
    if (making) return
    setMaking(path)
    setFailure(null)
    const timer = setTimeout(() => setLong(true), SAID_AFTER_MS)
    try {
      await saveFile(meetingPath(`/votes/${path}`), `${name}-${store.meeting.value.id}.${end}`)
      announce(t("The file is saved."))
    } catch (error) {
      setFailure(error)
    }
    clearTimeout(timer)
    setLong(false)
    setMaking(null)
  }
  return html`<section class="record-export stack tight" aria-label=${t("Save the record of votes")}>
    <h3>${t("Save the record of votes")}</h3>
    <ul class="list">
      ${FILES.map(
        (file) => html`<li class="list-row" key=${file.path}>
          <div class="grow"><p class="strong">${file.words()}</p><p class="small soft">${file.hint()}</p></div>
          <${Button} icon="download" busy=${making === file.path} aria-label=${t("Save: {file}", { file: file.words() })} onClick=${() => save(file)}>${making === file.path ? t("Being made…") : t("Save")}<//>
        </li>`,
      )}
    </ul>
    ${isLong && html`<${Progress} label=${t("The file is being made. With many votes this takes some seconds; the meeting goes on meanwhile.")} />`}
    ${failure && html`<p class="notice notice-bad" role="alert"><${Icon} name="alert" />${failure.message}</p>`}
  </section>`
}

// Text in old Vietnamese fonts: some sentences before and after, and the way back if the guess was wrong.

import { api } from "../core/api.js"
import { ActButton } from "../core/button.js"
import { Dialog } from "../core/dialog.js"
import { Failed, Loading } from "../core/empty.js"
import { Icon } from "../core/icon.js"
import { t } from "../core/i18n.js"
import { toast } from "../core/toast.js"
import { html, useEffect, useState } from "../core/ui.js"
import { meetingPath } from "../agenda/meeting-path.js"

// paper: with a version that can be read
export function LegacyText({ open, onClose, paper }) {
  return html`<${Dialog} open=${open} onClose=${onClose} kind="wide" title=${t("Old font encoding in “{title}”", { title: paper.title })}>
    ${open && html`<${Loaded} paper=${paper} onClose=${onClose} />`}
  <//>`
}

function Loaded({ paper, onClose }) {
  const [answer, setAnswer] = useState(null)
  const [failure, setFailure] = useState(null)
  const version = meetingPath(`/papers/${paper.id}/versions/${paper.version.id}`)
  const path = `${version}/legacy-text`
  const load = () => {
    setFailure(null)
    return api.get(path).then(setAnswer, setFailure)
  }
  useEffect(() => void load(), [])
  if (failure) return html`<${Failed} error=${failure} onRetry=${load} />`
  if (!answer) return html`<${Loading} />`
  const { rewritten, samples } = answer
  const done = () => {
    toast(t("The file is being prepared once more. Members see the pages of before until then."), { kind: "done" })
    onClose()
  }
  return html`<div class="stack">
    <p>${rewritten ? t("The text was written in old Vietnamese fonts (TCVN3 or VNI) and has been converted to Unicode, so that it can be read and searched on every device. Please look some of it over:") : t("The text is shown as it came: the conversion of old Vietnamese fonts was switched off for this version.")}</p>
    ${rewritten && html`<${Samples} samples=${samples} />`}
    <p class="small soft">${rewritten ? t("If it reads wrong, leave the text as it came. The original file is kept untouched either way.") : t("The original file is kept untouched either way.")}</p>
    <div class="row">
      <${ActButton} kind=${rewritten ? "secondary" : "primary"} act=${(key) => api.put(path, { rewritten: !rewritten }, { key })} onDone=${done}>
        ${rewritten ? t("Leave the text as it came") : t("Convert the text again")}
      <//>
      <a class="button button-quiet" href=${`${version}/original`}><${Icon} name="download" />${t("Download the original")}</a>
    </div>
  </div>`
}

function Samples({ samples }) {
  if (!samples.length) return html`<p class="notice">${t("No sentences were noted; open the paper and look at its pages.")}</p>`
  return html`<table class="legacy-samples">
    <thead>
      <tr>
        <th scope="col">${t("As it came")}</th>
        <th scope="col">${t("Converted")}</th>
      </tr>
    </thead>
    <tbody>
      ${samples.map(
        ({ before, after }, number) => html`<tr key=${number}>
          <td class="soft">${before}</td>
          <td lang="vi">${after}</td>
        </tr>`,
      )}
    </tbody>
  </table>`
}

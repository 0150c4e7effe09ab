// How closely a paper is kept: as any other, to be read in the room only, or (on an isolated network) as a state secret.

import { useAct } from "../core/act.js"
import { api } from "../core/api.js"
import { Button } from "../core/button.js"
import { Dialog } from "../core/dialog.js"
import { FormFailure } from "../core/draft.js"
import { Choice } from "../core/field.js"
import { t } from "../core/i18n.js"
import { toast } from "../core/toast.js"
import { html, useState } from "../core/ui.js"
import { meetingPath } from "../agenda/meeting-path.js"
import { levelName } from "./levels.js"

const MEANINGS = {
  none: () => t("Whoever sees the paper may also download it."),
  confidential: () => t("Nobody downloads it. Every page carries its reader's name; who reads which page is noted. It is never shown on the screens."),
}

export function LevelDialog({ open, onClose, paper }) {
  return html`<${Dialog} open=${open} onClose=${onClose} title=${t("How closely is “{title}” kept?", { title: paper.title })}>
    ${open && html`<${LevelForm} paper=${paper} onClose=${onClose} />`}
  <//>`
}

function LevelForm({ paper, onClose }) {
  const [level, setLevel] = useState(paper.level)
  const act = useAct((key, body) => api.put(meetingPath(`/papers/${paper.id}/level`), body, { key }), {
    onDone: () => {
      toast(t("Recorded how closely the paper is kept."), { kind: "done" })
      onClose()
    },
  })
  const submit = (event) => {
    event.preventDefault()
    act.run({ level })
  }
  const meaning = MEANINGS[level] ?? (() => t("A state secret. It may be kept only on a network cut off from all others, and then as a confidential paper is."))
  return html`<form class="stack" onSubmit=${submit}>
    <${Choice}
      label=${t("Level")}
      hideLabel
      wrap
      value=${level}
      onChange=${setLevel}
      options=${["none", "confidential", "mat", "toi_mat", "tuyet_mat"].map((value) => ({ value, label: levelName(value) }))}
    />
    <p class="small" role="status">${meaning()}</p>
    <div class="row">
      <${Button} type="submit" kind="primary" busy=${act.state.value === "sending"}>${act.state.value === "sending" ? t("Sending…") : act.error.value?.unanswered ? t("Try again") : t("Save")}<//>
      <${Button} onClick=${onClose}>${t("Cancel")}<//>
      <${FormFailure} error=${act.error.value} fields=${[]} />
    </div>
  </form>`
}

// The last line of a form that keeps a draft: save, take back, and the truth about what is recorded.

import { Button } from "./button.js"
import { Icon } from "./icon.js"
import { t } from "./i18n.js"
import { FormFailure } from "./draft.js"
import { html } from "./ui.js"

// act: from useAct; fields: the names whose refusals the form shows beside them.
export function SaveBar({ draft, act, fields, children }) {
  const state = act.state.value
  return html`<div class="save-bar">
    <${Button} type="submit" kind=${draft.dirty ? "primary" : "secondary"} busy=${state === "sending"} disabled=${!draft.dirty && state !== "sending"}>
      ${words(state, act.error.value)}
    <//>
    ${draft.dirty && state !== "sending" && html`<${Button} kind="quiet" onClick=${() => (draft.clear(), act.reset())}>${t("Undo my changes")}<//>`}
    <span class="soft small" role="status">
      ${state === "recorded" && html`<span class="recorded"><${Icon} name="check" />${t("Recorded")}</span>`}
      ${state !== "recorded" && draft.dirty && t("Not saved yet")}
    </span>
    ${children}
    <${FormFailure} error=${act.error.value} fields=${fields} />
  </div>`
}

function words(state, error) {
  if (state === "sending") return t("Sending…")
  return state === "failed" && error?.unanswered ? t("Try again") : t("Save")
}

// Whose page is on the screen: the presenter's, or my own with the way back; or mine for everybody.

import { Button } from "../core/button.js"
import { Icon } from "../core/icon.js"
import { t } from "../core/i18n.js"
import { late } from "../core/on-demand.js"
import { html } from "../core/ui.js"

const PresentingBar = late(() => import("./presenting-bar.js"), "PresentingBar", { quiet: true })
const AskedBar = late(() => import("./presenting-bar.js"), "AskedBar", { quiet: true })

// presentation and the presented paper (undefined: not ours to see); presenter: the seat
export function FollowBar({ mode, presentation, paper, presenter, onReturn }) {
  return html`<${Whose} ...${{ mode, presentation, paper, presenter, onReturn }} /><${AskedBar} />`
}

function Whose({ mode, presentation, paper, presenter, onReturn }) {
  if (!presentation || mode === "alone") return null
  if (mode === "presenting") return html`<${PresentingBar} />`
  const name = presenter?.name ?? t("The presenter")
  if (mode === "following") {
    return html`<p class="follow-bar follow-bar-on"><${Icon} name="follow" /><span class="one-line">${t("Following {name}", { name })}</span></p>`
  }
  return html`<div class="follow-bar follow-bar-off" role="status">
    <${Icon} name="present" />
    <p class="grow">
      <strong>${t("You are reading alone.")}</strong>
      ${" "}${paper ? t("{name} is at page {page} of “{title}”.", { name, page: presentation.page, title: paper.title }) : t("{name} is presenting a paper that is not open to you.", { name })}
    </p>
    <${Button} kind="primary" icon="follow" onClick=${onReturn}>${t("Return to the presenter")}<//>
  </div>`
}

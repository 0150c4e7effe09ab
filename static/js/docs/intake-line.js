// How far a paper's newest file has come: received → checking → converting n of m pages → ready, or failed and why.

import { Button } from "../core/button.js"
import { Icon } from "../core/icon.js"
import { Progress } from "../core/progress.js"
import { formatNumber, t } from "../core/i18n.js"
import { html } from "../core/ui.js"

// replaces: an older version can be read meanwhile; onReplace: choose another file
export function IntakeLine({ intake, replaces, onReplace }) {
  if (!intake || intake.state === "ready") return null
  const { state, page_count, pages_ready, error } = intake
  if (state === "failed") {
    return html`<div class="notice notice-bad intake-failed" role="alert">
      <${Icon} name="alert" />
      <div>
        <p class="strong">${replaces ? t("The new version “{name}” could not be read; members still see the old one.", { name: intake.file_name }) : t("“{name}” could not be made readable.", { name: intake.file_name })}</p>
        <p>${error ? t(error.message, error.params) : t("The reason is not known.")}</p>
        <p><${Button} size="small" icon="upload" onClick=${onReplace}>${t("Replace…")}<//></p>
      </div>
    </div>`
  }
  if (state === "converting" && page_count) {
    return html`<${Progress}
      label=${t("Converting…")}
      value=${pages_ready}
      max=${page_count}
      text=${t("{ready} of {count} pages", { ready: formatNumber(pages_ready), count: formatNumber(page_count) })}
    />`
  }
  return html`<${Progress} label=${WORDS[state]?.() ?? state} />`
}

const WORDS = {
  received: () => t("Received, waiting its turn…"),
  checking: () => t("Checking the file…"),
  converting: () => t("Converting…"),
}

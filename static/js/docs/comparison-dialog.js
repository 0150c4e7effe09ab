// Two versions of a paper compared, over whatever is on the screen; fetched when first asked for.

import { Dialog } from "../core/dialog.js"
import { t } from "../core/i18n.js"
import { late } from "../core/on-demand.js"
import { html } from "../core/ui.js"

const Comparison = late(() => import("./comparison.js"), "Comparison")

// versions: {from, to}, ids of two versions, or null while nothing is compared
export function ComparisonDialog({ meetingId, paper, versions, onClose }) {
  return html`<${Dialog} open=${Boolean(versions)} onClose=${onClose} kind="wide" class="comparison-dialog" title=${t("What has changed in “{title}”", { title: paper.title })}>
    ${versions && html`<${Comparison} meetingId=${meetingId} paper=${paper} from=${versions.from} to=${versions.to} />`}
  <//>`
}

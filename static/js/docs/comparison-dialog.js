// Two versions of a paper compared, over whatever is on the screen; fetched when first asked for.

import { Dialog } from "../core/dialog.js"
import { Failed, Loading } from "../core/empty.js"
import { t } from "../core/i18n.js"
import { useOnDemand } from "../core/on-demand.js"
import { html } from "../core/ui.js"

// versions: {from, to}, ids of two versions, or null while nothing is compared
export function ComparisonDialog({ meetingId, paper, versions, onClose }) {
  const { module, error, retry } = useOnDemand(Boolean(versions), () => import("./comparison.js"))
  return html`<${Dialog} open=${Boolean(versions)} onClose=${onClose} kind="wide" class="comparison-dialog" title=${t("What has changed in “{title}”", { title: paper.title })}>
    ${versions && !module && (error ? html`<${Failed} error=${error} onRetry=${retry} />` : html`<${Loading} lines=${6} />`)}
    ${versions && module && html`<${module.Comparison} meetingId=${meetingId} paper=${paper} from=${versions.from} to=${versions.to} />`}
  <//>`
}

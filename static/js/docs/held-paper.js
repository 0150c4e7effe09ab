// A paper whose first page has the stamp of a state secret: nobody but the desk sees it until somebody has looked.

import { api } from "../core/api.js"
import { ActButton } from "../core/button.js"
import { Icon } from "../core/icon.js"
import { t } from "../core/i18n.js"
import { html } from "../core/ui.js"
import { meetingPath } from "../agenda/meeting-path.js"
import { levelName } from "./levels.js"
import { pageSource } from "./page-source.js"

// intake: of the version that is held, with its stamp; keep: see page-source.js
export function HeldPaper({ meetingId, intake, keep }) {
  const { paper_id, id, key, stamp } = intake
  const clear = (actKey) => api.post(meetingPath(`/papers/${paper_id}/versions/${id}/clearance`), {}, { key: actKey })
  return html`<div class="notice notice-warn" role="alert">
    <${Icon} name="lock" />
    <div class="stack tight">
      <p class="strong">${t("Held back: its first page is stamped “{level}”.", { level: levelName(stamp).toLocaleUpperCase("vi") })}</p>
      <p>${t("No member sees it. State secrets may not be kept on this server: if it is one, remove it now and report it. If it is not, confirm that, and it goes to its readers.")}</p>
      <div class="row">
        <a class="button button-secondary" href=${pageSource(meetingId, paper_id, key, keep).pageUrl(1, "page")} target="_blank" rel="noopener"><${Icon} name="eye" />${t("Look at the first page")}</a>
        <${ActButton} act=${clear}>${t("It is not a state secret")}<//>
      </div>
    </div>
  </div>`
}

// A paper that is another than the one this person read: said above it, with what has changed.

import { Button } from "../core/button.js"
import { Icon } from "../core/icon.js"
import { t } from "../core/i18n.js"
import { html } from "../core/ui.js"

// note: what the secretariat wrote about the change; live: it was exchanged while it was being read; onCompare(): word by word, where that can be
export function NewsStrip({ note, live, onCompare, onDone }) {
  return html`<div class="news-strip" role="status">
    <${Icon} name="info" />
    <p class="grow">
      <strong>${live ? t("The secretariat has just put a new version here.") : t("New since you read it.")}</strong>
      ${" "}${note ? t("What has changed: {note}", { note }) : t("The secretariat did not say what has changed.")}
    </p>
    ${onCompare && html`<${Button} size="small" icon="compare" onClick=${onCompare}>${t("Show the changes")}<//>`}
    <${Button} size="small" onClick=${onDone}>${t("Understood")}<//>
  </div>`
}

// The papers of one agenda item, each a large target, with what one should know before opening it.

import { Badge } from "../core/badge.js"
import { IconButton } from "../core/button.js"
import { Icon } from "../core/icon.js"
import { t, tn } from "../core/i18n.js"
import { html } from "../core/ui.js"
import { isConfidential } from "./confidential.js"

// readingOf(paper) → {state: "new" | "changed" | "read", seen} | null; openIds: those being read; shownId: the one being presented;
// onBeside(paper): null where there is no room for two papers
export function PaperList({ papers, readingOf = () => null, openIds = [], shownId, onOpen, onBeside }) {
  if (!papers.length) return null
  return html`<ul class="paper-list">
    ${papers.map(
      (paper) => html`<li key=${paper.id} class="paper-line">
        <button type="button" class="list-row paper" disabled=${!paper.version} aria-current=${openIds.includes(paper.id) ? "true" : undefined} onClick=${() => onOpen(paper)}>
          <${Icon} name=${paper.restricted ? "lock" : "file"} label=${isConfidential(paper) ? t("To be read in the room only") : paper.restricted ? t("For named readers") : undefined} />
          <span class="grow">
            <span class="paper-title">${paper.title}</span>
            <span class="paper-facts">
              <${Readiness} version=${paper.version} />
              <${HowFar} reading=${readingOf(paper)} version=${paper.version} />
              ${paper.late && html`<${Badge} tone="warn">${t("Sent late")}<//>`}
              ${paper.id === shownId && html`<${Badge} tone="live" icon="present">${t("Being presented")}<//>`}
            </span>
          </span>
        </button>
        ${onBeside && paper.version && !openIds.includes(paper.id) && html`<${IconButton} icon="beside" label=${t("Open “{title}” beside", { title: paper.title })} onClick=${() => onBeside(paper)} />`}
      </li>`,
    )}
  </ul>`
}

function Readiness({ version }) {
  if (!version) return html`<span class="soft">${t("Being prepared…")}</span>`
  const { page_count: count, pages_ready: ready } = version
  if (ready < count) return html`<span class="soft figures">${t("Being prepared: {ready} of {count} pages", { ready, count })}</span>`
  return html`<span class="soft figures">${tn("{count} page", "{count} pages", count)}</span>`
}

function HowFar({ reading, version }) {
  if (!reading) return null
  const { state, seen } = reading
  if (state === "new") return html`<${Badge} tone="info">${t("New")}<//>`
  if (state === "changed") return html`<${Badge} tone="info">${version.note ? t("New version: {note}", { note: version.note }) : t("New version")}<//>`
  return html`<span class="paper-read figures"><${Icon} name="check" />${seen >= version.page_count ? t("All pages seen") : t("{seen} of {count} pages seen", { seen, count: version.page_count })}</span>`
}

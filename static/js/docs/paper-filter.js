// Which papers the agenda shows: all, those that are new to this person, those that were sent late.

import { Choice } from "../core/field.js"
import { t } from "../core/i18n.js"
import { html } from "../core/ui.js"
import { chosen, KINDS } from "./paper-kinds.js"

// Nothing where there is nothing to choose between.
export function PaperFilter({ papers, readingOf }) {
  const count = (kind) => papers.filter((paper) => KINDS[kind](paper, readingOf)).length
  const kinds = ["news", "late"].filter((kind) => count(kind) || kind === chosen.value)
  if (!kinds.length) return null
  const words = { all: t("All papers"), news: t("New to me"), late: t("Sent late") }
  return html`<${Choice}
    label=${t("Papers shown")}
    hideLabel
    wrap
    value=${chosen.value}
    onChange=${(kind) => (chosen.value = kind)}
    options=${["all", ...kinds].map((kind) => ({ value: kind, label: `${words[kind]} (${count(kind)})` }))}
  />`
}

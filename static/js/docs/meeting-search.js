// The search in all papers of the meeting one is in. What was sought and found stays while its drawer is closed.

import { status } from "../core/connection.js"
import { t } from "../core/i18n.js"
import { late } from "../core/on-demand.js"
import { page } from "../core/page.js"
import { store } from "../core/store.js"
import { effect, html, untracked } from "../core/ui.js"
import { createSearch } from "./search.js"
import { SearchField } from "./search-field.js"

const SearchResults = late(() => import("./search-results.js"), "SearchResults", { quiet: true })

const search = createSearch(`/api/meetings/${page.meeting_id}/search`)

effect(() => {
  // The line is back: what could not be searched is searched now.
  if (status.value.kind === "live" && untracked(() => search.error.value)?.unanswered) search.seek()
})

effect(() => {
  const papers = store.papers.value
  if (search.answer.value) search.keep((id) => Boolean(papers[id]?.version))
})

export function MeetingSearch({ onOpen }) {
  return html`<${SearchField} search=${search} label=${t("Search in all papers")} hideLabel focus /><${SearchResults} search=${search} onOpen=${onOpen} />`
}

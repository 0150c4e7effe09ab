// The kinds of papers that the agenda can be narrowed to: all, those that are new to this person, those that were sent late.

import { signal } from "../core/ui.js"

export const chosen = signal("all")

export const KINDS = {
  all: () => true,
  news: (paper, readingOf) => ["new", "changed"].includes(readingOf(paper)?.state),
  late: (paper) => paper.late,
}

// The papers to show of these.
export function filterPapers(papers, readingOf, kind = chosen.value) {
  return papers.filter((paper) => KINDS[kind](paper, readingOf))
}

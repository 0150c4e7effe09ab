// What was found in all papers and is opened in one of them: the room says it, the reader of that paper takes it up.

import { signal, useSignalEffect } from "../core/ui.js"

export const sought = signal(null) // {paper_id, words, list: whether all pages found are to be listed beside}

export function useSought(paperId, find, openList) {
  useSignalEffect(() => {
    const wanted = sought.value
    if (wanted?.paper_id !== paperId) return
    sought.value = null
    find.seekApart(wanted.words)
    if (wanted.list) openList()
  })
}

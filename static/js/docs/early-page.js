// The first page of a paper that is being opened: fetched and decoded while its reader is still being built.

import { keepOf, pageSource } from "./page-source.js"

const UNTAKEN_MS = 10_000 // it is 14 MB, and whoever reads the paper as text does not want it

let early = null // {key, paperId, page, picture: promise of a bitmap}

export function fetchEarly({ meetingId, paper, page }) {
  const { key } = paper.version
  drop(early)
  const mine = (early = { key, paperId: paper.id, page, picture: pageSource(meetingId, paper.id, key, keepOf(paper)).load(page, "page") })
  mine.picture.catch(() => {}) // whoever takes it hears of it
  setTimeout(drop, UNTAKEN_MS, mine)
}

// The source, which gives the early page first. It is given once: a bitmap belongs to one cache.
export function withEarlyPage(source, paperId) {
  const load = (page, profile, signal) => {
    if (profile !== "page" || early?.page !== page || early.key !== source.key || early.paperId !== paperId) return source.load(page, profile, signal)
    const { picture } = early
    early = null
    return picture
  }
  return { ...source, load }
}

function drop(untaken) {
  if (!untaken || untaken !== early) return
  early = null
  untaken.picture.then(
    (bitmap) => bitmap.close(),
    () => {},
  )
}

// Receipts as they are shown: by paper or by person. Pure.
//
// receipts: {paper_id: {id, version_id, page_count, readers: [person_id], opened: [{person_id, version_id, pages_seen, …}]}}

// → [{paper, receipt, count: who may see it, opened: [{seat, entry}], older: the same of an earlier version only, missing: [seat]}]
// seats: those to be counted, in order
export function byPaper(papers, receipts, seats) {
  return papers
    .filter(({ id }) => receipts[id])
    .map((paper) => {
      const receipt = receipts[paper.id]
      const mayRead = new Set(receipt.readers)
      const entries = new Map(receipt.opened.map((entry) => [entry.person_id, entry]))
      const readers = seats.filter(({ person_id }) => mayRead.has(person_id)).map((seat) => ({ seat, entry: entries.get(seat.person_id) }))
      return {
        paper,
        receipt,
        count: readers.length,
        opened: readers.filter(({ entry }) => entry?.version_id === receipt.version_id),
        older: readers.filter(({ entry }) => entry && entry.version_id !== receipt.version_id),
        missing: readers.filter(({ entry }) => !entry).map(({ seat }) => seat),
      }
    })
    .filter(({ count }) => count)
}

// → [{seat, count: papers this person may see, opened: how many of them, papers: [{paper, receipt, entry}]}]
export function byPerson(papers, receipts, seats) {
  return seats
    .map((seat) => {
      const mine = papers
        .filter(({ id }) => receipts[id]?.readers.includes(seat.person_id))
        .map((paper) => ({ paper, receipt: receipts[paper.id], entry: receipts[paper.id].opened.find(({ person_id }) => person_id === seat.person_id) }))
      const opened = mine.filter(({ entry, receipt }) => entry?.version_id === receipt.version_id).length
      return { seat, count: mine.length, opened, papers: mine }
    })
    .filter(({ count }) => count)
}

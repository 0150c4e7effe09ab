// What stands with each agenda item, counted for its row in the tree. Pure.

import { isUnderWay } from "./upload-states.js"

// → {item_id: {papers, failed, busy}}; busy: being sent or converted
export function paperCounts(papers, intakes, uploading) {
  const counts = {}
  const of = (itemId) => (counts[itemId] ??= { papers: 0, failed: 0, busy: 0 })
  const newest = newestIntakes(intakes)
  for (const paper of Object.values(papers)) {
    const count = of(paper.item_id)
    count.papers += 1
    const intake = newest[paper.id]
    if (intake?.state === "failed") count.failed += 1
    else if (intake && intake.state !== "ready") count.busy += 1
  }
  for (const upload of uploading) {
    const { target, state } = upload
    const itemId = target.itemId ?? papers[target.paperId]?.item_id
    if (itemId && isUnderWay(upload)) of(itemId).busy += 1
    if (itemId && state === "failed") of(itemId).failed += 1
  }
  return counts
}

// The intake of each paper's newest file: {paper_id: intake}
export function newestIntakes(intakes) {
  const newest = {}
  for (const intake of Object.values(intakes)) {
    if (!(newest[intake.paper_id]?.id > intake.id)) newest[intake.paper_id] = intake
  }
  return newest
}

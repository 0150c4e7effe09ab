// The agenda's dict as the order it is read in. Pure: no DOM.

// items: {id: {parent_id, position}} → [{item, depth}], each item followed by those under it.
export function agendaInOrder(items) {
  const under = new Map()
  for (const item of Object.values(items)) {
    const parent = item.parent_id ?? null
    if (!under.has(parent)) under.set(parent, [])
    under.get(parent).push(item)
  }
  const list = []
  const walk = (parent, depth) => {
    for (const item of (under.get(parent) ?? []).sort((a, b) => a.position - b.position || a.id - b.id)) {
      list.push({ item, depth })
      walk(item.id, depth + 1)
    }
  }
  walk(null, 0)
  return list
}

// The papers of one item, in their order.
export function papersOf(papers, itemId) {
  return Object.values(papers)
    .filter((paper) => paper.item_id === itemId)
    .sort((a, b) => a.position - b.position || a.id - b.id)
}

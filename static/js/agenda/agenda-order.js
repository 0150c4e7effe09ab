// The order of an agenda while it is being built. Pure: a list of rows [{id, depth, parent_id}] in reading order
// goes in, another comes out; null when the move is not possible. Mirrors meeting/agenda/numbering.py.

import { agendaInOrder } from "./tree.js"

export const MAX_DEPTH = 4

// items: {id: item} as the store holds them.
export function orderRows(items) {
  return agendaInOrder(items).map(({ item, depth }) => ({ id: item.id, depth, parent_id: item.parent_id ?? null }))
}

// {id: "2.1"}
export function numbers(rows) {
  const counts = []
  const found = {}
  for (const { id, depth } of rows) {
    counts.length = depth + 1
    counts[depth] = (counts[depth] ?? 0) + 1
    found[id] = counts.join(".")
  }
  return found
}

export function moveUp(rows, id) {
  const at = indexOf(rows, id)
  const before = previousSibling(rows, at)
  return before < 0 ? null : withParents(moved(rows, at, before))
}

export function moveDown(rows, id) {
  const at = indexOf(rows, id)
  const next = endOf(rows, at)
  return rows[next]?.depth === rows[at].depth ? withParents(moved(rows, next, at)) : null
}

// Under the item before it.
export function indent(rows, id) {
  const at = indexOf(rows, id)
  if (previousSibling(rows, at) < 0 || rows[at].depth + heightOf(rows, at) >= MAX_DEPTH) return null
  return withParents(rows.map((row, n) => (n >= at && n < endOf(rows, at) ? { ...row, depth: row.depth + 1 } : row)))
}

// After the item it stands under; its later siblings stay where they are.
export function outdent(rows, id) {
  const at = indexOf(rows, id)
  const { depth, parent_id } = rows[at]
  if (depth === 0) return null
  const block = rows.slice(at, endOf(rows, at)).map((row) => ({ ...row, depth: row.depth - 1 }))
  const rest = without(rows, at)
  const after = endOf(rest, indexOf(rest, parent_id))
  return withParents([...rest.slice(0, after), ...block, ...rest.slice(after)])
}

// Dropped by hand: before the `index`-th of the rows that stay, as deep as wished where that is possible.
export function place(rows, id, index, wished) {
  const at = indexOf(rows, id)
  const rest = without(rows, at)
  const depth = depthAt(rest, index, wished, heightOf(rows, at))
  if (depth === null) return null
  const block = rows.slice(at, endOf(rows, at)).map((row) => ({ ...row, depth: row.depth - rows[at].depth + depth }))
  return withParents([...rest.slice(0, index), ...block, ...rest.slice(index)])
}

// Never so shallow that a row below would change its parent, never deeper than one below the row above.
export function depthAt(rest, index, wished, height = 1) {
  const least = rest[index]?.depth ?? 0
  const most = Math.min(index > 0 ? rest[index - 1].depth + 1 : 0, MAX_DEPTH - height)
  return least > most ? null : Math.min(most, Math.max(least, wished))
}

export function without(rows, at) {
  return [...rows.slice(0, at), ...rows.slice(endOf(rows, at))]
}

export function indexOf(rows, id) {
  return rows.findIndex((row) => row.id === id)
}

// The index after the last row below this one.
export function endOf(rows, at) {
  let end = at + 1
  while (end < rows.length && rows[end].depth > rows[at].depth) end += 1
  return end
}

export function heightOf(rows, at) {
  const depths = rows.slice(at, endOf(rows, at)).map((row) => row.depth)
  return Math.max(...depths) - rows[at].depth + 1
}

function previousSibling(rows, at) {
  for (let n = at - 1; n >= 0 && rows[n].depth >= rows[at].depth; n -= 1) {
    if (rows[n].depth === rows[at].depth) return n
  }
  return -1
}

function moved(rows, at, to) {
  const block = rows.slice(at, endOf(rows, at))
  const rest = without(rows, at)
  return [...rest.slice(0, to), ...block, ...rest.slice(to)]
}

function withParents(rows) {
  const above = []
  return rows.map(({ id, depth }) => {
    above[depth] = id
    return { id, depth, parent_id: depth ? above[depth - 1] : null }
  })
}

// When each item is planned to begin, one after the other. An item's minutes hold those of its sub-items; where the
// sub-items together need more, they count.
// → {begins: {id: milliseconds}, ends: milliseconds, minutes, untimed: how many items have no minutes from anywhere}
export function plannedTimes(rows, items, startsAt) {
  const start = Date.parse(startsAt)
  const begins = {}
  let untimed = 0

  // The minutes taken by the siblings from `at` on, which stand `depth` deep.
  function span(at, depth, from, timed) {
    let taken = 0
    for (let n = at; n < rows.length && rows[n].depth >= depth; n = endOf(rows, n)) {
      const own = items[rows[n].id]?.minutes ?? 0
      const isLeaf = endOf(rows, n) === n + 1
      begins[rows[n].id] = start + (from + taken) * 60_000
      if (isLeaf && !own && !timed) untimed += 1
      taken += Math.max(own, span(n + 1, depth + 1, from + taken, timed || own > 0))
    }
    return taken
  }

  const minutes = span(0, 0, 0, false)
  return { begins, ends: start + minutes * 60_000, minutes, untimed }
}

// Sorting a list by hand. The library is fetched only where something can be sorted.
//
// The library moves the element itself; before the list is drawn anew the element goes back to where Preact put it,
// otherwise the two would disagree about what stands where.

import { useEffect, useRef } from "./ui.js"

// list: a ref to the parent of the rows; each row has data-id and a .drag-handle.
// onDrop({ id, ids: the rows' ids as dropped, right: px that the pointer went to the right })
export function useDragging(list, { onDrop, onStart, onMove, enabled = true }) {
  const latest = useRef({})
  latest.current = { onDrop, onStart, onMove }
  useEffect(() => {
    if (!enabled) return undefined
    let sortable = null
    let gone = false
    const begin = ({ default: Sortable }) => {
      if (!gone && list.current) sortable = Sortable.create(list.current, options(latest))
    }
    // Without a line, or on the way to another page, nothing can be dragged; the buttons of each row move it as well.
    import("../../vendor/sortable/sortable.js").then(begin, () => {})
    return () => {
      gone = true
      sortable?.destroy()
    }
  }, [enabled])
}

function options(latest) {
  let from = 0
  let right = 0
  let next = null
  let dragged = null
  const follow = (event) => {
    right = event.clientX - from
    latest.current.onMove?.({ row: dragged, right })
  }
  return {
    handle: ".drag-handle",
    draggable: "[data-id]",
    animation: 120,
    // The browser's own drag-and-drop tells no pointer moves and does not work on touch.
    forceFallback: true,
    fallbackTolerance: 4,
    onStart({ item, originalEvent }) {
      dragged = item
      next = rowAfter(item)
      right = 0
      from = originalEvent.clientX ?? originalEvent.touches?.[0]?.clientX ?? 0
      addEventListener("pointermove", follow)
      latest.current.onStart?.({ row: item })
    },
    onEnd({ item }) {
      removeEventListener("pointermove", follow)
      const ids = [...item.parentNode.querySelectorAll(":scope > [data-id]:not(.sortable-drag)")].map((row) => Number(row.dataset.id))
      item.parentNode.insertBefore(item, next)
      latest.current.onDrop({ id: Number(item.dataset.id), row: item, ids, right })
    },
  }
}

// The library's floating copy of the row stands at the end of the list while dragging.
function rowAfter(item) {
  let next = item.nextElementSibling
  while (next?.classList.contains("sortable-drag")) next = next.nextElementSibling
  return next
}

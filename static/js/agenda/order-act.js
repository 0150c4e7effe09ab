// The order of the agenda as it is being changed: seen at once, sent in the background, one at a time, the latest last.

import { useAct } from "../core/act.js"
import { api } from "../core/api.js"
import { useEffect, useRef, useSignal } from "../core/ui.js"
import { orderRows } from "./agenda-order.js"

// How long a recorded order is shown while its fact is on the way.
const PATIENCE_MS = 2000

// → {rows, arrange(rows), retry(), state, error}
export function useAgendaOrder(meetingId, items) {
  const pending = useSignal(null)
  const sending = useRef(false)
  const act = useAct((key, order) => api.put(`/api/meetings/${meetingId}/agenda`, { order }, { key }))
  const known = orderRows(items)
  const wanted = pending.value

  useEffect(() => {
    if (wanted && !sending.current && act.state.value !== "failed" && isSame(wanted, known)) pending.value = null
  })

  async function send() {
    if (sending.current) return
    sending.current = true
    try {
      for (let sent = null; pending.value && pending.value !== sent; ) {
        sent = pending.value
        const answer = await act.run(sent.map(({ id, parent_id }) => ({ id, parent_id })))
        if (answer) setTimeout(() => pending.value === sent && (pending.value = null), PATIENCE_MS)
        // Refused: the server's order is the truth. Without an answer the wish stays, to be tried again.
        else if (!act.error.value?.unanswered) pending.value = null
        else return
      }
    } finally {
      sending.current = false
    }
  }

  return {
    // An item added or removed meanwhile makes the wish meaningless.
    rows: wanted && sameIds(wanted, known) ? wanted : known,
    arrange(rows) {
      pending.value = rows
      send()
    },
    retry: send,
    state: act.state,
    error: act.error,
  }
}

function isSame(a, b) {
  return a.length === b.length && a.every((row, n) => row.id === b[n].id && row.parent_id === b[n].parent_id)
}

function sameIds(a, b) {
  const ids = new Set(a.map((row) => row.id))
  return a.length === b.length && b.every((row) => ids.has(row.id))
}

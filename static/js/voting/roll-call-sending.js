// Entries of a roll call on their way to the server: the caller goes on at once, each entry tells its own truth.

import { useEffect, useMemo, useRef, useState } from "../core/ui.js"

// send(key, seat id, answer) → promise; newKey(): one for each answer, the same over every try of it
export function useEntries(send, newKey) {
  const [, redraw] = useState(0)
  const latest = useRef(send)
  latest.current = send
  const gone = useRef(false)
  useEffect(() => () => {
    gone.current = true
  }, [])
  return useMemo(() => {
    const entries = new Map() // seat id → {answer, key, state: sending | recorded | failed, error}
    const tell = () => gone.current || redraw((n) => n + 1)
    const put = async (id, entry) => {
      entries.set(id, entry)
      tell()
      try {
        await latest.current(entry.key, id, entry.answer)
        entry.state = "recorded"
      } catch (error) {
        entry.state = "failed"
        entry.error = error
      }
      tell()
    }
    return {
      // Another answer for the same seat waits for the one before, so that the last one said is the last one kept.
      send: async (id, answer) => {
        const entry = { answer, key: newKey(), state: "sending", before: entries.get(id)?.sent }
        entries.set(id, entry)
        tell()
        await entry.before
        if (entries.get(id) === entry) entry.sent = put(id, entry)
      },
      again: (id) => {
        const entry = entries.get(id)
        entry.sent = put(id, Object.assign(entry, { state: "sending", error: null }))
      },
      answerOf: (id) => entries.get(id)?.answer ?? null,
      stateOf: (id) => entries.get(id)?.state ?? null,
      errorOf: (id) => entries.get(id)?.error?.message ?? "",
    }
  }, [])
}

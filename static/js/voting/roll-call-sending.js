// Entries of a roll call on their way to the server: the caller goes on at once, each entry tells its own truth. Another clerk
// may enter for the same member: each entry says on which one it was made, and the newest that the server told of is what stands.

import { useEffect, useMemo, useRef, useState } from "../core/ui.js"

export const OUTDATED = "entry_outdated"

export function useEntries(send, newKey) {
  const [, redraw] = useState(0)
  const latest = useRef(send)
  latest.current = send
  const gone = useRef(false)
  useEffect(() => () => {
    gone.current = true
  }, [])
  return useMemo(() => createEntries({ send: (...args) => latest.current(...args), newKey, tell: () => gone.current || redraw((n) => n + 1) }), [])
}

// send(key, seat id, {answer, revision}) → promise of {entry, is_replaced}; newKey(): one for each answer, the same over every
// try of it; tell(): something has changed. What is `told` of a member by others: {answer, revision}, or undefined.
export function createEntries({ send, newKey, tell }) {
  const entries = new Map() // seat id → {answer, revision, key, state: sending | recorded | outdated | failed, error, sent}
  const known = new Map() // seat id → {answer, revision}: what the server answered last
  const mine = new Map() // seat id → revision of the last of my answers that was recorded

  const standing = (id, told) => {
    const own = known.get(id)
    if (!own || (told && told.revision > own.revision)) return told ?? { answer: null, revision: 0 }
    return own
  }
  const isOpen = (entry) => entry && entry.state !== "recorded"

  async function follow(id, entry, before) {
    await before?.sent
    if (entries.get(id) !== entry) return
    entry.revision = Math.max(entry.revision, mine.get(id) ?? 0)
    await put(id, entry)
  }

  async function put(id, entry) {
    try {
      const { entry: stands, is_replaced } = await send(entry.key, id, { answer: entry.answer, revision: entry.revision })
      hear(id, stands)
      entry.state = is_replaced ? "outdated" : "recorded"
      if (!is_replaced) mine.set(id, stands.revision)
    } catch (error) {
      entry.error = error
      entry.state = error.code === OUTDATED ? "outdated" : "failed"
      if (entry.state === "outdated") hear(id, error.told.entry)
    }
    tell()
  }

  // A late answer may come after what was heard later.
  function hear(id, stands) {
    if (stands && stands.revision >= (known.get(id)?.revision ?? 0)) known.set(id, stands)
  }

  return {
    // Another answer for the same member waits for the one before, and is made on it: so the last one said is the last one kept.
    send: (id, answer, told) => {
      const before = entries.get(id)
      const entry = { answer, revision: standing(id, told).revision, key: newKey(), state: "sending", error: null }
      entries.set(id, entry)
      tell()
      entry.sent = follow(id, entry, before)
      return entry.sent
    },
    // The same try once more; or, of what came too late, on purpose: after what stands was shown.
    again: (id, told) => {
      const entry = entries.get(id)
      if (entry.state === "outdated") Object.assign(entry, { key: newKey(), revision: standing(id, told).revision })
      Object.assign(entry, { state: "sending", error: null })
      tell()
      entry.sent = put(id, entry)
      return entry.sent
    },
    leave: (id) => {
      entries.delete(id)
      tell()
    },
    // What is to be seen as the member's answer: mine while it is on its way or failed, else what stands.
    answerOf: (id, told) => (isOpen(entries.get(id)) && entries.get(id).state !== "outdated" ? entries.get(id) : standing(id, told)).answer,
    stateOf: (id) => entries.get(id)?.state ?? null,
    errorOf: (id) => entries.get(id)?.error?.message ?? "",
    // [[seat id, my answer]] of those that came too late.
    outdated: () => [...entries].filter(([, { state }]) => state === "outdated").map(([id, { answer }]) => [id, answer]),
  }
}

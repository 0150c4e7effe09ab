// The presenter's page turns: at most one command in 200 ms, the last place always sent, never two on the way at once.
// No socket and no clock of its own: both are handed in.
//
//   const turner = createPageTurner({ send, onChange });  turner.show({ paper_id, page })
//   onChange({ wanted, state: "idle" | "sending" | "recorded" | "failed", error })

export const LEAST_MS = 200

export function createPageTurner({ send, onChange, least = LEAST_MS, now = () => performance.now(), later = setTimeout }) {
  let wanted = null // where the presenter is
  let pending = null // what has not been sent yet
  let busy = false
  let waiting = false
  let lastSent = -Infinity

  function show(place) {
    wanted = pending = place
    onChange({ wanted, state: "sending", error: null })
    pump()
  }

  function pump() {
    if (!pending || busy || waiting) return
    const wait = lastSent + least - now()
    if (wait > 0) {
      waiting = true
      later(() => {
        waiting = false
        pump()
      }, wait)
      return
    }
    deliver()
  }

  async function deliver() {
    const place = pending
    pending = null
    busy = true
    lastSent = now()
    let error = null
    try {
      await send(place)
    } catch (failure) {
      error = failure
    }
    busy = false
    if (pending) return pump()
    // Turned no further meanwhile, and not forgotten: this answer is the one that counts.
    if (wanted === place) onChange({ wanted, state: error ? "failed" : "recorded", error })
    return undefined
  }

  function forget() {
    wanted = pending = null
    onChange({ wanted, state: "idle", error: null })
  }

  return { show, forget }
}

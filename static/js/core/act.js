// One command a person gives, from the tap to the server's word: idle → sending → recorded | failed.
//
//   const raise = useAct((key) => api.post(`/api/meetings/${m}/speeches`, {}, { key }))
//   raise.run()   raise.state.value   raise.error.value (an ApiError)
//
// The key stays the same while no answer came, so that "try again" cannot do the thing twice. Args are plain values.
// What was left without an answer is sent again by itself when the line is back (`line:live`, told by connection.js),
// unless too much time has passed for it still to be meant.

import { newKey } from "./api.js"
import { useEffect, useMemo, useRef, useSignal } from "./ui.js"

const RECORDED_MS = 1600
const MEANT_MS = 60_000

export function useAct(act, { onDone, onFail } = {}) {
  const state = useSignal("idle")
  const error = useSignal(null)
  const latest = useRef({})
  latest.current = { act, onDone, onFail }
  const gone = useRef(false)
  const command = useMemo(() => {
    let key = null
    let asked = null
    let timer = 0
    let askedAt = 0

    async function run(...args) {
      if (state.value === "sending") return undefined
      clearTimeout(timer)
      // Another choice is another command: it must not be taken for the one still unanswered.
      if (JSON.stringify(args) !== asked) key = null
      asked = JSON.stringify(args)
      if (key === null) askedAt = Date.now()
      key ??= newKey()
      state.value = "sending"
      error.value = null
      try {
        const answer = await latest.current.act(key, ...args)
        key = null
        if (gone.current) return answer
        state.value = "recorded"
        timer = setTimeout(() => (state.value = "idle"), RECORDED_MS)
        latest.current.onDone?.(answer)
        return answer
      } catch (failure) {
        if (!failure.unanswered) key = null
        if (gone.current) return undefined
        error.value = failure
        state.value = "failed"
        latest.current.onFail?.(failure)
        return undefined
      }
    }

    const again = () => {
      if (state.value === "failed" && key !== null && Date.now() - askedAt < MEANT_MS) run(...JSON.parse(asked))
    }

    const reset = () => {
      key = null
      state.value = "idle"
      error.value = null
    }

    return { run, reset, again, state, error }
  }, [])

  useEffect(() => {
    addEventListener("line:live", command.again)
    return () => {
      gone.current = true
      removeEventListener("line:live", command.again)
    }
  }, [])
  return command
}

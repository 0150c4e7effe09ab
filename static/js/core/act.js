// One command a person gives, from the tap to the server's word: idle → sending → recorded | failed.
//
//   const raise = useAct((key) => api.post(`/api/meetings/${m}/speeches`, {}, { key }))
//   raise.run()   raise.state.value   raise.error.value (an ApiError)
//
// The key stays the same while no answer came, so that "try again" cannot do the thing twice. Args are plain values.

import { newKey } from "./api.js"
import { useEffect, useMemo, useRef, useSignal } from "./ui.js"

const RECORDED_MS = 1600

export function useAct(act, { onDone, onFail } = {}) {
  const state = useSignal("idle")
  const error = useSignal(null)
  const latest = useRef({})
  latest.current = { act, onDone, onFail }
  const gone = useRef(false)
  useEffect(() => () => void (gone.current = true), [])

  return useMemo(() => {
    let key = null
    let asked = null
    let timer = 0

    async function run(...args) {
      if (state.value === "sending") return undefined
      clearTimeout(timer)
      // Another choice is another command: it must not be taken for the one still unanswered.
      if (JSON.stringify(args) !== asked) key = null
      asked = JSON.stringify(args)
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

    const reset = () => {
      key = null
      state.value = "idle"
      error.value = null
    }

    return { run, reset, state, error }
  }, [])
}

// A signal of what comes as a prop: who reads it is drawn anew by itself when it changes.

import { useSignal } from "./ui.js"

export function useLiveSignal(value) {
  const live = useSignal(value)
  if (live.peek() !== value) live.value = value
  return live
}

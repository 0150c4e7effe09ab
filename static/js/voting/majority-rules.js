// The majorities a body may choose from. They do not change while the page is open.

import { api } from "../core/api.js"
import { signal, useEffect } from "../core/ui.js"

const rules = signal(null)
const failure = signal(null)

async function load() {
  failure.value = null
  try {
    rules.value ??= (await api.get("/api/majority-rules")).presets
  } catch (error) {
    failure.value = error
  }
}

// → { presets or null while they are on their way, failure, load: to try again }
export function useMajorityRules() {
  useEffect(() => void load(), [])
  return { presets: rules.value, failure: failure.value, load }
}

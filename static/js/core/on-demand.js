// Parts of a screen that are not needed to draw it: fetched soon afterwards, or as soon as they are wanted.
//
//   const Thumbnails = late(() => import("./thumbnails.js"), "Thumbnails")   // at the top of a module; then used as any component

import { Failed, Loading } from "./empty.js"
import { t } from "./i18n.js"
import { html, signal, useEffect } from "./ui.js"

const AGAIN_MS = 3000
const IDLE_MS = 1500
const parts = []

// quiet: nothing stands in its place until it is there, and it is tried again without a word; first: fetched before others;
// now: fetched at once, beside what the screen itself still waits for, yet the screen is drawn without it.
export function late(load, name, { quiet, first, now } = {}) {
  const state = signal({}) // {Part} or {error}
  let asked = null
  const fetch = () =>
    (asked ??= load().then(
      (module) => (state.value = { Part: module[name] }),
      () => {
        asked = null
        state.value = { error: new Error(t("No answer from the server.")) }
      },
    ))
  if (now) fetch()
  if (first) parts.unshift(fetch)
  else parts.push(fetch)

  return function Late(props) {
    const { Part, error } = state.value
    const wanted = props.open !== false // a dialog is fetched when it is opened, if not before
    useEffect(() => {
      if (!Part && wanted) fetch()
      const timer = error && wanted && setTimeout(fetch, AGAIN_MS)
      return () => clearTimeout(timer)
    }, [error, wanted])
    if (Part) return html`<${Part} ...${props} />`
    if (quiet || !wanted) return null
    return error ? html`<${Failed} error=${error} onRetry=${fetch} />` : html`<${Loading} lines=${4} />`
  }
}

// A module that is no component: → get(), a promise of it.
export function lateModule(load) {
  let asked = null
  const get = () =>
    (asked ??= load().catch((error) => {
      asked = null
      throw error
    }))
  parts.push(() => get().catch(() => {}))
  return get
}

// Once the screen is drawn, so that whatever is wanted later is there at once, even if the line has become bad.
export async function fetchParts() {
  const idle = globalThis.requestIdleCallback ?? ((run) => setTimeout(run, IDLE_MS))
  await new Promise((resolve) => idle(resolve, { timeout: IDLE_MS }))
  for (const fetch of parts) await fetch()
}

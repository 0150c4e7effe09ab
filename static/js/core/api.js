// The page's one fetch. Commands carry the CSRF token and an Idempotency-Key that stays the same over every try,
// so that a command whose answer was lost is done once.
//
//   const { ballot } = await api.put(`/api/meetings/${m}/votes/${v}/ballots/mine`, { answer: { choice } })
//   failure: ApiError { status, code, message, field }; status 0 = no answer: it may or may not be recorded

import { page, csrfToken } from "./page.js"
import { t } from "./i18n.js"

const TIMEOUT_MS = 8000
const WAITS_MS = [400, 1200, 3000]
const WORTH_RETRYING = new Set([502, 503, 504])

export class ApiError extends Error {
  constructor({ status, code, message, field, told }) {
    super(message)
    this.name = "ApiError"
    this.status = status
    this.code = code
    this.field = field ?? null
    this.told = told ?? null // all of the server's word, where it says more
  }

  get unanswered() {
    return this.status === 0
  }
}

// crypto.randomUUID exists only on https; a council's own Wi-Fi may be plain http.
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")
}

export function createApi({ fetch, csrf, wait = sleep, waits = WAITS_MS, timeout = TIMEOUT_MS, onSignedOut = () => {} }) {
  let bearer = null

  async function send(method, path, body, { key, tries = waits.length + 1, signal, keepalive = false } = {}) {
    const headers = { Accept: "application/json" }
    if (bearer) headers.Authorization = `Bearer ${bearer}`
    if (body !== undefined) headers["Content-Type"] = "application/json"
    if (method !== "GET") {
      headers["X-CSRFToken"] = csrf()
      headers["Idempotency-Key"] = key ?? newKey()
    }
    const request = { method, headers, credentials: "same-origin", cache: "no-store", keepalive }
    if (body !== undefined) request.body = JSON.stringify(body)
    for (let attempt = 1; ; attempt += 1) {
      const failure = await attemptOnce(path, request, signal)
      if (!failure.error) return failure.answer
      const { error } = failure
      const again = (error.unanswered || WORTH_RETRYING.has(error.status) || error.code === "too_fast") && !signal?.aborted
      if (!again || attempt >= tries) {
        if (error.status === 401) onSignedOut()
        throw error
      }
      // Spread, so that a hall of tablets does not come back in one instant.
      await wait(waits[Math.min(attempt, waits.length) - 1] * (0.75 + Math.random() / 2))
    }
  }

  async function attemptOnce(path, request, signal) {
    const limit = new AbortController()
    const stop = () => limit.abort()
    const timer = setTimeout(stop, timeout)
    if (signal?.aborted) stop()
    signal?.addEventListener("abort", stop)
    try {
      const response = await fetch(path, { ...request, signal: limit.signal })
      const answer = await readJson(response)
      if (response.ok && answer) return { answer }
      return { error: refusal(response.status, answer) }
    } catch {
      return { error: new ApiError({ status: 0, code: "unreachable", message: t("No answer from the server.") }) }
    } finally {
      clearTimeout(timer)
      signal?.removeEventListener("abort", stop)
    }
  }

  return {
    get: (path, options) => send("GET", path, undefined, options),
    post: (path, body = {}, options) => send("POST", path, body, options),
    put: (path, body = {}, options) => send("PUT", path, body, options),
    del: (path, options) => send("DELETE", path, undefined, options),
    // The hall screen has no person: it shows its token instead of a cookie.
    useBearer(token) {
      bearer = token
    },
    get headers() {
      return bearer ? { Authorization: `Bearer ${bearer}` } : {}
    },
  }
}

// A JSON body in any status is the server's word; anything else is a proxy's page and says nothing.
async function readJson(response) {
  if (response.status === 204) return { ok: true }
  const type = response.headers.get("Content-Type") ?? ""
  return type.includes("json") ? response.json() : null
}

function refusal(status, answer) {
  return new ApiError({
    status,
    code: answer?.error ?? "failed",
    message: answer?.message ?? t("The server could not do this (error {status}).", { status }),
    field: answer?.field,
    told: answer,
  })
}

function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

export const api = createApi({
  fetch: (...args) => globalThis.fetch(...args),
  csrf: csrfToken,
  onSignedOut: () => goToSignIn(),
})

export function goToSignIn() {
  if (page.screen === "hall") return
  location.assign(`/sign-in?next=${encodeURIComponent(location.pathname)}`)
}

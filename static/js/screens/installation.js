// The state of the installation, for its administrator: a row for each thing that may need a hand.

import { AccountMenu } from "../people/account.js"
import { api } from "../core/api.js"
import { start } from "../core/boot.js"
import { Failed, Loading } from "../core/empty.js"
import { formatTime, t, tn } from "../core/i18n.js"
import { Icon } from "../core/icon.js"
import { mark } from "../core/mark.js"
import { html, signal, useEffect } from "../core/ui.js"
import { rowWords } from "../installation/row-words.js"

const LOOK_AGAIN_MS = 10_000

const state = signal({ rows: null, at: null, failure: null })

async function load() {
  try {
    const { rows } = await api.get("/api/installation")
    state.value = { rows, at: new Date().toISOString(), failure: null }
  } catch (failure) {
    state.value = { ...state.value, failure }
  }
}

function Installation() {
  useEffect(() => {
    load()
    const look = () => document.visibilityState === "visible" && load()
    const timer = setInterval(look, LOOK_AGAIN_MS)
    document.addEventListener("visibilitychange", look)
    return () => {
      clearInterval(timer)
      document.removeEventListener("visibilitychange", look)
    }
  }, [])
  const { rows, at, failure } = state.value
  return html`<header class="app-bar">
      <img class="app-mark" src=${mark} alt="" />
      <a class="button button-quiet" href="/secretariat"><${Icon} name="back" />${t("Secretariat")}</a>
      <span class="grow"></span>
      <${AccountMenu} />
    </header>
    <main id="main" class="page stack">
      <h1>${t("State of the installation")}</h1>
      ${rows && failure && html`<p class="notice notice-warn" role="status"><${Icon} name="alert" />${t("No answer since {time}: {reason}", { time: formatTime(at), reason: failure.message })}</p>`}
      ${!rows && failure && html`<${Failed} error=${failure} onRetry=${load} />`}
      ${!rows && !failure && html`<${Loading} lines=${8} />`}
      ${rows && html`<${Rows} rows=${rows} at=${at} />`}
    </main>`
}

function Rows({ rows, at }) {
  const wrong = rows.filter(({ ok }) => ok === false).length
  return html`<p class="row tight" role="status">
      <${Icon} name=${wrong ? "alert" : "check"} />
      <span class="strong">${wrong ? tn("{count} thing wants a look.", "{count} things want a look.", wrong) : t("All is well.")}</span>
      <span class="soft small">${t("Looked at {time}", { time: formatTime(at) })}</span>
    </p>
    <ul class="panel list">
      ${rows.map((row) => html`<${Row} key=${row.name} row=${row} />`)}
    </ul>`
}

function Row({ row }) {
  const { label, words } = rowWords(row)
  return html`<li class="list-row state-row">
    <span class="state-mark ${MARKS[row.ok].tone}"><${Icon} name=${MARKS[row.ok].icon} label=${MARKS[row.ok].word()} /></span>
    <span class="state-label">${label}</span>
    <span class="grow">${words}</span>
  </li>`
}

const MARKS = {
  true: { icon: "check", tone: "state-good", word: () => t("Fine") },
  false: { icon: "alert", tone: "state-warn", word: () => t("Wants a look") },
  null: { icon: "minus", tone: "state-none", word: () => t("Nothing to say yet") },
}

start(Installation)

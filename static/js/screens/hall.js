// The hall screen: what the whole room sees, by a token of its own, to read only. It rather says that it hears nothing
// than show what is no longer so.

import { api } from "../core/api.js"
import { start } from "../core/boot.js"
import { connect, status } from "../core/connection.js"
import { stale, waitingWords } from "../core/connection-dot.js"
import { Icon } from "../core/icon.js"
import { formatTime, language, loadCatalogue, t } from "../core/i18n.js"
import { mark } from "../core/mark.js"
import { page } from "../core/page.js"
import { store } from "../core/store.js"
import { effect, html, signal } from "../core/ui.js"
import { readAddress, writeAddress } from "../hall/address.js"
import { KeyWords, listenToKeys, size } from "../hall/keys.js"
import { hallScene } from "../hall/scene.js"
import { Scene } from "../hall/scenes.js"

const root = document.documentElement
const address = readAddress(location.hash)
const theme = signal(address.theme)
const spoken = signal(null) // the language whose catalogue is loaded
const passed = new Set()

function Hall() {
  // Another language redraws everything; the sentences are read anew as components are drawn.
  if (spoken.value === null) return null
  return html`<main id="main" class="hall" key=${spoken.value}><${Content} /><${KeyWords} /></main>`
}

function Content() {
  const { kind, since, refused } = status.value
  if (!address.meetingId) return html`<${Trouble} words=${t("This hall screen has no address yet.")}>${t("Open the address that the chair's desk shows under “Hall screen”.")}<//>`
  if (refused) return html`<${Trouble} words=${refused}>${t("Open the address that the chair's desk shows under “Hall screen”.")}<//>`
  if (stale.value && kind !== "live") return html`<${Trouble} words=${t("No signal since {time}", { time: formatTime(new Date(since).toISOString()) })}>${t("The screen goes on by itself as soon as the server answers.")}<//>`
  if (!store.loaded.value) return html`<div class="hall-waiting"><img class="hall-mark" src=${mark} alt="" /><p class="hall-label">${waitingWords(t("Connecting…"))}</p></div>`
  const scene = hallScene(
    {
      meeting: store.meeting.value,
      items: store.items.value,
      presentation: store.presentation.value,
      speeches: store.speeches.value,
      votes: store.votes.value,
    },
    passed,
  )
  return html`<${Scene} scene=${scene} />`
}

function Trouble({ words, children }) {
  return html`<div class="hall-trouble" role="alert">
    <${Icon} name="alert" />
    <h1>${words}</h1>
    <p>${children}</p>
  </div>`
}

async function speak(lang) {
  await loadCatalogue(lang)
  root.lang = lang
  spoken.value = lang
  keepAddress()
}

function keepAddress() {
  if (address.meetingId) history.replaceState(null, "", writeAddress({ token: address.token, lang: language(), theme: theme.value }))
}

effect(() => {
  root.dataset.theme = theme.value
  root.style.setProperty("--hall-size", size.value)
})

listenToKeys({
  onLanguage: () => speak(language() === "vi" ? "en" : "vi"),
  onTheme() {
    theme.value = theme.value === "dark" ? "light" : "dark"
    keepAddress()
  },
})

// Another address pasted over this one is another hall screen.
addEventListener("hashchange", () => {
  if (readAddress(location.hash).token !== address.token) location.reload()
})

if (address.meetingId) {
  api.useBearer(address.token)
  connect(address.meetingId, { hallToken: address.token })
}
start(Hall).then(() => speak(address.lang ?? page.lang))

// A teller's part in a split urn, step by step: making its key before the vote, opening it after the close.
// What needs no decision the tablet does by itself.

import { api } from "../../core/api.js"
import { useAct } from "../../core/act.js"
import { ActButton, ActFailure } from "../../core/button.js"
import { Icon } from "../../core/icon.js"
import { t } from "../../core/i18n.js"
import { store } from "../../core/store.js"
import { announce, toast } from "../../core/toast.js"
import { html, useEffect, useState } from "../../core/ui.js"
import { fromHex, toHex } from "./hexadecimal.js"
import { KeyFromPaper, KeyOnPaper } from "./key-on-paper.js"
import { forgetKey, keepKey, keptKey } from "./own-key.js"
import { agreementBody, checkNumber, countBody, dealBody, fetchCryptography, ownKey, sharesBody, taskOf } from "./telling.js"

export function Tellings({ meetingId }) {
  const seatId = store.me.value.seat_id
  return Object.values(store.tellings.value).map((telling) => {
    const props = { key: telling.id, meetingId, telling, seatId }
    return telling.step === "over" ? html`<${Forgetting} ...${props} />` : html`<${TellerPanel} ...${props} />`
  })
}

// A key outlives its vote on no tablet, not on one that was away when the ballots were counted.
function Forgetting({ telling, seatId }) {
  useEffect(() => {
    if (!keptKey(telling.id, seatId)) return
    forgetKey(telling.id, seatId)
    toast(t("“{title}” no longer needs your part of the key: it is off this tablet. Please destroy what you wrote down of it.", { title: telling.title }))
  }, [telling.id])
  return null
}

function TellerPanel({ meetingId, telling, seatId }) {
  const noble = useCryptography()
  const [secret, setSecret] = useState(() => keptKey(telling.id, seatId))
  const own = noble && secret ? ownKey(noble, secret) : null
  const task = noble ? taskOf(telling, own && toHex(own.publicKey)) : "wait"

  useEffect(() => {
    if (WORDS[task]) announce(WORDS[task]())
  }, [task])

  if (!noble) return null
  const keep = (key) => {
    keepKey(telling.id, seatId, key)
    setSecret(key)
  }
  const steps = { meetingId, telling, noble, own, keep }
  // While the others vote there is nothing to do, and the ballot wants the room.
  const isVotedOn = task === "ready" && store.votes.value[telling.id]?.state === "open"
  return html`<section class="teller-panel" aria-label=${t("You are a teller")}><details open=${!isVotedOn}>
    <summary><${Icon} name="key" /><span class="grow"><strong>${t("You are a teller")}</strong> · ${telling.title}</span><${Icon} name="chevron_down" /></summary>
    <div class="stack">
      <p>${WORDS[task]()}</p>
      <${Task} task=${task} ...${steps} />
      ${own && telling.urn_key && html`<p>${t("Check number, the same on the tablets of all three tellers:")} <strong class="check-number">${checkNumber(noble, telling)}</strong></p>`}
      ${own && task !== "make" && task !== "lost" && html`<${KeyOnPaper} secret=${secret} title=${telling.title} />`}
    </div>
  </details></section>`
}

function useCryptography() {
  const [noble, setNoble] = useState(null)
  useEffect(() => {
    let timer = 0
    const fetch = () => fetchCryptography().then(setNoble, () => (timer = setTimeout(fetch, 3000)))
    fetch()
    return () => clearTimeout(timer)
  }, [])
  return noble
}

const WORDS = {
  make: () => t("Make your part of the key of the ballot box on this tablet. Use one that stays with you until the ballots are counted."),
  lost: () => t("Your part of the key is not on this tablet. Take the tablet on which you made it, or type in what you wrote down."),
  wait: () => t("Your part is done. Waiting for the other tellers…"),
  deal: () => t("The tablets of the three tellers are making the key…"),
  agree: () => t("The tablets of the three tellers are making the key…"),
  ready: () => t("The key is made. No tablet holds the whole of it, nor does the server. After the vote is closed, two of the three tellers open the ballots."),
  open: () => t("The vote is closed. Open the ballots together with another teller."),
  count: () => t("This tablet is opening and counting the ballots…"),
  counted: () => t("This tablet has counted. Waiting for a second teller to come to the same…"),
  differ: () => t("The tablets of the tellers do not agree. Before the vote, ask the chair to start again with the keys; after it, the third teller must open the ballots too."),
}

function Task({ task, meetingId, telling, noble, own, keep }) {
  const path = `/api/meetings/${meetingId}/votes/${telling.id}/tellers/mine`
  const put = (part, body, key) => api.put(`${path}/${part}`, body, { key })
  const onDone = (answer) => store.receive([{ name: "telling:changed", telling: answer.telling }])
  const make = (key) => {
    const fresh = own ?? ownKey(noble)
    keep(toHex(fresh.secretKey))
    return put("key", { public_key: toHex(fresh.publicKey) }, key)
  }
  const works = {
    deal: (key) => put("deal", dealBody(noble, telling), key),
    agree: (key) => put("urn-key", agreementBody(noble, telling, own), key),
    count: async (key) => {
      const { sealed } = await api.get(`${path}/ballots`)
      return put("count", await countBody(noble, telling, own, sealed), key)
    },
  }
  if (task === "make") return html`<${ActButton} kind="primary" icon="key" act=${make} onDone=${onDone}>${t("Make my part of the key")}<//>`
  if (task === "open") return html`<${ActButton} kind="primary" icon="key" act=${(key) => put("share", sharesBody(noble, telling, own), key)} onDone=${onDone}>${t("Open the ballots")}<//>`
  if (task === "lost") {
    const before = telling.step === "keys" || telling.step === "deal" || telling.step === "agree"
    const wanted = telling.tellers.find((one) => one.number === telling.number).public_key
    const fits = (secret) => toHex(noble.x25519.getPublicKey(fromHex(secret))) === wanted
    return html`<${KeyFromPaper} fits=${fits} onKey=${keep} />
      ${before && html`<${ActButton} icon="refresh" act=${make} onDone=${onDone}>${t("Make a new part of the key")}<//>`}`
  }
  return works[task] ? html`<${Work} key=${task} work=${works[task]} onDone=${onDone} />` : null
}

// What the tablet does without being asked; tried again by hand when it fails.
function Work({ work, onDone }) {
  const act = useAct((key) => asAct(work, key), { onDone })
  useEffect(() => {
    act.run()
  }, [])
  const error = act.error.value
  return error && html`<p><${ActFailure} error=${error} /> <button type="button" class="button button-secondary" onClick=${() => act.run()}>${t("Try again")}</button></p>`
}

// What goes wrong with the keys themselves is said in words as well.
async function asAct(work, key) {
  try {
    return await work(key)
  } catch (error) {
    if (error.name === "ApiError") throw error
    if (error.name === "OtherBallots") throw new Error(t("The server hands out {handed} sealed ballots, and not those {published} that were recorded at the close. This tablet does not count them. Tell the chair.", error))
    throw new Error(
      error.number
        ? t("What the tablet of teller {number} made does not fit. Ask the chair to start again with the keys.", { number: error.number })
        : t("The parts of the key do not fit together."),
    )
  }
}

// Presenting from a tablet: asking for it, and the turns of whoever has been given it, told to everybody.

import { api } from "../core/api.js"
import { command, status } from "../core/connection.js"
import { COMMANDS } from "../core/facts.js"
import { t } from "../core/i18n.js"
import { store } from "../core/store.js"
import { toast } from "../core/toast.js"
import { computed, effect, signal, untracked } from "../core/ui.js"
import { meetingPath } from "../agenda/meeting-path.js"
import { ahead, reading, seenPart } from "./open-papers.js"
import { createPageTurner } from "./page-turner.js"

export const pointing = signal(false) // the presenter's finger moves the pointer instead of the page
export const told = signal({ state: "idle", error: null }) // what has become of the last turn
export const asked = computed(() => store.askings.value[store.me.value?.seat_id])

const presents = computed(() => reading.value.mode === "presenting")

const turner = createPageTurner({
  onChange(now) {
    told.value = now
    ahead.value = now.state === "sending" || now.state === "failed"
  },
  async send(place) {
    // A turn kept back by a lost line would come when the room is elsewhere.
    if (status.value.kind === "offline") throw new Error(t("No connection: the page was not turned for the others."))
    await command(COMMANDS.SHOW_PAGE, { meeting_id: store.state.meeting.id, ...place })
  },
})

let lastPart = null
effect(() => {
  const { mode, place, isOwn } = reading.value
  const part = JSON.stringify(seenPart.value) === JSON.stringify(lastPart) ? lastPart : seenPart.value
  const isMoved = isOwn || part !== lastPart
  lastPart = mode === "presenting" ? part : null
  if (mode !== "presenting" || !place) return
  // What the same person turned to on another tablet is shown here, and not told again.
  if (!isMoved) return void turner.forget()
  const wanted = untracked(() => told.value.wanted) ?? untracked(() => store.presentation.value)
  if (isSame(wanted, place, part)) return
  turner.show({ ...place, region: part })
})

effect(() => {
  if (presents.value) return
  pointing.value = false
  turner.forget()
})

function isSame(shown, place, part) {
  return shown?.paper_id === place.paper_id && shown.page === place.page && JSON.stringify(shown.region ?? null) === JSON.stringify(part)
}

export function sendAgain() {
  turner.show(told.value.wanted)
}

let withdrawn = false

// The desk presents without asking.
export async function wishToPresent(place) {
  const atOnce = store.may("present")
  withdrawn = false
  try {
    if (atOnce) await api.put(meetingPath("/presentation"), place)
    else await api.post(meetingPath("/presentation/requests"), place)
  } catch (error) {
    toast(error.unanswered ? t("Not recorded yet: no answer from the server.") : error.message, { kind: "failed" })
  }
}

export function withdraw(key) {
  withdrawn = true
  return api.del(meetingPath("/presentation/requests/mine"), { key })
}

export function stopPresenting(key) {
  return api.del(meetingPath("/presentation"), { key })
}

export function callEveryone(key) {
  return api.post(meetingPath("/presentation/call"), {}, { key })
}

// Whoever asked hears what became of it: granted shows itself.
let waiting = false
effect(() => {
  const waits = Boolean(asked.value)
  const given = store.presentation.value?.by_seat_id === store.me.value?.seat_id
  if (waiting && !waits && !given && !withdrawn) toast(t("The chair has not taken up your wish to present."))
  waiting = waits
})

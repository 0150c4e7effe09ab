// The speakers' list to read: who speaks, who is next. The desk adds its buttons through `actions`.
//
//   <${SpeakersList} speeches=${store.speeches.value} seats=${store.seats.value} mySeatId=${me.seat_id} actions=${(speech) => html`…`} />

import { Badge } from "../core/badge.js"
import { Empty } from "../core/empty.js"
import { formatTime, t } from "../core/i18n.js"
import { classes, html } from "../core/ui.js"
import { currentSpeech, waitingSpeeches } from "./queue.js"
import { SpeechClock } from "./speech-clock.js"

export function SpeakersList({ speeches, seats, mySeatId, actions }) {
  const current = currentSpeech(speeches)
  const waiting = waitingSpeeches(speeches)
  if (!current && !waiting.length) return html`<${Empty} icon="mic" title=${t("Nobody has asked to speak.")} />`
  return html`<ol class="list speakers-list">
    ${current && html`<${Speaker} key=${current.id} speech=${current} seat=${seats[current.seat_id]} mine=${current.seat_id === mySeatId} actions=${actions} />`}
    ${waiting.map(
      (speech, n) => html`<${Speaker} key=${speech.id} speech=${speech} place=${n + 1} seat=${seats[speech.seat_id]} mine=${speech.seat_id === mySeatId} actions=${actions} />`,
    )}
  </ol>`
}

function Speaker({ speech, place, seat, mine, actions }) {
  const current = place === undefined
  return html`<li class=${classes("list-row", current && "is-current")}>
    <span class="count">${current ? "▸" : place}</span>
    <div class="grow">
      <p class="strong">${seat?.name ?? t("Unknown seat")} ${mine && html`<${Badge} tone="info">${t("You")}<//>`}</p>
      <p class="soft small">${current ? (speech.state === "paused" ? t("Paused") : t("Has the floor")) : t("Asked at {time}", { time: formatTime(speech.requested_at) })}${seat?.title ? ` · ${seat.title}` : ""}</p>
    </div>
    ${current && html`<${SpeechClock} speech=${speech} />`}
    ${actions?.(speech)}
  </li>`
}

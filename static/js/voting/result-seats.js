// The seats of a result whose answers are public: round as the chamber, or in rows.

import { Choice } from "../core/field.js"
import { t } from "../core/i18n.js"
import { html, useMemo, useSignal, useState } from "../core/ui.js"
import { answersBySeat, lettersOf } from "./seat-answers.js"
import { SeatMap } from "./seat-map.js"
import { SubjectChoice, choicesShown } from "./subject-choice.js"

export function SeatsOfResult({ vote, result, seats, ownSeatId }) {
  const [subjectId, setSubjectId] = useState(vote.subjects?.[0]?.id)
  const [form, setForm] = useState("round")
  const answers = useMemo(() => inSeatOrder(answersBySeat(vote, result, subjectId, seats) ?? [], seats), [vote, result, subjectId, seats])
  const choices = choicesShown(vote, answers)
  const letters = useSignal("")
  letters.value = lettersOf(answers, choices)
  return html`<div class="seats-of-result">
    <${SubjectChoice} vote=${vote} value=${subjectId} onChange=${setSubjectId} />
    <${SeatMap} key=${form} seatIds=${answers.map(({ seat_id }) => seat_id)} letters=${letters} seats=${seats} ownSeatId=${ownSeatId} choices=${choices} rows=${form === "rows"} />
    <${Choice} hideLabel label=${t("How the seats stand")} value=${form} onChange=${setForm} options=${[
      { value: "round", label: t("Half-circle") },
      { value: "rows", label: t("Rows") },
    ]} />
  </div>`
}

function inSeatOrder(answers, seats) {
  const place = ({ seat_id }) => seats[seat_id]?.position ?? Infinity
  return [...answers].sort((a, b) => place(a) - place(b) || a.seat_id - b.seat_id)
}

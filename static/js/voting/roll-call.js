// Who answered what in a named vote, by name, folded away until asked for.

import { collate, t } from "../core/i18n.js"
import { html } from "../core/ui.js"
import { ChoiceMark, choiceWords } from "./choices.js"

export function RollCall({ vote, result, seats }) {
  if (!result.roll_call) return null
  const named = (ids) => collate(ids.map((id) => seats[id]).filter(Boolean))
  const groups = [...vote.options, "not_cast"].map((choice) => [choice, named(result.roll_call[choice] ?? [])]).filter(([, list]) => list.length)
  return html`<details class="roll-call">
    <summary class="button button-secondary">${t("Roll call: who answered what")}</summary>
    ${groups.map(
      ([choice, list]) => html`<section key=${choice}>
        <h3><${ChoiceMark} choice=${choice} />${choiceWords(choice)} <span class="count">${list.length}</span></h3>
        <ul>${list.map((seat) => html`<li key=${seat.id}>${seat.name}</li>`)}</ul>
      </section>`,
    )}
  </details>`
}

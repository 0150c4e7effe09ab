// Names to be chosen, up to a number of them: one card each, the whole card to be touched.

import { Icon } from "../core/icon.js"
import { classes, html, useId } from "../core/ui.js"
import { pickRuleWords, togglePick } from "./answers.js"
import { useSubjectFilter } from "./subject-filter.js"

// onFull: one more was touched than may be chosen
export function PickBallot({ vote, answer, onChange, onFull }) {
  const { picks } = answer
  const [shown, filter] = useSubjectFilter(vote.subjects)
  const name = useId()
  const toggle = (id) => {
    const next = togglePick(picks, id, vote.max_picks)
    if (next.refused) onFull()
    else onChange({ picks: next.picks })
  }
  // A box that stays unticked must not look ticked: the browser has already changed it.
  const touch = (event, id) => {
    event.currentTarget.checked = picks.includes(id)
    toggle(id)
  }
  return html`<fieldset class="pick-ballot">
    <legend>${pickRuleWords(vote)}</legend>
    ${filter}
    <div class="pick-cards">
      ${shown.map(
        (subject) => html`<label class=${classes("pick-card", picks.includes(subject.id) && "is-chosen")} key=${subject.id}>
          <input type="checkbox" name=${name} checked=${picks.includes(subject.id)} onChange=${(event) => touch(event, subject.id)} />
          <span class="pick-box" aria-hidden="true"><${Icon} name="check" /></span>
          <span class="pick-words"><span class="pick-title">${subject.title}</span>${subject.note && html`<small>${subject.note}</small>`}</span>
        </label>`,
      )}
    </div>
  </fieldset>`
}

// Names to be chosen, up to a number of them: one card each, the whole card to be touched.

import { Icon } from "../core/icon.js"
import { t } from "../core/i18n.js"
import { html, useId, useState } from "../core/ui.js"
import { pickRuleWords, pickedWords, togglePick } from "./answers.js"
import { useSubjectFilter } from "./subject-filter.js"

export function PickBallot({ vote, answer, onChange }) {
  const { picks } = answer
  const [refused, setRefused] = useState(0) // how often one too many was touched
  const [shown, filter] = useSubjectFilter(vote.subjects)
  const name = useId()
  const toggle = (id) => {
    const next = togglePick(picks, id, vote.max_picks)
    if (next.refused) return setRefused(refused + 1)
    setRefused(0)
    onChange({ picks: next.picks })
    return undefined
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
        (subject) => html`<label class="pick-card" key=${subject.id}>
          <input type="checkbox" name=${name} checked=${picks.includes(subject.id)} onChange=${(event) => touch(event, subject.id)} />
          <span class="pick-box" aria-hidden="true"><${Icon} name="check" /></span>
          <span class="pick-words"><span class="pick-title">${subject.title}</span>${subject.note && html`<small>${subject.note}</small>`}</span>
        </label>`,
      )}
    </div>
    <p class="pick-count" role="status"><strong>${pickedWords(vote, picks)}</strong></p>
    ${refused > 0 &&
    html`<p class="pick-refused notice notice-warn" role="alert" key=${refused}>
      <${Icon} name="alert" />${t("No more than {most} may be chosen. Take one away first.", { most: vote.max_picks })}
    </p>`}
  </fieldset>`
}

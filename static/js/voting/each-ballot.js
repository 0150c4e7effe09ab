// One answer for each name: a row for each person, the answers side by side in it.

import { Button } from "../core/button.js"
import { formatNumber, t } from "../core/i18n.js"
import { Progress } from "../core/progress.js"
import { classes, html, useEffect, useId, useRef } from "../core/ui.js"
import { unanswered } from "./answers.js"
import { ChoiceMark, choiceWords } from "./choices.js"
import { useSubjectFilter } from "./subject-filter.js"

// asked: changes when somebody wanted to go on although a name is still without an answer
export function EachBallot({ vote, answer, asked, onChange }) {
  const { each } = answer
  const list = useRef(null)
  const [shown, filter, clearFilter] = useSubjectFilter(vote.subjects)
  const left = unanswered(vote, each)
  const done = vote.subjects.length - left.length
  const words = { done: formatNumber(done), all: formatNumber(vote.subjects.length) }
  const toFirst = () => {
    clearFilter()
    // What the filter hid is drawn first.
    setTimeout(() => {
      const row = list.current?.querySelector(`[data-subject="${left[0]?.id}"]`)
      row?.scrollIntoView({ block: "center" })
      row?.querySelector("input").focus({ preventScroll: true })
    })
  }
  useEffect(() => {
    if (asked && left.length) toFirst()
  }, [asked])
  return html`<div class="each-ballot">
    <div class="each-progress">
      <${Progress} label=${t("Answered")} hideLabel value=${done} max=${vote.subjects.length} />
      <p role="status"><strong>${t("{done} of {all} answered", words)}</strong></p>
      ${left.length > 0 && done > 0 && html`<${Button} icon="move_down" onClick=${toFirst}>${t("To the first without an answer")}<//>`}
    </div>
    ${filter}
    <div class="each-rows" ref=${list}>
      ${shown.map((subject) => html`<${Row} key=${subject.id} vote=${vote} subject=${subject} chosen=${each[subject.id]} late=${asked > 0 && !each[subject.id]} onChoose=${(choice) => onChange({ each: { ...each, [subject.id]: choice } })} />`)}
    </div>
  </div>`
}

function Row({ vote, subject, chosen, late, onChoose }) {
  const name = useId()
  const number = vote.subjects.indexOf(subject) + 1
  return html`<fieldset class=${classes("each-row", chosen && "is-answered", late && "is-missing")} data-subject=${subject.id}>
    <legend><span class="each-number figures">${number}.</span> ${subject.title}${subject.note && html`<small>${subject.note}</small>`}</legend>
    <div class="each-options">
      ${vote.options.map(
        (choice) => html`<label key=${choice} class=${classes("each-option", `each-option-${choice}`, chosen === choice && "is-chosen")}>
          <input type="radio" name=${name} checked=${chosen === choice} onChange=${() => onChoose(choice)} />
          <${ChoiceMark} choice=${choice} /><span>${choiceWords(choice)}</span>
        </label>`,
      )}
    </div>
  </fieldset>`
}

// The majority a vote takes, with where it is written: what the law says first, the body's own rules folded away below.

import { t, tn } from "../core/i18n.js"
import { html, useId } from "../core/ui.js"
import { FieldError } from "./radio-list.js"
import { bySource } from "./vote-draft.js"

const AT_ONCE = 4 // rules that can be taken in at a glance

export function RuleChoice({ rules, value, onChange, error }) {
  const name = useId()
  const groups = bySource(rules)
  // What law the body acts under stands first; if all fit, nothing is folded.
  const whole = rules.length <= AT_ONCE
  const group = ({ source, rules: list }) => html`<div key=${source}>
    <p class="small soft rule-source">${t("Source: {source}", { source: t(list[0].source) })}</p>
    ${list.map(
      (rule) => html`<label class="check" key=${rule.preset}>
        <input type="radio" name=${name} checked=${rule.preset === value} onChange=${() => onChange(rule.preset)} />
        <span>${t(rule.label)}</span>
      </label>`,
    )}
  </div>`
  const folded = whole ? [] : groups.slice(1)
  const count = folded.reduce((sum, { rules: list }) => sum + list.length, 0)
  const chosenBelow = folded.some(({ rules: list }) => list.some(({ preset }) => preset === value))
  return html`<fieldset class="radio-list rule-choice" aria-describedby=${error ? `${name}-error` : undefined}>
    <legend class="strong">${t("Majority required")}</legend>
    ${(whole ? groups : groups.slice(0, 1)).map(group)}
    ${count > 0 &&
    html`<details open=${chosenBelow}>
      <summary>${tn("{count} further majority", "{count} further majorities", count)}</summary>
      ${folded.map(group)}
    </details>`}
    <${FieldError} id=${`${name}-error`} error=${error} />
  </fieldset>`
}

// One of a few, one under the other, each with what it means.

import { Icon } from "../core/icon.js"
import { html, useId } from "../core/ui.js"

// options: [{value, label, hint?, disabled?}]; children stand below the list
export function RadioList({ label, options, value, onChange, error, children }) {
  const name = useId()
  return html`<fieldset class="radio-list" aria-describedby=${error ? `${name}-error` : undefined}>
    <legend class="strong">${label}</legend>
    ${options.map(
      (option) => html`<label class="check" key=${option.value}>
        <input type="radio" name=${name} checked=${option.value === value} disabled=${option.disabled} onChange=${() => onChange(option.value)} />
        <span>${option.label}${option.hint && html`<small>${option.hint}</small>`}</span>
      </label>`,
    )}
    <${FieldError} id=${`${name}-error`} error=${error} />
    ${children}
  </fieldset>`
}

// The refusal of a part of a form that is no single field.
export function FieldError({ id, error }) {
  return error ? html`<p class="field-error" id=${id}><${Icon} name="alert" />${error}</p>` : null
}

// One labelled field of a form, with its hint and its error tied to it for screen readers.

import { Icon } from "./icon.js"
import { t } from "./i18n.js"
import { html, useId, useState } from "./ui.js"

// <${Field} label="…" value=${v} onInput=${setV} error=${act.error.value?.field === "title" && act.error.value.message} />
// as: input (default) | textarea | select (children are its <option>s). onInput gets the text, not the event.
export function Field({ label, hint, error, as = "input", onInput, children, type = "text", hideLabel, ...rest }) {
  const id = useId()
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined
  const given = {
    ...rest,
    id,
    class: "input",
    "aria-describedby": described,
    "aria-invalid": error ? "true" : undefined,
    onInput: (event) => onInput?.(event.currentTarget.value),
  }
  return html`<div class="field">
    <label for=${id} class=${hideLabel ? "visually-hidden" : undefined}>
      ${label}${rest.required && html` <span class="field-required" aria-hidden="true">*</span>`}
    </label>
    ${hint && html`<p class="field-hint" id="${id}-hint">${hint}</p>`}
    ${as === "textarea" && html`<textarea rows="3" ...${given} />`}
    ${as === "select" && html`<select ...${given}>${children}</select>`}
    ${as === "input" && (type === "password" ? html`<${Password} ...${given} />` : html`<input type=${type} ...${given} />`)}
    ${error && html`<p class="field-error" id="${id}-error"><${Icon} name="alert" />${error}</p>`}
  </div>`
}

function Password(given) {
  const [shown, setShown] = useState(false)
  return html`<span class="password">
    <input type=${shown ? "text" : "password"} autocapitalize="none" spellcheck="false" ...${given} />
    <button
      type="button"
      class="button button-quiet button-icon"
      aria-pressed=${String(shown)}
      aria-label=${t("Show the password")}
      title=${t("Show the password")}
      onClick=${() => setShown(!shown)}
    >
      <${Icon} name=${shown ? "eye_off" : "eye"} />
    </button>
  </span>`
}

// One of a few, side by side. options: [{value, label, icon?}]
export function Choice({ label, options, value, onChange, hideLabel, wrap }) {
  const name = useId()
  return html`<fieldset class="choice">
    <legend class=${hideLabel ? "visually-hidden" : undefined}>${label}</legend>
    <div class=${wrap ? "choice-options choice-wrap" : "choice-options"}>
      ${options.map(
        (option) => html`<label class="choice-option" key=${option.value}>
          <input type="radio" name=${name} checked=${option.value === value} onChange=${() => onChange?.(option.value)} />
          ${option.icon && html`<${Icon} name=${option.icon} />`}<span>${option.label}</span>
        </label>`,
      )}
    </div>
  </fieldset>`
}

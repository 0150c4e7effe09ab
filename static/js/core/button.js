// Buttons. A plain one has onClick; an ActButton has an act, and tells its progress and its failure itself.

import { useAct } from "./act.js"
import { Icon } from "./icon.js"
import { t } from "./i18n.js"
import { classes, html } from "./ui.js"

// kind: primary | secondary (default) | quiet | danger;  size: normal | small | large;  icon: a name of icon.js
export function Button({ kind = "secondary", size, icon, busy = false, wide, pressed, class: extra, children, ...rest }) {
  return html`<button
    type="button"
    ...${rest}
    class=${classes("button", `button-${kind}`, size && `button-${size}`, wide && "button-wide", extra)}
    aria-busy=${busy ? "true" : undefined}
    aria-pressed=${pressed === undefined ? undefined : String(pressed)}
  >
    ${icon && html`<${Icon} name=${icon} />`}${children != null && html`<span class="button-label">${children}</span>`}
  </button>`
}

// A button of one icon: its label is read out and shown as a hint.
export function IconButton({ label, icon, kind = "quiet", class: extra, ...rest }) {
  return html`<${Button} ...${rest} kind=${kind} class=${classes("button-icon", extra)} icon=${icon} aria-label=${label} title=${label} />`
}

// act(key) → promise. Says "Sending…", then "Recorded", or the refusal in words with the way to try again.
// ask() → promise of whether to go on, for what cannot be undone.
export function ActButton({ act, ask, onDone, onFail, onClick, disabled, icon, children, ...rest }) {
  const { run, state, error } = useAct(act, { onDone, onFail })
  const now = state.value
  const tap = async () => {
    if (now === "sending" || (ask && !(await ask()))) return
    run()
  }
  return html`<span class=${classes("act", rest.wide && "act-wide")}>
    <${Button}
      ...${rest}
      icon=${now === "recorded" ? "check" : icon}
      busy=${now === "sending"}
      disabled=${disabled}
      onClick=${tap}
      >${label(now, error.value, children)}<//
    >
    <${ActFailure} error=${error.value} />
  </span>`
}

function label(state, error, children) {
  if (state === "sending") return t("Sending…")
  if (state === "recorded") return t("Recorded")
  if (state === "failed" && error?.unanswered) return t("Try again")
  return children
}

// The refusal in words; for no answer at all, that nothing is known to be recorded.
export function ActFailure({ error }) {
  if (!error) return null
  const text = error.unanswered ? t("Not recorded yet: no answer from the server.") : error.message
  return html`<span class="act-failure" role="alert"><${Icon} name="alert" />${text}</span>`
}

// How far a thing has come: an upload, a conversion, the ballots.

import { html } from "./ui.js"

// Without a max, or without a value, it is a busy bar. The words are seen unless hideLabel.
// value, max and text may be signals, always of something: then that alone is drawn anew.
export function Progress({ label, value, max = 100, text, hideLabel }) {
  return html`<label class="progress">
    <span class=${hideLabel ? "visually-hidden" : "progress-label"}>${label}</span>
    <progress value=${value ?? undefined} max=${max}></progress>
    ${text && html`<span class="progress-text">${text}</span>`}
  </label>`
}

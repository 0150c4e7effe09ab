// The icons, all in one drawing that is fetched beside the scripts and kept.

import { html } from "./ui.js"

const DRAWING = new URL("../../icons/icons.svg", import.meta.url).href

// name: an id in icons.svg. With a label it is an image with a name; without, decoration beside words.
export function Icon({ name, label }) {
  return html`<svg
    class="icon"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="2"
    stroke-linecap="round"
    stroke-linejoin="round"
    focusable="false"
    role=${label ? "img" : undefined}
    aria-label=${label}
    aria-hidden=${label ? undefined : "true"}
  >
    <use href=${`${DRAWING}#${name}`} />
  </svg>`
}

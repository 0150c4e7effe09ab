// The icons, drawn on a 24 × 24 grid with one stroke width; the colour is the text's.

import { html } from "./ui.js"

const PATHS = {
  agenda: "M9 6h11M9 12h11M9 18h11M4 6h.01M4 12h.01M4 18h.01",
  alert: "M12 8v5M12 16.5v.01M10.3 4 2.6 17.6A2 2 0 0 0 4.3 20.5h15.4a2 2 0 0 0 1.7-2.9L13.7 4a2 2 0 0 0-3.4 0Z",
  back: "M19 12H5M11 6l-6 6 6 6",
  ballot: "M5 11h14v9H5zM8 11V4h8v7M10.3 7.3l1.3 1.3 2.4-2.6",
  beside: "M3 5h8v14H3zM13 5h8v14h-8z",
  book: "M12 6.5C10 5 7 4.5 3 4.5v14c4 0 7 .5 9 2 2-1.5 5-2 9-2v-14c-4 0-7 .5-9 2ZM12 6.5v14",
  calendar: "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4",
  check: "M5 12.5l4.5 4.5L19 7",
  chevron_down: "M6 9l6 6 6-6",
  chevron_left: "M15 6l-6 6 6 6",
  chevron_right: "M9 6l6 6-6 6",
  chevron_up: "M6 15l6-6 6 6",
  clock: "M12 7v5l3 2M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z",
  close: "M6 6l12 12M18 6L6 18",
  compare: "M4 4h7v16H4zM13 4h7v16h-7M6.5 9H9M6.5 13H9M15 9h3M16.5 11.5v4M14.5 13.5h4",
  continuous: "M6 3v6h12V3M6 21v-6h12v6M3 12h18",
  contrast: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 3v18M12 7h4.5M12 11h7M12 15h6",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  desk: "M3 10h18M5 10v9M19 10v9M14 10v6h5M8 6h8v4H8z",
  device: "M6 3h12v18H6zM11 18h2",
  download: "M12 4v11M7 11l5 5 5-5M4 20h16",
  drag: "M9 6v.01M15 6v.01M9 12v.01M15 12v.01M9 18v.01M15 18v.01",
  edit: "M4 20l1-4L16.5 4.5l3 3L8 19zM14 7l3 3",
  expand: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  external: "M14 4h6v6M20 4l-9 9M18 14v6H4V6h6",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12ZM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z",
  eye_off: "M4 4l16 16M9.5 5.9A9 9 0 0 1 12 5.5c6 0 9.5 6.5 9.5 6.5a16 16 0 0 1-2.9 3.5M6.2 7.3A15 15 0 0 0 2.5 12S6 18.5 12 18.5a9 9 0 0 0 4-1M9.9 9.9a3 3 0 0 0 4.2 4.2",
  file: "M6 3h8l5 5v13H6zM14 3v5h5",
  fit_width: "M3 5v14M21 5v14M6 12h12M9 9l-3 3 3 3M15 9l3 3-3 3",
  follow: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 14a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z",
  globe: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM3 12h18M12 3c2.5 2.6 3.7 5.6 3.7 9s-1.2 6.4-3.7 9c-2.5-2.6-3.7-5.6-3.7-9S9.5 5.6 12 3Z",
  hand: "M8 12V6a1.5 1.5 0 0 1 3 0V4.5a1.5 1.5 0 0 1 3 0V6a1.5 1.5 0 0 1 3 0v8a7 7 0 0 1-7 7c-2.6 0-4-1-5.3-3.3L3.4 14a1.6 1.6 0 0 1 2.7-1.6L8 14.5zM11 6v5M14 6v5",
  info: "M12 11v6M12 7.5v.01M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z",
  key: "M14.5 14a5 5 0 1 0-4.4-2.7L3 18.4V21h3v-2h2v-2h2l1.9-1.9a5 5 0 0 0 2.6-1.1ZM16 8.5v.01",
  link: "M10 14l4-4M9 7l2-2a4.2 4.2 0 0 1 6 6l-2 2M15 17l-2 2a4.2 4.2 0 0 1-6-6l2-2",
  lock: "M5 11h14v10H5zM8 11V7a4 4 0 0 1 8 0v4",
  menu: "M4 7h16M4 12h16M4 17h16",
  mic: "M12 15a3.5 3.5 0 0 0 3.5-3.5v-5a3.5 3.5 0 0 0-7 0v5A3.5 3.5 0 0 0 12 15ZM5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3",
  minus: "M5 12h14",
  more: "M5 12v.01M12 12v.01M19 12v.01",
  move_down: "M12 5v14M6 13l6 6 6-6",
  move_up: "M12 19V5M6 11l6-6 6 6",
  next: "M5 5l9 7-9 7zM18 5v14",
  pages: "M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z",
  pause: "M8 5v14M16 5v14",
  people: "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 20c.4-3.6 3-6 6.5-6s6.1 2.4 6.5 6M16 4.3a3.5 3.5 0 0 1 0 6.4M18 14.6c2 .9 3.2 2.8 3.5 5.4",
  person: "M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20.5c.5-4 3.5-6.5 7.5-6.5s7 2.5 7.5 6.5",
  place: "M12 21s7-6.2 7-11.5a7 7 0 0 0-14 0C5 14.8 12 21 12 21ZM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z",
  play: "M7 5l12 7-12 7z",
  plus: "M12 5v14M5 12h14",
  pointer: "M12 5v3M12 16v3M5 12h3M16 12h3M12 13.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3Z",
  present: "M3 4h18v12H3zM12 16v5M8 21h8",
  refresh: "M20 11a8 8 0 0 0-14.3-4L4 9M4 4v5h5M4 13a8 8 0 0 0 14.3 4l1.7-2M20 20v-5h-5",
  rotate: "M20 11a8 8 0 1 0-2 6M20 4v7h-7",
  search: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.5 15.5L21 21",
  settings: "M4 7h9M19 7h1M16 10a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM4 17h1M11 17h9M8 20a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z",
  sign_out: "M14 4H5v16h9M10 12h11M17 8l4 4-4 4",
  stop: "M6 6h12v12H6z",
  text: "M4 6h16M4 10h16M4 14h16M4 18h9",
  text_size: "M3 18l5-12 5 12M4.7 14h6.6M14.5 18l3.2-8 3.3 8M15.7 15.3h4",
  theme: "M20 14.5A8.5 8.5 0 1 1 9.5 4a7 7 0 0 0 10.5 10.5Z",
  trash: "M4 7h16M9 7V4h6v3M6 7l1 14h10l1-14M10 11v6M14 11v6",
  upload: "M12 16V5M7 9l5-5 5 5M4 20h16",
  zoom_in: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.5 15.5L21 21M10.5 7.5v6M7.5 10.5h6",
  zoom_out: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.5 15.5L21 21M7.5 10.5h6",
}

export const ICON_NAMES = Object.keys(PATHS)

// With a label it is an image with a name; without, decoration beside words.
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
    <path d=${PATHS[name]} />
  </svg>`
}

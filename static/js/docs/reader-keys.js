// The reader by keyboard. Keys typed into a field, a dialog or a tab list are theirs.

const THEIRS = "input, textarea, select, [role=tab], [contenteditable], summary"

let used = null // of two readers side by side, the one that was touched last

// section: the reader's element; reader() → {turn(step, {atEnd}), go(page), count, handle, zoomBy, fit, find, rotate}.
// → a function that takes the listeners away
export function keysOfReader(section, reader) {
  used ??= section
  const use = () => (used = section)
  const listen = (event) => {
    const holder = event.target.closest?.(".reader") ?? used
    if (holder !== section) return
    if (event.defaultPrevented || event.altKey) return
    if (event.target.closest?.(THEIRS) || document.querySelector("dialog[open]")) return
    const act = event.ctrlKey || event.metaKey ? WITH_CTRL[event.key] : KEYS[event.key]
    if (!act || (event.key === " " && event.target.closest?.("button, a"))) return
    event.preventDefault()
    act(reader())
  }
  addEventListener("keydown", listen)
  section.addEventListener("pointerdown", use)
  section.addEventListener("focusin", use)
  return () => {
    removeEventListener("keydown", listen)
    if (used === section) used = [...document.querySelectorAll(".reader")].find((other) => other !== section) ?? null
  }
}

const KEYS = {
  ArrowRight: ({ turn }) => turn(1),
  ArrowLeft: ({ turn }) => turn(-1),
  ArrowDown: ({ handle }) => handle.current?.scrollBy(0.12),
  ArrowUp: ({ handle }) => handle.current?.scrollBy(-0.12),
  PageDown: down,
  PageUp: up,
  " ": down,
  Home: ({ go }) => go(1),
  End: ({ go, count }) => go(count),
  "+": ({ zoomBy }) => zoomBy(1.25),
  "=": ({ zoomBy }) => zoomBy(1.25),
  "-": ({ zoomBy }) => zoomBy(0.8),
  0: ({ fit }) => fit("width"),
  "/": ({ find }) => find(),
  r: ({ rotate }) => rotate(),
}

const WITH_CTRL = {
  f: ({ find }) => find(),
  "+": KEYS["+"],
  "=": KEYS["="],
  "-": KEYS["-"],
  0: KEYS[0],
}

// The rest of this page first, then the next one.
function down({ handle, turn }) {
  if (handle.current?.canScroll("y", 1)) handle.current.scrollBy(0.9)
  else turn(1)
}

function up({ handle, turn }) {
  if (handle.current?.canScroll("y", -1)) handle.current.scrollBy(-0.9)
  else turn(-1, { atEnd: true })
}

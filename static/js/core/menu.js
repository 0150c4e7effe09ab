// A short menu under a button, on the browser's own <details>; a tap elsewhere or Escape closes it.

import { Icon } from "./icon.js"
import { html, useEffect, useRef } from "./ui.js"

// <${Menu} label=${t("More")} icon="more">${items}<//>; showLabel puts the words beside the icon
export function Menu({ label, icon = "more", showLabel, children }) {
  const ref = useRef(null)
  useEffect(() => {
    const close = (event) => {
      const menu = ref.current
      if (!menu?.open) return
      if (event.type === "keydown" && event.key !== "Escape") return
      if (event.type === "pointerdown" && menu.contains(event.target)) return
      menu.open = false
      if (event.type === "keydown") menu.querySelector("summary").focus()
    }
    addEventListener("pointerdown", close)
    addEventListener("keydown", close)
    return () => {
      removeEventListener("pointerdown", close)
      removeEventListener("keydown", close)
    }
  }, [])
  // Upwards where there is no room below but there is above, within what the menu scrolls in; else scrolled to.
  const place = () => {
    const menu = ref.current
    const items = menu.querySelector(".menu-items")
    menu.classList.remove("menu-up")
    if (!menu.open) return
    const { height, bottom } = items.getBoundingClientRect()
    const { top, end } = roomAround(menu)
    if (bottom <= end) return
    if (menu.getBoundingClientRect().top - height > top) menu.classList.add("menu-up")
    else items.scrollIntoView({ block: "nearest" })
  }
  return html`<details class="menu" ref=${ref} onToggle=${place}>
    <summary class="button button-quiet ${showLabel ? "" : "button-icon"}" aria-label=${showLabel ? undefined : label} title=${label}>
      <${Icon} name=${icon} />${showLabel && html`<span class="one-line">${label}</span>`}
    </summary>
    <div class="menu-items" onClick=${() => (ref.current.open = false)}>${children}</div>
  </details>`
}

function roomAround(element) {
  let holder = element.parentElement
  while (holder && !/auto|scroll|hidden/.test(getComputedStyle(holder).overflowY)) holder = holder.parentElement
  const rect = holder?.getBoundingClientRect()
  return { top: Math.max(0, rect?.top ?? 0), end: Math.min(innerHeight, rect?.bottom ?? innerHeight) }
}

// pressed: true or false for what can be on or off
export function MenuItem({ icon, href, onClick, pressed, children }) {
  const inside = html`${icon && html`<${Icon} name=${icon} />`}<span>${children}</span>`
  return href
    ? html`<a class="list-row" href=${href}>${inside}</a>`
    : html`<button type="button" class="list-row" onClick=${onClick} aria-pressed=${pressed === undefined ? undefined : String(pressed)}>
        ${inside}${pressed && html`<span class="menu-pressed"><${Icon} name="check" /></span>`}
      </button>`
}

// The agenda as a list in its order: number, title, who presents, how long, and how far the meeting has come.
//
//   <${AgendaTree} items=${store.items.value} currentId=${meeting.current_item_id} under=${(item) => html`…`} />
//   under: what stands below an item (its papers, its votes); actions: buttons at its end (the desk's)

import { Badge } from "../core/badge.js"
import { Icon } from "../core/icon.js"
import { t, tn } from "../core/i18n.js"
import { classes, html, useEffect, useRef } from "../core/ui.js"
import { agendaInOrder } from "./tree.js"

// scrollToCurrent: bring the item being discussed into view when the list appears and when the meeting moves on
export function AgendaTree({ items, currentId, under, actions, scrollToCurrent }) {
  const list = useRef(null)
  useEffect(() => {
    if (scrollToCurrent) list.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" })
  }, [currentId, scrollToCurrent])
  return html`<ol class="agenda-tree" ref=${list}>
    ${agendaInOrder(items).map(
      ({ item, depth }) => html`<li
        key=${item.id}
        class=${classes("agenda-item", `agenda-depth-${Math.min(depth, 3)}`, `agenda-${item.state}`)}
        aria-current=${item.id === currentId ? "step" : undefined}
      >
        <div class="agenda-line">
          <span class="agenda-number">${item.number}</span>
          <div class="grow">
            <p class="agenda-title">${item.title}</p>
            <${ItemFacts} item=${item} current=${item.id === currentId} />
          </div>
          ${actions?.(item)}
        </div>
        ${under?.(item)}
      </li>`,
    )}
  </ol>`
}

// Who presents it, how many minutes, its state in a word.
export function ItemFacts({ item, current }) {
  const state = current ? "current" : item.state
  if (!item.presenter && !item.minutes && state === "pending") return null
  return html`<p class="agenda-facts">
    ${state === "current" && html`<${Badge} tone="live">${t("Being discussed")}<//>`}
    ${state === "done" && html`<span><${Icon} name="check" />${t("Done")}</span>`}
    ${item.presenter && html`<span class="agenda-presenter"><${Icon} name="person" /><span class="visually-hidden">${t("Presented by")} </span>${item.presenter}</span>`}
    ${item.minutes > 0 && html`<span class="agenda-minutes"><${Icon} name="clock" />${tn("{count} minute", "{count} minutes", item.minutes)}</span>`}
  </p>`
}

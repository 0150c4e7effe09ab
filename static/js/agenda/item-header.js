// One agenda item as a heading: what is being discussed, who presents it, what it is about.

import { t } from "../core/i18n.js"
import { html } from "../core/ui.js"
import { ItemFacts } from "./agenda-tree.js"

export function ItemHeader({ item, current, level = 2 }) {
  const Heading = `h${level}`
  return html`<header class="item-header">
    <${Heading} class="item-title"><span class="item-number">${item.number}</span> ${item.title}<//>
    <${ItemFacts} item=${item} current=${current} />
    ${item.description && html`<p class="item-description">${item.description}</p>`}
  </header>`
}

// "2.1 Budget estimate of 2027", on one line of a bar.
export function itemWords(item) {
  return item ? t("{number}. {title}", { number: item.number.replace(/\.$/, ""), title: item.title }) : ""
}

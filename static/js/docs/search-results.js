// What the search of all papers has found, paper by paper.
//
//   <${SearchResults} search onOpen=${(hit, words, {list}) => …} />
//   hrefOf: links instead of buttons, where the papers are on other pages; withMeeting: names the meeting of each paper

import { Button } from "../core/button.js"
import { Empty, Failed, Loading } from "../core/empty.js"
import { Icon } from "../core/icon.js"
import { t, tn } from "../core/i18n.js"
import { html, useEffect } from "../core/ui.js"
import { byPaper } from "./search.js"
import { HITS, moveTo } from "./search-field.js"
import { pieces } from "./text-pieces.js"

export function SearchResults({ search, onOpen, hrefOf, withMeeting }) {
  useEffect(() => {
    const again = () => search.error.value?.unanswered && search.seek()
    addEventListener("online", again)
    return () => removeEventListener("online", again)
  }, [search])
  const { words, hits, total, at_least, more } = search.answer.value ?? {}
  const error = search.error.value
  if (error?.unanswered) return html`<${Offline} onRetry=${search.seek} />`
  if (error && !search.growing.value) return html`<${Failed} error=${error} onRetry=${search.seek} />`
  if (!hits) return search.busy.value && html`<${Loading} lines=${4} label=${t("Searching…")} />`
  if (!hits.length) {
    return html`<div role="status">
      <${Empty} icon="search" title=${t("Not found: “{words}”", { words: words.trim() })}>
        <p>${t("Check the spelling. Scans without text cannot be searched.")}</p>
      <//>
    </div>`
  }
  return html`<div class="search-results" aria-busy=${String(search.busy.value)} onKeyDown=${walk}>
    <p class="soft small" role="status">${search.busy.value ? t("Searching…") : foundOn(total, at_least)}</p>
    <ol class="search-papers">
      ${byPaper(hits).map((found) => html`<${FoundPaper} key=${found[0].paper_id} found=${found} words=${words} onOpen=${onOpen} hrefOf=${hrefOf} withMeeting=${withMeeting} />`)}
    </ol>
    ${more && html`<${Button} wide busy=${search.growing.value} onClick=${search.grow}>${t("More papers")}<//>`}
  </div>`
}

function FoundPaper({ found, words, onOpen, hrefOf, withMeeting }) {
  const [best] = found
  const door = { words, onOpen, hrefOf }
  return html`<li class="search-paper">
    <p class="search-paper-head">
      <${Icon} name="file" />
      <span class="grow">
        <span class="search-paper-title"><${Marked} text=${best.paper_title} marks=${best.title_marks} /></span>
        <span class="search-paper-place">${withMeeting ? `${best.meeting_title} · ` : ""}${t("Item {number}", { number: best.item_number })}</span>
      </span>
    </p>
    <ul class="list">
      ${found.map(
        (hit) => html`<li key=${hit.page}>
          <${Door} hit=${hit} ...${door}>
            <span class="grow">${hit.count ? html`<${Marked} text=${hit.snippet} marks=${hit.marks} />` : t("Found in the title")}</span>
            <span class="search-page">
              <span class="figures">${t("p. {page}", { page: hit.page })}</span>
              ${hit.count > 1 && html`<span class="count" title=${tn("{count} time", "{count} times", hit.count)}>${hit.count}</span>`}
            </span>
          <//>
        </li>`,
      )}
      ${best.pages > found.length &&
      html`<li key="all">
        <${Door} hit=${best} list ...${door}><span class="grow search-all">${t("All {count} pages found in this paper", { count: best.pages })}</span><${Icon} name="chevron_right" /><//>
      </li>`}
    </ul>
  </li>`
}

function Door({ hit, words, list, onOpen, hrefOf, children }) {
  if (hrefOf) return html`<a class="list-row search-hit" href=${hrefOf(hit, words, { list })}>${children}</a>`
  return html`<button type="button" class="list-row search-hit" onClick=${() => onOpen(hit, words, { list })}>${children}</button>`
}

function Marked({ text, marks }) {
  return pieces(text, marks).map((piece, n) => (piece.marked ? html`<mark key=${n}>${piece.text}</mark>` : piece.text))
}

function Offline({ onRetry }) {
  return html`<div role="alert">
    <${Empty} icon="alert" title=${t("No connection: the papers cannot be searched now.")}>
      <p>${t("The search is done as soon as the connection is back.")}</p>
      <${Button} icon="refresh" onClick=${onRetry}>${t("Try again")}<//>
    <//>
  </div>`
}

// Up and down through what was found; from the first, back to the field.
function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  const at = step && [...document.querySelectorAll(HITS)].indexOf(document.activeElement)
  if (step && at >= 0) moveTo(event, at + step)
}

function foundOn(total, at_least) {
  if (at_least) return tn("Found on at least {count} page", "Found on at least {count} pages", total)
  return tn("Found on {count} page", "Found on {count} pages", total)
}

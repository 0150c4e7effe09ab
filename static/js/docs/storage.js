// How much room the papers of this meeting take, and which take most of it.

import { api } from "../core/api.js"
import { Failed, Loading } from "../core/empty.js"
import { formatSize, t, tn } from "../core/i18n.js"
import { store } from "../core/store.js"
import { html, useEffect, useState } from "../core/ui.js"
import { meetingPath } from "../agenda/meeting-path.js"

const MOST_SHOWN = 6

export function Storage() {
  const [{ storage, failure }, setState] = useState({})
  const load = () =>
    api.get(meetingPath("/storage")).then(
      (answer) => setState({ storage: answer.storage }),
      (error) => setState((last) => ({ ...last, failure: error })),
    )
  // A paper that came, went or was drawn further changes the sum.
  const papers = Object.values(store.papers.value).map(({ id, version }) => `${id} ${version?.key} ${version && version.pages_ready === version.page_count}`)
  useEffect(() => void load(), [papers.join()])
  if (!storage && failure) return html`<section class="card storage"><${Failed} error=${failure} onRetry=${load} /></section>`
  if (!storage) return html`<section class="card storage"><${Loading} lines=${2} /></section>`
  const { total, originals, pages, shared } = storage
  const shown = storage.papers.slice(0, MOST_SHOWN)
  const others = storage.papers.slice(MOST_SHOWN)
  const most = Math.max(shown[0]?.total ?? 0, sum(others))
  return html`<section class="card storage stack tight" aria-label=${t("Room that the papers take")}>
    <p class="strong">${total ? t("Papers: {size}", { size: formatSize(total) }) : t("Papers: none yet")}</p>
    ${total > 0 &&
    html`<p class="small soft">
        ${t("Originals {originals}, pages {pages}.", { originals: formatSize(originals), pages: formatSize(pages) })}${shared > 0 && ` ${t("{size} of it is stored only once for several meetings.", { size: formatSize(shared) })}`}
      </p>
      <ul class="storage-papers">
        ${shown.map((paper) => html`<${Line} key=${paper.id} title=${paper.title} size=${paper.total} most=${most} />`)}
        ${others.length > 0 && html`<${Line} key="others" title=${tn("{count} other paper", "{count} other papers", others.length)} size=${sum(others)} most=${most} />`}
      </ul>`}
  </section>`
}

function Line({ title, size, most }) {
  return html`<li class="storage-paper small">
    <span class="one-line" title=${title}>${title}</span>
    <span class="storage-bar" aria-hidden="true"><span style=${{ width: `${(size / Math.max(most, 1)) * 100}%` }} /></span>
    <span class="figures">${formatSize(size)}</span>
  </li>`
}

const sum = (papers) => papers.reduce((whole, { total }) => whole + total, 0)

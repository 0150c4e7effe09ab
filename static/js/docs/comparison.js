// What changed from one version of a paper to another, paragraph by paragraph: side by side where there is room, else in one column.

import { api } from "../core/api.js"
import { Button, IconButton } from "../core/button.js"
import { Empty, Failed, Loading } from "../core/empty.js"
import { t, tn } from "../core/i18n.js"
import { announce } from "../core/toast.js"
import { html, useEffect, useRef, useState } from "../core/ui.js"
import { PagePicture } from "./page-picture.js"
import { useWide } from "./wide.js"

const CHANGE = ".difference.is-change"

export function Comparison({ meetingId, paper, from, to }) {
  const [answer, setAnswer] = useState(null)
  const [failure, setFailure] = useState(null)
  const [tries, setTries] = useState(0)
  const [peek, setPeek] = useState(null) // {version, page}: a page looked at
  const path = `/api/meetings/${meetingId}/papers/${paper.id}/comparison?${new URLSearchParams({ from, to })}`
  useEffect(() => {
    const limit = new AbortController()
    setAnswer(null)
    setFailure(null)
    api.get(path, { signal: limit.signal }).then(
      (said) => !limit.signal.aborted && setAnswer(said),
      (error) => !limit.signal.aborted && setFailure(error),
    )
    return () => limit.abort()
  }, [path, tries])
  if (failure?.code === "no_text") return html`<${Empty} icon="file" title=${failure.message} />`
  if (failure) return html`<${Failed} error=${failure} onRetry=${() => setTries(tries + 1)} />`
  if (!answer) return html`<${Loading} lines=${6} label=${t("The versions are being compared…")} />`
  // The list stays where it was while a page is looked at.
  return html`<div class="comparison" hidden=${Boolean(peek)}><${Changes} answer=${answer} path=${path} onPeek=${setPeek} /></div>
    ${peek && html`<${Peek} ...${peek} meetingId=${meetingId} paperId=${paper.id} onPage=${(page) => setPeek({ ...peek, page })} onBack=${() => setPeek(null)} />`}`
}

function Changes({ answer, path, onPeek }) {
  const { from, to, counts, blocks } = answer
  const wide = useWide()
  const list = useRef(null)
  const total = counts.changed + counts.added + counts.removed
  const [at, setAt] = useState(-1)
  const go = (step) => {
    const next = Math.min(total - 1, Math.max(0, at + step))
    const block = list.current.querySelectorAll(CHANGE)[next]
    setAt(next)
    bringToMiddle(block)
    block.focus({ preventScroll: true })
    announce(t("Change {place} of {count}", { place: next + 1, count: total }))
  }
  if (!total) {
    return html`<${Empty} icon="check" title=${t("Version {from} and version {to} have the same words.", { from: from.number, to: to.number })}>
      <p>${t("Pictures, figures drawn as pictures and the look of the pages are not compared.")}</p>
    <//>`
  }
  return html`<header class="comparison-head">
      <p class="grow">
        <strong>${t("Version {from} → version {to}", { from: from.number, to: to.number })}</strong>
        <span class="soft comparison-counts">${countWords(counts)}</span>
        ${to.note && html`<span class="soft comparison-note">${t("What has changed: {note}", { note: to.note })}</span>`}
      </p>
      <div class="toolbar tight" role="group" aria-label=${t("Go through the changes")}>
        <${IconButton} icon="chevron_up" label=${t("Previous change")} disabled=${at <= 0} onClick=${() => go(-1)} />
        <span class="figures" aria-hidden="true">${at < 0 ? "–" : at + 1} / ${total}</span>
        <${IconButton} icon="chevron_down" label=${t("Next change")} disabled=${at >= total - 1} onClick=${() => go(1)} />
      </div>
    </header>
    <div class=${wide ? "differences is-beside" : "differences"} ref=${list}>
      ${blocks.map((block, n) => html`<${block.kind === "folded" ? Fold : Difference} key=${n} block=${block} from=${from} to=${to} wide=${wide} path=${path} onPeek=${onPeek} />`)}
    </div>`
}

// Only the list is scrolled: scrollIntoView would move the dialog around it, too.
function bringToMiddle(block) {
  const scrolled = block.closest(".dialog-body")
  const [inner, outer] = [block.getBoundingClientRect(), scrolled.getBoundingClientRect()]
  scrolled.scrollBy({ top: inner.top - outer.top - Math.max(0, outer.height - inner.height) / 2 })
}

function countWords({ changed, added, removed }) {
  return [
    changed && tn("{count} paragraph changed", "{count} paragraphs changed", changed),
    added && tn("{count} paragraph added", "{count} paragraphs added", added),
    removed && tn("{count} paragraph removed", "{count} paragraphs removed", removed),
  ]
    .filter(Boolean)
    .join(" · ")
}

// A stretch without a change: told in its length, read when asked for.
function Fold({ block, path, ...rest }) {
  const [blocks, setBlocks] = useState(null)
  const [state, setState] = useState("folded") // "folded" | "fetching" | "failed"
  const within = useRef(null)
  useEffect(() => blocks && within.current.focus({ preventScroll: true }), [blocks])
  const unfold = () => {
    setState("fetching")
    api.get(`${path}&stretch=${block.stretch}`).then(
      (answer) => setBlocks(answer.blocks),
      () => setState("failed"),
    )
  }
  if (blocks) {
    return html`<div class="differences-unfolded" ref=${within} tabindex="-1" role="group" aria-label=${t("Unchanged paragraphs")}>
      ${blocks.map((one, n) => html`<${Difference} key=${n} block=${one} ...${rest} />`)}
    </div>`
  }
  const count = tn("{count} paragraph unchanged", "{count} paragraphs unchanged", block.paragraphs)
  return html`<div class="difference-fold">
    <${Button} kind="quiet" size="small" icon=${state === "failed" ? "refresh" : "expand"} busy=${state === "fetching"} onClick=${unfold}>
      ${state === "failed" ? t("These paragraphs did not come. Try again") : `${count} · ${t("Show them")}`}
    <//>
  </div>`
}

function Difference({ block, from, to, wide, onPeek }) {
  const { kind, runs } = block
  const change = kind !== "same"
  const old = { version: from, page: block.from_page }
  const next = { version: to, page: block.to_page }
  const attributes = { class: `difference difference-${kind}${change ? " is-change" : ""}`, tabindex: change ? -1 : undefined, role: change ? "group" : undefined, "aria-label": change ? kindWord(kind) : undefined }
  if (!wide) {
    return html`<section ...${attributes}>
      <p class="difference-text"><${Runs} runs=${runs} /></p>
      ${change && html`<p class="difference-pages">${kind !== "added" && html`<${PageButton} ...${old} onPeek=${onPeek} />`}${kind !== "removed" && html`<${PageButton} ...${next} onPeek=${onPeek} />`}</p>`}
    </section>`
  }
  return html`<section ...${attributes}>
    <${Side} ...${old} runs=${runs} without="added" change=${change && kind !== "added"} onPeek=${onPeek} />
    <${Side} ...${next} runs=${runs} without="removed" change=${change && kind !== "removed"} onPeek=${onPeek} />
  </section>`
}

function Side({ version, page, runs, without, change, onPeek }) {
  const shown = runs.filter(({ mark }) => mark !== without)
  return html`<div class="difference-side">
    ${shown.length > 0 && html`<p class="difference-text"><${Runs} runs=${shown} /></p>`}
    ${change && html`<p class="difference-pages"><${PageButton} version=${version} page=${page} onPeek=${onPeek} /></p>`}
  </div>`
}

function PageButton({ version, page, onPeek }) {
  return html`<${Button} kind="quiet" size="small" icon="eye" onClick=${() => onPeek({ version, page })}>${t("Version {number}, page {page}", { number: version.number, page })}<//>`
}

// Colour, line and, for those who listen, words say what was put in and what was taken out.
function Runs({ runs }) {
  return runs.map(({ mark, text }, n) => {
    if (mark === "same") return html`<span key=${n}>${text} </span>`
    const [tag, word] = mark === "added" ? ["ins", t("added:")] : ["del", t("removed:")]
    return html`<${tag} key=${n}><span class="visually-hidden">${word} </span>${text}<//>${" "}`
  })
}

function kindWord(kind) {
  return { changed: t("Changed paragraph"), added: t("Added paragraph"), removed: t("Removed paragraph") }[kind]
}

function Peek({ version, page, meetingId, paperId, onPage, onBack }) {
  const label = t("Version {number}, page {page}", { number: version.number, page })
  return html`<div class="comparison-peek">
    <div class="comparison-head">
      <${Button} icon="back" onClick=${onBack}>${t("Back to the changes")}<//>
      <p class="grow strong">${label}</p>
      <${IconButton} icon="chevron_left" label=${t("Previous page")} disabled=${page <= 1} onClick=${() => onPage(page - 1)} />
      <${IconButton} icon="chevron_right" label=${t("Next page")} disabled=${page >= version.page_count} onClick=${() => onPage(page + 1)} />
    </div>
    <${PagePicture} meetingId=${meetingId} paperId=${paperId} version=${{ key: version.key, count: version.page_count }} page=${page} label=${label} />
  </div>`
}

// The papers of one agenda item: bring them in, watch them become readable, put them in order.

import { useAct } from "../core/act.js"
import { api } from "../core/api.js"
import { ActFailure } from "../core/button.js"
import { Check } from "../core/check.js"
import { useDragging } from "../core/dragging.js"
import { Icon } from "../core/icon.js"
import { t } from "../core/i18n.js"
import { store } from "../core/store.js"
import { announce } from "../core/toast.js"
import { classes, html, signal, useEffect, useRef, useSignal } from "../core/ui.js"
import { meetingPath } from "../agenda/meeting-path.js"
import { papersOf } from "../agenda/tree.js"
import { FileButton } from "./file-button.js"
import { useFileDrop } from "./file-drop.js"
import { newestIntakes } from "./paper-counts.js"
import { PaperRow } from "./paper-row.js"
import { UploadRow } from "./upload-row.js"
import { uploads } from "./upload.js"

const RECORDED_MS = 2500

const keepBack = signal(false) // for all items: who prepares late papers prepares several

export function PapersEditor({ item }) {
  const meetingId = store.meeting.value.id
  const published = store.meeting.value.state !== "draft"
  const papers = papersOf(store.papers.value, item.id)
  const intakes = newestIntakes(store.intakes.value)
  const order = usePaperOrder(item, papers)
  const list = useRef(null)
  const bring = (files) => uploads.add(files, { meetingId, itemId: item.id, keepBack: published && keepBack.value })
  const { over, props } = useFileDrop(bring)
  const fresh = uploads.list.value.filter(({ target, paperId, state }) => target.itemId === item.id && !(state === "recorded" && papers.some(({ id }) => id === paperId)))
  useForgetRecorded()
  useDragging(list, { onDrop: ({ ids }) => order.arrange(ids) })

  return html`<section ...${props} class=${classes("panel papers-editor", over && "is-over")} aria-label=${t("Papers of item {number}", { number: item.number })}>
    <header class="panel-header">
      <h3>${t("Papers")}${papers.length > 0 && html` <span class="count">${papers.length}</span>`}</h3>
      <span class="soft small" role="status">
        ${order.state.value === "sending" && t("Sending…")}${order.state.value === "recorded" && t("Recorded")}
      </span>
      <${FileButton} multiple onFiles=${bring}>${t("Add papers")}<//>
    </header>
    <${ActFailure} error=${order.error.value} />
    <ol class="papers" ref=${list}>
      ${order.ids.map((id, n) => {
        const paper = store.papers.value[id]
        return html`<${PaperRow}
          key=${id}
          paper=${paper}
          intake=${intakes[id]}
          uploading=${uploads.list.value.filter(({ target }) => target.paperId === id)}
          onUp=${n > 0 ? () => order.move(n, n - 1) : null}
          onDown=${n < order.ids.length - 1 ? () => order.move(n, n + 1) : null}
        />`
      })}
    </ol>
    ${fresh.length > 0 && html`<div class="uploads">${fresh.map((upload) => html`<${UploadRow} key=${upload.id} upload=${upload} />`)}</div>`}
    ${published && html`<div class="keep-back"><${Check} label=${t("Keep new papers back until I release them")} hint=${t("The meeting is published: otherwise everyone sees a new paper as soon as its first page is ready.")} checked=${keepBack.value} onChange=${(on) => (keepBack.value = on)} /></div>`}
    <p class="drop-hint soft"><${Icon} name="upload" />${over ? t("Let go to add to item {number}", { number: item.number }) : papers.length ? t("More papers: drop files here.") : t("Drop files here, or press “Add papers”: PDF, Word, Excel, PowerPoint, pictures.")}</p>
  </section>`
}

// The order as wished until the server's own order is the same, or it refuses.
function usePaperOrder(item, papers) {
  const wish = useSignal(null)
  const act = useAct((key, order) => api.put(meetingPath(`/items/${item.id}/papers`), { order }, { key }), {
    onFail: () => (wish.value = null),
    onDone: () => setTimeout(() => (wish.value = null), 1500),
  })
  const known = papers.map(({ id }) => id)
  const wished = wish.value
  const ids = wished && wished.length === known.length && known.every((id) => wished.includes(id)) ? wished : known
  const arrange = (next) => {
    if (act.state.value === "sending" || next.join() === ids.join()) return
    wish.value = next
    act.run(next)
  }
  const move = (from, to) => {
    const next = [...ids]
    next.splice(to, 0, ...next.splice(from, 1))
    arrange(next)
    announce(t("Paper {place} of {count}", { place: to + 1, count: ids.length }))
  }
  return { ids, arrange, move, state: act.state, error: act.error }
}

// A recorded file is seen as its paper; its line goes even if the paper's fact is late.
function useForgetRecorded() {
  const done = uploads.list.value.filter(({ state }) => state === "recorded").map(({ id }) => id)
  useEffect(() => {
    if (!done.length) return undefined
    const timer = setTimeout(() => done.forEach(uploads.dismiss), RECORDED_MS)
    return () => clearTimeout(timer)
  }, [done.join()])
}

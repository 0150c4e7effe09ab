// The meeting book: all papers open to this person in one PDF. Asked for, watched while it is bound, downloaded.

import { api } from "../core/api.js"
import { ActButton, Button } from "../core/button.js"
import { formatSize, t, tn } from "../core/i18n.js"
import { Icon } from "../core/icon.js"
import { Progress } from "../core/progress.js"
import { store } from "../core/store.js"
import { html, useEffect } from "../core/ui.js"
import { download } from "./download.js"

export function Book({ meetingId }) {
  const path = `/api/meetings/${meetingId}/book`
  const book = store.book.value
  useFreshness(path, book)
  return html`<section class="book" aria-label=${t("Meeting book")} aria-live="polite">
    ${bookParts[book?.state ?? "none"]({ path, book })}
  </section>`
}

const bookParts = {
  none: ({ path }) => html`<${Ask} path=${path}>${t("Meeting book: all papers in one PDF")}<//>`,
  waiting: ({ book }) => html`<${Progress} label=${t("The book is going to be bound")} max=${book.papers} />`,
  binding: ({ book }) => html`<${Progress}
    label=${t("The book is being bound")}
    value=${book.papers_done}
    max=${book.papers}
    text=${tn("{done} of {count} paper", "{done} of {count} papers", book.papers, { done: book.papers_done })}
  />`,
  ready: ({ path, book }) => html`<${Button} wide icon="download" onClick=${() => takeBook(path)}>
    ${t("Download the meeting book")}<span class="book-facts">${tn("{count} page", "{count} pages", book.page_count)} · ${formatSize(book.size)}</span>
  <//>`,
  stale: ({ path }) => html`<${Said} words=${t("The papers have changed since your book was bound.")} /><${Ask} path=${path}>${t("Bind the book anew")}<//>`,
  failed: ({ path, book }) => html`<${Said} words=${t(book.error.message)} failed /><${Ask} path=${path}>${t("Try again")}<//>`,
}

function Ask({ path, children }) {
  return html`<${ActButton} wide icon="book" act=${(key) => api.post(path, {}, { key })} onDone=${({ book }) => receive(book)}>${children}<//>`
}

function Said({ words, failed }) {
  return html`<p class="book-said small" role=${failed ? "alert" : undefined}><${Icon} name=${failed ? "alert" : "info"} />${words}</p>`
}

async function takeBook(path) {
  const taken = await download(path + "/file", t("The book cannot be downloaded."), t("The book did not come: no answer from the server."))
  if (!taken) await refresh(path)
}

// A paper that changes makes the book another one; the server tells so only when it next looks through its books.
function useFreshness(path, book) {
  const papers = Object.values(store.papers.value)
    .map(({ id, title, position, version }) => [id, title, position, version?.key].join(" "))
    .join()
  const isReady = book?.state === "ready"
  useEffect(() => {
    if (isReady) refresh(path)
  }, [papers, isReady])
}

// Without an answer what is known stays; the download asks again in any case.
function refresh(path) {
  return api.get(path, { tries: 1 }).then(({ book }) => receive(book), () => {})
}

function receive(book) {
  store.receive([{ name: "book:changed", book }])
}

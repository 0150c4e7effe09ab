// The page's words over its picture: invisible, to select, to copy, to be read out; and the marks of what was sought.

import { html, useEffect, useMemo, useState } from "../core/ui.js"
import { t } from "../core/i18n.js"
import { TEXT_WIDTH } from "./page-stage.js"
import { findInLines } from "./text-marks.js"

const REST_MS = 200 // a person who leafs on needs no text yet
const MOST_KEPT = 12
const FONT_SHARE = 0.82 // of a line's height
const FONT = '"Noto Sans", sans-serif'

// {lines, links} of a page on the screen, or null: not asked for while pages fly by.
export function usePageText(source, page, shown) {
  const [text, setText] = useState({ source: null, page: 0, found: null })
  const kept = useMemo(() => new Map(), [source])
  useEffect(() => {
    if (!shown) return undefined
    if (kept.has(page)) return setText({ source, page, found: kept.get(page) })
    const limit = new AbortController()
    const timer = setTimeout(async () => {
      try {
        const found = await source.text(page, limit.signal)
        kept.set(page, found)
        if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value)
        if (!limit.signal.aborted) setText({ source, page, found })
      } catch {
        // The picture is there; without its text one cannot select, and everything else goes on.
      }
    }, REST_MS)
    return () => {
      clearTimeout(timer)
      limit.abort()
    }
  }, [source, page, shown])
  return text.source === source && text.page === page ? text.found : null
}

// lines: [{x, y, w, h, text}] in fractions of the page; ratio: height / width; words: what was sought (text-marks.js)
export function TextLayer({ lines, ratio, words }) {
  const laid = useMemo(() => lines && layOut(lines, ratio), [lines, ratio])
  const marks = useMemo(() => (lines && words ? layMarks(lines, ratio, words) : []), [lines, ratio, words])
  if (!lines) return null
  return html`<div class="text-layer" dir="ltr" style=${{ width: `${TEXT_WIDTH}px`, height: `${TEXT_WIDTH * ratio}px` }}>
    ${marks.map((style, n) => html`<span class="text-mark" key=${`mark-${n}`} style=${style} />`)}
    ${laid.map(({ text, style }, n) => html`<span class="text-line" key=${n} style=${style}>${text}</span><br key=${`end-${n}`} />`)}
    ${!lines.length && html`<p class="visually-hidden">${t("This page is a picture without text.")}</p>`}
  </div>`
}

function layOut(lines, ratio) {
  const height = TEXT_WIDTH * ratio
  return lines.map(({ x, y, w, h, text }) => {
    const size = h * height * FONT_SHARE
    const natural = widthOf(text, size) || 1
    return {
      text,
      style: {
        left: `${x * TEXT_WIDTH}px`,
        top: `${y * height}px`,
        fontSize: `${size}px`,
        lineHeight: `${h * height}px`,
        transform: `scaleX(${((w * TEXT_WIDTH) / natural).toFixed(4)})`,
      },
    }
  })
}

function layMarks(lines, ratio, words) {
  const height = TEXT_WIDTH * ratio
  return findInLines(
    lines.map((line) => line.text),
    words,
  ).map(({ line, start, end }) => {
    const { x, y, w, h, text } = lines[line]
    const nfc = text.normalize("NFC")
    const whole = widthOf(nfc, 20) || 1
    const [from, to] = [widthOf(nfc.slice(0, start), 20) / whole, widthOf(nfc.slice(0, end), 20) / whole]
    return {
      left: `${(x + w * from) * TEXT_WIDTH}px`,
      top: `${y * height}px`,
      width: `${w * (to - from) * TEXT_WIDTH}px`,
      height: `${h * height}px`,
    }
  })
}

let ruler = null

function widthOf(text, size) {
  ruler ??= document.createElement("canvas").getContext("2d")
  ruler.font = `${size}px ${FONT}`
  return ruler.measureText(text).width
}

// A reader as small as can be, on pdf.js: it draws a page as wide as the tablet and, as pdf.js's own viewer does, the next one
// beforehand. The canvas shown says which page it is: canvas[data-page].

import { getDocument, GlobalWorkerOptions } from "./node_modules/pdfjs-dist/build/pdf.min.mjs"

const KIT = new URL("./node_modules/pdfjs-dist/", import.meta.url).href
const PAPER = new URLSearchParams(location.search).get("paper")

GlobalWorkerOptions.workerSrc = `${KIT}build/pdf.worker.min.mjs`

const place = document.querySelector("main")
const drawn = new Map() // number → promise of a canvas
let paper = null
let number = 1

document.querySelector("#open").addEventListener("click", async () => {
  paper = await getDocument({ url: PAPER, wasmUrl: `${KIT}wasm/`, cMapUrl: `${KIT}cmaps/` }).promise
  document.documentElement.dataset.pages = paper.numPages
  show(1)
})

addEventListener("keydown", ({ key }) => key === "ArrowRight" && show(number + 1))

async function show(next) {
  number = next
  const canvas = await draw(next)
  if (number !== next) return
  place.replaceChildren(canvas)
  for (const [one, old] of drawn) {
    if (one === next || one === next + 1) continue
    drawn.delete(one)
    old.then(free)
  }
  if (next < paper.numPages) draw(next + 1)
}

function draw(one) {
  if (!drawn.has(one)) drawn.set(one, render(one))
  return drawn.get(one)
}

async function render(one) {
  const page = await paper.getPage(one)
  const scale = (innerWidth * devicePixelRatio) / page.getViewport({ scale: 1 }).width
  const viewport = page.getViewport({ scale })
  const canvas = document.createElement("canvas")
  canvas.width = viewport.width
  canvas.height = viewport.height
  canvas.dataset.page = one
  await page.render({ canvas, viewport }).promise
  page.cleanup()
  return canvas
}

function free(canvas) {
  canvas.width = canvas.height = 0
}

import assert from "node:assert/strict"
import { beforeEach, test } from "node:test"
import { PagePlates } from "../../static/js/docs/page-plates.js"

const A4 = { w: 1600, h: 2263 }

class Canvas {
  #classes = new Set()
  classList = { add: (name) => this.#classes.add(name), remove: (name) => this.#classes.delete(name) }
  shown = null
  set className(name) {
    this.#classes.add(name)
  }
  get isAside() {
    return this.#classes.has("is-aside")
  }
  getContext() {
    return { transferFromImageBitmap: (bitmap) => (this.shown = bitmap) }
  }
  remove() {
    this.removed = true
  }
}

let canvases, copies

beforeEach(() => {
  canvases = []
  copies = []
  globalThis.document = { createElement: () => new Canvas() }
  globalThis.createImageBitmap = async (from, options) => {
    if (from.closed) throw new DOMException("closed", "InvalidStateError")
    const copy = { of: from.page, width: options?.resizeWidth ?? from.width, close: () => (copy.closed = true) }
    copies.push(copy)
    return copy
  }
})

const plates = () => new PagePlates({ append: (canvas) => canvases.push(canvas) })
const bitmap = (page) => ({ page, width: A4.w, height: A4.h })
const inFront = () => canvases.filter((one) => !one.isAside).map((one) => one.shown.of)

test("a page that was not made ready is not claimed to be", () => {
  assert.equal(plates().show(2, A4), false)
})

test("a turn moves the page made ready to the front, and the one before it aside", async () => {
  const some = plates()
  await some.prepare(2, bitmap(2), A4, 1)
  await some.prepare(3, bitmap(3), A4, 2)
  assert.deepEqual(inFront(), [])
  assert.equal(some.show(2, A4), true)
  assert.equal(some.show(3, A4), true)
  assert.deepEqual(inFront(), [3])
})

test("a page that is needed in another size is not shown in the one it has", async () => {
  const some = plates()
  await some.prepare(2, bitmap(2), { w: 800, h: 1131 }, 1)
  assert.equal(copies[0].width, 800)
  assert.equal(some.show(2, A4), false)
})

test("of many pages only the one shown and its neighbours are kept", async () => {
  const some = plates()
  for (let page = 2; page < 30; page += 1) {
    await some.prepare(page, bitmap(page), A4, page - 1)
    some.show(page, A4)
  }
  assert.equal(canvases.length, 3)
  assert.deepEqual(inFront(), [29])
  assert.equal(some.show(28, A4), true)
  assert.equal(some.show(12, A4), false)
})

test("what is in front is never exchanged under the reader's eyes", async () => {
  const some = plates()
  await some.prepare(2, bitmap(2), A4, 1)
  some.show(2, A4)
  await some.prepare(2, bitmap(2), { w: 800, h: 1131 }, 2)
  assert.deepEqual(inFront(), [2])
  assert.equal(some.show(2, A4), true)
  assert.equal(copies.at(-1).closed, true)
})

test("of another paper nothing is taken for the new one's, and what is in front stays until something else is", async () => {
  const some = plates()
  await some.prepare(2, bitmap(2), A4, 1)
  some.show(2, A4)
  const late = some.prepare(3, bitmap(3), A4, 2)
  some.forget()
  await late
  assert.deepEqual(inFront(), [2])
  assert.equal(some.show(2, A4), false)
  assert.equal(some.show(3, A4), false)
  assert.equal(copies.at(-1).closed, true)
})

test("a bitmap closed meanwhile costs nothing but the plate", async () => {
  const some = plates()
  await some.prepare(2, { ...bitmap(2), closed: true }, A4, 1)
  assert.equal(some.show(2, A4), false)
})

test("at the end nothing is kept", async () => {
  const some = plates()
  await some.prepare(2, bitmap(2), A4, 1)
  some.show(2, A4)
  some.clear()
  assert.ok(canvases.every((one) => one.removed && one.shown === null && one.width === 0))
  assert.equal(some.show(2, A4), false)
})

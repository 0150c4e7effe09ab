import assert from "node:assert/strict"
import { test } from "node:test"
import { reflow } from "../../static/js/docs/reflow.js"

// Lines of a page 0.8 broad from 0.1, each 0.02 high.
const line = (text, y, { x = 0.1, w = 0.8, h = 0.02 } = {}) => ({ x, y, w, h, text })

test("lines that run to the edge are one paragraph; an indented one begins the next", () => {
  const blocks = reflow([
    line("Căn cứ Luật Tổ chức chính quyền", 0.1, { x: 0.14, w: 0.76 }),
    line("địa phương ngày 19 tháng 6;", 0.13, { w: 0.5 }),
    line("Căn cứ Luật Ngân sách nhà nước", 0.16, { x: 0.14, w: 0.76 }),
    line("ngày 25 tháng 6 năm 2015;", 0.19, { w: 0.4 }),
  ])
  assert.deepEqual(blocks.map(({ text }) => text), ["Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6;", "Căn cứ Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2015;"])
})

test("articles, capitals and large letters are headings", () => {
  const blocks = reflow([
    line("QUYẾT NGHỊ:", 0.1, { x: 0.4, w: 0.2 }),
    line("Điều 1. Phê chuẩn", 0.14, { w: 0.3 }),
    line("Tổng thu ngân sách", 0.18, { w: 0.3 }),
    line("To trinh", 0.24, { w: 0.3, h: 0.04 }),
  ])
  assert.deepEqual(blocks.map(({ kind }) => kind), ["heading", "heading", "paragraph", "heading"])
})

test("what stands beside each other is a row of cells", () => {
  const blocks = reflow([line("1", 0.1, { w: 0.05 }), line("Giao thông", 0.1, { x: 0.2, w: 0.2 }), line("28.600", 0.1, { x: 0.6, w: 0.1 })])
  assert.deepEqual(blocks, [{ kind: "row", cells: ["1", "Giao thông", "28.600"] }])
})

test("the page's printed number is left out, a number in the text is not", () => {
  assert.deepEqual(reflow([line("12", 0.95, { x: 0.5, w: 0.03 })]), [])
  assert.equal(reflow([line("12", 0.5, { x: 0.5, w: 0.03 })]).length, 1)
})

test("a word parted at the edge is put together", () => {
  const [block] = reflow([line("theo Nghị quyết 12/NQ-", 0.1), line("HĐND ngày 5", 0.13, { w: 0.3 })])
  assert.equal(block.text, "theo Nghị quyết 12/NQ-HĐND ngày 5")
})

test("a page without words has nothing", () => assert.deepEqual(reflow([]), []))

// The lines of a page as paragraphs, headings and rows of cells, to be read on a small screen. Pure: no DOM.

const REACHES = 0.85 // of the way to the right edge: the sentence goes on in the next line
const INDENT = 0.018 // of the page's width
const HEADING = /^(?:(?:điều|chương|mục|phần|phụ lục|article|chapter|section|annex)\s+[\divxlc]+|[IVXLC]+\.\s)/iu
const MOST_HEADING = 110

// lines: [{x, y, w, h, text}] in reading order → [{kind: "paragraph" | "heading", text} | {kind: "row", cells: [text]}]
export function reflow(lines) {
  const rows = rowsOf(lines.filter((line) => !isPageNumber(line)))
  const single = rows.filter((row) => row.length === 1).map(([line]) => line)
  const body = { left: share(single, 0.1, (line) => line.x), right: share(single, 0.9, (line) => line.x + line.w), height: share(single, 0.5, (line) => line.h) }
  const blocks = []
  let last = null // the line that the next one may continue
  for (const row of rows) {
    if (row.length > 1) {
      blocks.push({ kind: "row", cells: row.map(({ text }) => text) })
      last = null
      continue
    }
    const [line] = row
    if (last && goesOn(last, line, body)) {
      const block = blocks.at(-1)
      block.text = joined(block.text, line.text)
    } else {
      blocks.push({ kind: isHeading(line, body) ? "heading" : "paragraph", text: line.text })
    }
    last = blocks.at(-1).kind === "heading" && !isHeading(line, body) ? null : line
  }
  return blocks
}

function isPageNumber({ y, h, text }) {
  return /^[-–\s]*\d{1,4}[-–\s]*$/.test(text) && (y + h < 0.1 || y > 0.9)
}

// Lines that stand beside each other are the cells of one row.
function rowsOf(lines) {
  const rows = []
  for (const line of lines) {
    const before = rows.at(-1)?.at(-1)
    const overlap = before ? Math.min(before.y + before.h, line.y + line.h) - Math.max(before.y, line.y) : 0
    if (before && overlap > 0.5 * Math.min(before.h, line.h) && line.x >= before.x + before.w) rows.at(-1).push(line)
    else rows.push([line])
  }
  return rows
}

function goesOn(last, line, { left, right, height }) {
  const gap = line.y - (last.y + last.h)
  const alike = Math.max(last.h, line.h) / Math.min(last.h, line.h) < 1.35
  const full = last.x + last.w > left + (right - left) * REACHES
  const indented = line.x - last.x > INDENT
  return alike && full && !indented && gap > -0.5 * height && gap < 1.2 * height && !HEADING.test(line.text)
}

function isHeading({ text, h }, { height }) {
  if (text.length > MOST_HEADING || !/\p{L}{2}/u.test(text)) return false
  return HEADING.test(text) || h > 1.25 * height || (text.length > 6 && text === text.toLocaleUpperCase("vi"))
}

// A word parted at the line's end by a hyphen keeps it: it may be a part of the word.
function joined(text, next) {
  return /\p{L}-$/u.test(text) ? text + next : `${text} ${next}`
}

function share(lines, part, of) {
  const sorted = lines.map(of).sort((a, b) => a - b)
  return sorted.length ? sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] : 0
}

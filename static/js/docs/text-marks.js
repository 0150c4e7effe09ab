// Where words stand in the lines of a page, diacritics and case aside. Pure: no DOM.

import { fold } from "../core/i18n.js"
import { placesOf, wordsIn } from "./query.js"

// lines: [text]; → [{line, start, end}] by characters of the line. Words that run over a line's end are marked in both.
// words: as they stand on the page; or the query of a search (query.js), whose words may stand apart
export function findInLines(lines, words) {
  if (typeof words !== "string") return findQuery(lines, words)
  const wanted = foldWithPlaces([words.trim().replace(/\s+/g, " ")]).text
  if (!wanted) return []
  const page = foldWithPlaces(lines)
  const marks = []
  for (let at = page.text.indexOf(wanted); at >= 0; at = page.text.indexOf(wanted, at + wanted.length)) {
    marks.push(...marksBetween(page.places.slice(at, at + wanted.length)))
  }
  return marks
}

function findQuery(lines, query) {
  const words = lines.flatMap((text, line) => wordsIn(text).map(({ start, end, ...word }) => ({ ...word, place: { line, start, end } })))
  return placesOf(words, query).flatMap(({ from, to }) => marksBetween(words.slice(from, to + 1).map(({ place }) => place)))
}

// The folded text of all lines, and for each of its characters where it came from.
function foldWithPlaces(lines) {
  let text = ""
  const places = []
  lines.forEach((line, n) => {
    if (n) add(" ", null)
    let at = 0
    for (const character of line.normalize("NFC")) {
      const folded = /\s/.test(character) ? " " : fold(character)
      for (const one of folded) add(one, { line: n, start: at, end: at + character.length })
      at += character.length
    }
  })
  return { text, places }

  function add(one, place) {
    text += one
    places.push(place)
  }
}

function marksBetween(places) {
  const marks = []
  for (const place of places) {
    if (!place) continue
    const last = marks.at(-1)
    if (last?.line === place.line) last.end = place.end
    else marks.push({ ...place })
  }
  return marks
}

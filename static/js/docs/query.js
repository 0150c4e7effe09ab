// What was typed into the search of all papers, and where its words stand: as meeting/docs/search_query.py and snippets.py
// have it, for the marks on a page. Pure: no DOM.

import { fold } from "../core/i18n.js"

const WORD = /[\p{L}\p{N}]+/gu
const LEAST_BEGINNING = 3

// → {words: [{typed, folded}], openEnd: the last word may be the beginning of one}
export function parseQuery(text) {
  const words = wordsIn(text)
  const openEnd = /[\p{L}\p{N}]$/u.test(text) && (words.at(-1)?.folded.length ?? 0) >= LEAST_BEGINNING
  return { words, openEnd }
}

// How many letters and digits were typed: what is less than two is not searched for.
export function lettersIn(text) {
  return wordsIn(text).reduce((sum, word) => sum + word.folded.length, 0)
}

// → [{start, end, typed, folded}] by characters of the line in its normal form
export function wordsIn(line) {
  return [...line.normalize("NFC").matchAll(WORD)].map(({ 0: typed, index }) => ({
    start: index,
    end: index + typed.length,
    typed: typed.toLowerCase(),
    folded: fold(typed),
  }))
}

// The places [from, to] by words of the page where the query's words stand. Of each word only those count where it stands
// in the longest company of the others; where diacritics were typed and are found, other spellings do not count.
export function placesOf(words, query) {
  const exact = runsOf(words, query, true)
  const covered = new Set(exact.flatMap((run) => run.places))
  const runs = [...exact, ...runsOf(words, query, false).filter((run) => !run.places.some((place) => covered.has(place)))]
  const longest = new Map()
  for (const { places } of runs) for (const place of places) longest.set(place, Math.max(longest.get(place) ?? 0, places.length))
  const kept = runs.filter(({ places }) => places.some((place) => longest.get(place) === places.length))
  return kept.sort((a, b) => a.from - b.from).filter(({ from }, n, all) => n === 0 || from > all[n - 1].to)
}

function runsOf(words, query, exactly) {
  const held = words.map((word) => query.words.flatMap((wanted, place) => (isWanted(word, wanted, isOpen(query, place), exactly) ? [place] : [])))
  const runs = []
  held.forEach((places, at) => {
    for (const first of places) {
      if (held[at - 1]?.includes(first - 1)) continue // in the middle of a run that has been taken already
      let last = first
      while (held[at + last - first + 1]?.includes(last + 1)) last += 1
      runs.push({ from: at, to: at + last - first, places: Array.from({ length: last - first + 1 }, (_, n) => first + n) })
    }
  })
  return runs
}

function isOpen(query, place) {
  return query.openEnd && place === query.words.length - 1
}

function isWanted(word, wanted, open, exactly) {
  const kind = exactly && wanted.typed !== wanted.folded ? "typed" : "folded"
  return open ? word[kind].startsWith(wanted[kind]) : word[kind] === wanted[kind]
}

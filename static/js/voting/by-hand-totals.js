// Totals counted by hand, checked while they are typed; the server checks them once more. Pure: no DOM.

// Nothing entered yet: every number empty, so that a forgotten one is not taken for none.
export function emptyTotals(vote) {
  const options = Object.fromEntries(vote.options.map((option) => [option, ""]))
  if (vote.form === "one") return { counts: options, invalid: "0" }
  const subjects = Object.fromEntries(vote.subjects.map(({ id }) => [id, vote.form === "picks" ? "" : { ...options }]))
  return { cast: "", invalid: "0", blank: "0", subjects }
}

// As typed → numbers, where everything is filled in; null otherwise.
export function totalsOf(vote, typed) {
  const read = (text) => (/^\d+$/.test(String(text).trim()) ? Number(text) : null)
  const all = (object) => Object.fromEntries(Object.entries(object).map(([name, text]) => [name, read(text)]))
  const whole = (object) => Object.values(object).every((value) => value !== null)
  if (vote.form === "one") {
    const counts = all(typed.counts)
    const invalid = read(typed.invalid)
    return whole(counts) && invalid !== null ? { counts, invalid } : null
  }
  const head = { cast: read(typed.cast), invalid: read(typed.invalid), blank: vote.form === "picks" ? read(typed.blank) : 0 }
  const subjects = vote.form === "picks" ? all(typed.subjects) : Object.fromEntries(Object.entries(typed.subjects).map(([id, counts]) => [id, all(counts)]))
  const filled = vote.form === "picks" ? whole(subjects) : Object.values(subjects).every(whole)
  return whole(head) && filled ? { ...head, subjects } : null
}

// → { cast, valid, notCast, problem: null | "too_many" | "negative" | "rows", wrong: ids of subjects whose numbers cannot be }
export function checkTotals(vote, electorate, totals) {
  const cast = vote.form === "one" ? sum(Object.values(totals.counts)) + totals.invalid : totals.cast
  const valid = cast - totals.invalid - (totals.blank ?? 0)
  const wrong = vote.form === "one" || valid < 0 ? [] : Object.keys(totals.subjects).filter((id) => !fits(vote, totals.subjects[id], valid)).map(Number)
  return { cast, valid, notCast: electorate - cast, wrong, problem: problemOf(vote, electorate, totals, { cast, valid, wrong }) }
}

function problemOf(vote, electorate, totals, { cast, valid, wrong }) {
  if (cast > electorate) return "too_many"
  if (valid < 0) return "negative"
  if (wrong.length) return "rows"
  if (vote.form === "picks") {
    const picked = sum(Object.values(totals.subjects))
    if (totals.blank > 0 && vote.min_picks > 0) return "picks"
    if (picked < Math.max(vote.min_picks, 1) * valid || picked > vote.max_picks * valid) return "picks"
  }
  return null
}

function fits(vote, counts, valid) {
  return vote.form === "picks" ? counts <= valid : sum(Object.values(counts)) === valid
}

function sum(numbers) {
  return numbers.reduce((a, b) => a + b, 0)
}

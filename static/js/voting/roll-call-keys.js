// The roll call's order and its keys. Pure: no DOM.

// First letters as they are called out, beside the digits that are the same everywhere.
const LETTERS = {
  vi: { for: "t", against: "k", abstain: "b" },
  en: { for: "f", against: "a", abstain: "n" },
}

// {option: ["1", "t"]} in the language of the screen.
export function keysOf(options, language) {
  const letters = LETTERS[language] ?? LETTERS.en
  return Object.fromEntries(options.map((option, n) => [option, [String(n + 1), letters[option]].filter(Boolean)]))
}

export function optionOfKey(keys, key) {
  return Object.keys(keys).find((option) => keys[option].includes(key.toLowerCase())) ?? null
}

// Who is called next: after `id` the first who has no answer, from the top again at the end; null when nobody is left.
export function nextToCall(ids, answered, id) {
  const from = ids.indexOf(id) + 1
  return [...ids.slice(from), ...ids.slice(0, from)].find((one) => !answered(one)) ?? null
}

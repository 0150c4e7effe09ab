// "Nguyễn Thị Ngọc Trâm" → "tram.nguyen": given name, then family name, as people call each other. Pure.

import { fold } from "../core/i18n.js"

// taken: the sign-in names already in use; a number is added when the suggestion is among them.
export function suggestSignInName(name, taken = []) {
  const words = fold(name)
    .split(/\s+/)
    .map((word) => word.replace(/[^a-z0-9]/g, ""))
    .filter(Boolean)
  if (!words.length) return ""
  const plain = words.length === 1 ? words[0] : `${words.at(-1)}.${words[0]}`
  const names = new Set(taken)
  if (!names.has(plain)) return plain
  for (let n = 2; ; n += 1) if (!names.has(`${plain}${n}`)) return `${plain}${n}`
}

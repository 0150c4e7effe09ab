// A text with places to mark, in pieces.

// text, [[from, to]] by characters → [{text, marked}]: offsets count whole characters, not halves of them
export function pieces(text, marks) {
  const characters = [...text]
  const found = []
  let at = 0
  const add = (to, marked) => {
    if (to > at) found.push({ text: characters.slice(at, to).join(""), marked })
    at = Math.max(at, to)
  }
  for (const [from, to] of marks) {
    add(from, false)
    add(to, true)
  }
  add(characters.length, false)
  return found
}

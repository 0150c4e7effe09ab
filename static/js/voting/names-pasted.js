// A list of names as it is pasted from a letter or a table, read into subjects. Pure: no DOM.

// Numbers, letters and dashes that lists begin their lines with: "1.", "2)", "a)", "-", "•".
const BULLET = /^\s*(?:\d{1,3}[.)/]\s*|\p{L}[.)]\s+|[-–—•*·]\s*)/u
// A name and what is said of it stand apart by a tab, a dash between blanks, or a semicolon.
const APART = /\t+|\s+[-–—]\s+|\s*;\s*/
const LONGEST_NAME = 200
const LONGEST_NOTE = 500

// "1. Nguyễn Văn An – Ủy viên\n…" → [{title, note}]; empty lines are nothing.
export function readNames(text) {
  return text
    .split(/\r?\n/)
    .map((line) => line.replace(BULLET, "").trim())
    .filter(Boolean)
    .map((line) => {
      const [title, ...rest] = line.split(APART)
      return { title: title.trim().slice(0, LONGEST_NAME), note: rest.filter(Boolean).join(", ").trim().slice(0, LONGEST_NOTE) }
    })
    .filter(({ title }) => title)
}

// → { subjects: those there were and the new ones, doubled: how many stood there already, left: how many found no room }
export function addNames(subjects, names, most) {
  const known = new Set(subjects.map(({ title }) => key(title)))
  const fresh = []
  let doubled = 0
  for (const name of names) {
    if (known.has(key(name.title))) doubled += 1
    else fresh.push(name)
    known.add(key(name.title))
  }
  const room = Math.max(0, most - subjects.length)
  return { subjects: [...subjects, ...fresh.slice(0, room)], doubled, left: Math.max(0, fresh.length - room) }
}

function key(title) {
  return title.normalize("NFC").trim().toLowerCase()
}

// A new list with the thing at `from` moved to `to`.
export function moved(list, from, to) {
  const next = [...list]
  next.splice(to, 0, ...next.splice(from, 1))
  return next
}

// Work that must not hold up what has just been drawn: done once it is on the screen.

const NOT_PAINTED_MS = 250 // a page that nobody sees is not painted

export function afterPaint(act) {
  let done = false
  const once = () => {
    if (done) return
    done = true
    act()
  }
  requestAnimationFrame(() => setTimeout(once))
  setTimeout(once, NOT_PAINTED_MS)
}

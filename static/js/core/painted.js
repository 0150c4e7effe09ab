// Work that must not hold up what has just been drawn: done once it is on the screen.

const SEEN_MS = 32 // two frames: until then the browser needs what the processor has to bring it to the glass
const NOT_PAINTED_MS = 250 // a page that nobody sees is not painted

export function afterPaint(act) {
  let done = false
  const once = () => {
    if (done) return
    done = true
    act()
  }
  requestAnimationFrame(() => setTimeout(once, SEEN_MS))
  setTimeout(once, NOT_PAINTED_MS)
}

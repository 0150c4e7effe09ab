// Fingers, mouse and wheel on the page, told as what they mean. One finger scrolls as the browser does; we hear swipes, taps and pinches.

const SWIPE_LEAST = 50 // CSS pixels
const SWIPE_MOST_MS = 700
const DOUBLE_MS = 300
const DOUBLE_APART = 40
const ZONE_SHARE = 0.14
const ZONE_MOST = 110

// on: {swipe(step), tap(step) at the page's side, doubleTap(point), pinch(factor, point), pinchEnd()}; canSwipe(step) at the touch's start
// point: {x, y} within the stage. → a function that takes the listeners away
export function listenToGestures(stage, on, canSwipe) {
  let one = null // the single finger: {x, y, at, can}
  let pinch = null // distance of the last move
  let lastTap = null

  const within = (clientX, clientY) => {
    const box = stage.getBoundingClientRect()
    return { x: clientX - box.left, y: clientY - box.top }
  }
  const between = ([a, b]) => ({
    distance: Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY),
    middle: within((a.clientX + b.clientX) / 2, (a.clientY + b.clientY) / 2),
  })

  function touchStart(event) {
    if (event.touches.length === 2) {
      // Before the browser takes it for a scroll.
      event.preventDefault()
      one = null
      pinch = between(event.touches).distance
    } else if (event.touches.length === 1) {
      const { clientX: x, clientY: y } = event.touches[0]
      one = { x, y, at: event.timeStamp, can: { "-1": canSwipe(-1), 1: canSwipe(1) } }
    } else {
      one = null
    }
  }

  function touchMove(event) {
    if (pinch === null || event.touches.length !== 2) return
    if (event.cancelable) event.preventDefault()
    const { distance, middle } = between(event.touches)
    if (distance > 0 && pinch > 0) on.pinch(distance / pinch, middle)
    pinch = distance
  }

  function touchEnd(event) {
    if (pinch !== null && event.touches.length < 2) {
      pinch = null
      on.pinchEnd()
      one = null
      return
    }
    if (!one || event.touches.length) return
    const { clientX, clientY } = event.changedTouches[0]
    const [dx, dy, ms] = [clientX - one.x, clientY - one.y, event.timeStamp - one.at]
    const step = dx < 0 ? 1 : -1
    const { can } = one
    one = null
    if (ms > SWIPE_MOST_MS || hasSelection()) return
    if (Math.abs(dx) >= SWIPE_LEAST && Math.abs(dx) > 1.8 * Math.abs(dy)) {
      lastTap = null
      if (can[step]) on.swipe(step)
    } else if (Math.hypot(dx, dy) < 12) {
      touchTap(event, within(clientX, clientY))
    }
  }

  // Not left to the click that follows: after a swipe the browser may swallow it.
  function touchTap(event, point) {
    if (event.target.closest?.("a, button")) return
    const step = zoneStep(point)
    if (step) {
      lastTap = null
      if (event.cancelable) event.preventDefault()
      if (canSwipe(step)) on.tap(step)
      return
    }
    const twice = lastTap && event.timeStamp - lastTap.at < DOUBLE_MS && Math.hypot(point.x - lastTap.x, point.y - lastTap.y) < DOUBLE_APART
    lastTap = twice ? null : { ...point, at: event.timeStamp }
    if (!twice) return
    if (event.cancelable) event.preventDefault()
    on.doubleTap(point)
  }

  function zoneStep(point) {
    const zone = Math.min(ZONE_MOST, stage.clientWidth * ZONE_SHARE)
    return point.x < zone ? -1 : point.x > stage.clientWidth - zone ? 1 : 0
  }

  function click(event) {
    if (event.button !== 0 || hasSelection() || event.target.closest("a, button")) return
    const point = within(event.clientX, event.clientY)
    if (point.x > stage.clientWidth || point.y > stage.clientHeight) return // the scroll bar
    const step = zoneStep(point)
    if (step && canSwipe(step)) on.tap(step)
  }

  function wheel(event) {
    if (!event.ctrlKey && !event.metaKey) return
    event.preventDefault()
    const lines = event.deltaMode === 1 ? 16 : 1
    on.pinch(Math.exp((-event.deltaY * lines) / 400), within(event.clientX, event.clientY))
    on.pinchEnd()
  }

  const stop = (event) => event.preventDefault()
  const listeners = [
    ["touchstart", touchStart, { passive: false }],
    ["touchmove", touchMove, { passive: false }],
    ["touchend", touchEnd, { passive: false }],
    ["touchcancel", () => ((one = null), (pinch = null)), undefined],
    ["click", click, undefined],
    ["wheel", wheel, { passive: false }],
    ["gesturestart", stop, { passive: false }], // Safari's own page zoom
  ]
  for (const [name, listener, options] of listeners) stage.addEventListener(name, listener, options)
  return () => {
    for (const [name, listener, options] of listeners) stage.removeEventListener(name, listener, options)
  }
}

function hasSelection() {
  const selection = document.getSelection()
  return Boolean(selection && !selection.isCollapsed)
}

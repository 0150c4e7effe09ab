// The speakers' list read from the speeches: who speaks, who waits in which order, whose time is how far. Pure: no DOM.

// speeches: {id: speech} → those waiting, in their order
export function waitingSpeeches(speeches) {
  return Object.values(speeches)
    .filter((speech) => speech.state === "waiting")
    .sort((a, b) => a.position - b.position || a.id - b.id)
}

// The one who has the floor (also while the clock is paused), or undefined.
export function currentSpeech(speeches) {
  return Object.values(speeches).find((speech) => speech.state === "speaking" || speech.state === "paused")
}

// The seat's own speech that is not over, with its place among those waiting: {speech, place} or null; place 1 is next.
export function ownSpeech(speeches, seatId) {
  const current = currentSpeech(speeches)
  if (seatId == null) return null
  if (current?.seat_id === seatId) return { speech: current, place: 0 }
  const waiting = waitingSpeeches(speeches)
  const at = waiting.findIndex((speech) => speech.seat_id === seatId)
  return at < 0 ? null : { speech: waiting[at], place: at + 1 }
}

// Seconds spoken so far, at `now` (server milliseconds).
export function secondsSpoken(speech, now) {
  const running = speech.running_since ? Math.max(0, (now - Date.parse(speech.running_since)) / 1000) : 0
  return (speech.spoken_seconds ?? 0) + running
}

// Seconds left of the time allotted, negative when it is over; null when no time is set.
export function secondsLeft(speech, now) {
  return speech.allotted_seconds ? speech.allotted_seconds - secondsSpoken(speech, now) : null
}

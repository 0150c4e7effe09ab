// The server's time on this tablet: timers count from here, never from the tablet's own clock, which may be minutes off.

import { useEffect, useState } from "./ui.js"

const ROUNDS = 5

// Server milliseconds at performance.now() === 0.
let origin = Date.now() - performance.now()

export function serverNow() {
  return origin + performance.now()
}

// Seconds from a server moment until now; negative when it lies ahead.
export function secondsSince(moment) {
  return (serverNow() - Date.parse(moment)) / 1000
}

// The round trip that took least says most: the answer's time is at most half of it away.
// samples: [{sent, received, server}] in milliseconds of performance.now(), and the server's own.
export function bestOrigin(samples) {
  const best = samples.reduce((a, b) => (b.received - b.sent < a.received - a.sent ? b : a))
  return best.server - (best.sent + best.received) / 2
}

// ask() → the server's moment (ISO text). A failed round is left out; with none the old origin stays.
export async function syncClock(ask) {
  const samples = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const sent = performance.now()
    try {
      const server = Date.parse(await ask())
      if (Number.isFinite(server)) samples.push({ sent, received: performance.now(), server })
    } catch {
      continue
    }
  }
  if (samples.length) origin = bestOrigin(samples)
}

// Redraws the component each second (on the second, so that all tablets turn together) while `running`.
export function useServerNow(running = true) {
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    if (!running) return undefined
    let timer
    const tick = () => {
      setNow(serverNow())
      timer = setTimeout(tick, 1000 - (serverNow() % 1000) + 5)
    }
    tick()
    return () => clearTimeout(timer)
  }, [running])
  return now
}

// Which device this is: a name made up once and kept, so that a tablet that comes back is the same one; and what it is.

const KEY = "device"
const KINDS = [
  [/iPad/, "iPad"],
  [/iPhone/, "iPhone"],
  [/Android.*Mobile/, "Android phone"],
  [/Android/, "Android tablet"],
  [/Windows/, "Windows"],
  [/CrOS/, "Chromebook"],
  [/Macintosh/, "Mac"],
  [/Linux/, "Linux"],
]

export function deviceHere() {
  return { device: deviceName(globalThis.localStorage), kind: kindOf(navigator.userAgent, navigator.maxTouchPoints) }
}

// An iPad calls itself a Mac, but no Mac has a screen to touch.
export function kindOf(agent, touchPoints = 0) {
  const kind = KINDS.find(([mark]) => mark.test(agent))?.[1] ?? ""
  return kind === "Mac" && touchPoints > 1 ? "iPad" : kind
}

function deviceName(storage) {
  try {
    const known = storage.getItem(KEY)
    if (known) return known
    // Not randomUUID: over plain http there is none.
    const made = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("")
    storage.setItem(KEY, made)
    return made
  } catch {
    return "" // nothing may be kept here: the server names it for as long as the line holds
  }
}

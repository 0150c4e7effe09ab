// Which device this is: a name made up once and kept, so that a tablet that comes back is the same one.

import { newKey } from "./api.js"

export function deviceHere() {
  // An iPad calls itself a Mac, but no Mac has a screen to touch.
  return { device: deviceName(), touch: navigator.maxTouchPoints > 1 }
}

function deviceName() {
  try {
    return (localStorage.device ??= newKey())
  } catch {
    return "" // nothing may be kept here: the server names it for as long as the line holds
  }
}

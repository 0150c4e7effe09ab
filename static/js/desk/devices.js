// The tablets that are connected and what each of them shows, as the server last said; asked again while it is looked at.

import { api } from "../core/api.js"
import { meetingPath } from "../agenda/meeting-path.js"
import { useEffect, useState } from "../core/ui.js"

const LOOK_MS = 2000

// → { devices: [{seat_id, kind, since, paper_id?, page?, vote_id?}] or undefined before the first answer, error }
export function useDevices() {
  const [known, setKnown] = useState({})
  useEffect(() => {
    let timer = 0
    let gone = false
    const look = async () => {
      try {
        const { devices } = await api.get(meetingPath("/presence"), { tries: 1 })
        if (!gone) setKnown({ devices })
      } catch (error) {
        if (!gone) setKnown((before) => ({ ...before, error }))
      }
      if (!gone) timer = setTimeout(look, LOOK_MS)
    }
    look()
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [])
  return known
}

// The address of a thing of this meeting: meetingPath("/agenda/next"). The hall screen knows its meeting from the store alone.

import { store } from "../core/store.js"

export function meetingPath(path = "") {
  return `/api/meetings/${store.state.meeting.id}${path}`
}

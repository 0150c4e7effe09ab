// Results of earlier meetings that are told in this one. Everybody hears that there is one, on which item; what it came to is
// asked for, and the server tells each what they may know. Asked again whenever a report or who may see it may have changed.

import { meetingPath } from "../agenda/meeting-path.js"
import { api } from "../core/api.js"
import { t } from "../core/i18n.js"
import { store } from "../core/store.js"
import { computed, signal, useEffect } from "../core/ui.js"

const PURPOSES = { information: () => t("For information"), ratification: () => t("To be ratified") }

export function purposeWords(purpose) {
  return PURPOSES[purpose]()
}

// The reports and the items they stand on, up to the top, and whose meeting it is: the same array while none of them is another.
export function followed() {
  let last = []
  return (reports, items, bodyId) => {
    const now = Object.values(reports).flatMap((report) => [report, bodyId, ...upwards(items, report.item_id)])
    if (now.length !== last.length || now.some((one, n) => one !== last[n])) last = now
    return last
  }
}

function upwards(items, id) {
  const item = items[id]
  return item ? [item, ...upwards(items, item.parent_id)] : []
}

const follow = followed()
const things = computed(() => follow(store.reports.value, store.items.value, store.meeting.value?.body_id))
const known = signal({ reports: [], failure: null, of: null })
let asked = null

function load(now) {
  asked = now
  api.get(meetingPath("/reported-results"), { tries: 2 }).then(
    ({ reports }) => asked === now && (known.value = { reports, failure: null, of: now }),
    (failure) => {
      if (asked !== now) return
      asked = null
      known.value = { ...known.value, failure }
    },
  )
}

// → {reports: [as told by /reported-results] of the item, untold: [those of which nothing is told, as everybody hears of them: one
//    of the meetings is of another body by now, or was withdrawn], failure, retry()}
export function useReports(itemId) {
  const now = things.value
  useEffect(() => {
    if (asked !== now && now.length) load(now)
  }, [now])
  const { reports, failure, of } = known.value
  const here = Object.values(store.reports.value).filter(({ item_id }) => item_id === itemId)
  const told = reports.filter(({ id, item_id }) => item_id === itemId && store.reports.value[id])
  const untold = of === now ? here.filter(({ id }) => !told.some((report) => report.id === id)) : []
  return { reports: told, untold, failure, retry: () => load(things.value) }
}

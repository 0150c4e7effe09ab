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

// The reports and the items they stand on, up to the top: the same array while none of them is another.
export function followed() {
  let last = []
  return (reports, items) => {
    const now = Object.values(reports).flatMap((report) => [report, ...upwards(items, report.item_id)])
    if (now.length !== last.length || now.some((one, n) => one !== last[n])) last = now
    return last
  }
}

function upwards(items, id) {
  const item = items[id]
  return item ? [item, ...upwards(items, item.parent_id)] : []
}

const follow = followed()
const things = computed(() => follow(store.reports.value, store.items.value))
const known = signal({ reports: [], failure: null })
let asked = null

function load(now) {
  asked = now
  api.get(meetingPath("/reported-results"), { tries: 2 }).then(
    ({ reports }) => asked === now && (known.value = { reports, failure: null }),
    (failure) => {
      if (asked !== now) return
      asked = null
      known.value = { ...known.value, failure }
    },
  )
}

// → {reports: [as told by /reported-results] of the item, failure, retry()}
export function useReports(itemId) {
  const now = things.value
  useEffect(() => {
    if (asked !== now && now.length) load(now)
  }, [now])
  const { reports, failure } = known.value
  const stands = ({ id, item_id }) => item_id === itemId && store.reports.value[id]
  return { reports: reports.filter(stands), failure, retry: () => load(now) }
}

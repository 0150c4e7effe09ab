// What this tablet knows of the meeting: the snapshot, then each fact applied to it. One signal per collection.
//
//   store.items.value["7"]            the whole collection (redraws on any item)
//   store.row("seats", 7).value       one thing (redraws only when that one changes)
//   store.ids("seats").value          the ids (redraws only when one is added or removed)

import { FACTS } from "./facts.js"
import { batch, computed, signal } from "./ui.js"

export const EMPTY = Object.freeze({
  me: null,
  meeting: null,
  seats: {},
  items: {},
  papers: {},
  readings: {}, // {paper_id: what I have read of it}
  book: null,
  presentation: null,
  askings: {}, // wishes to present by seat: all at the desk, one's own elsewhere
  speeches: {},
  votes: {},
  ballots: {},
  tellings: {}, // of split urns whose teller I am
  reports: {}, // {id: a result of an earlier meeting told on an item}; what it came to is asked for
  intakes: {},
  turnouts: {},
  online: [],
  point: null, // {x, y} of the presenter's pointer on the page shown, in fractions of it
})

// Pure: the same state comes back when the fact is unknown.
export function apply(state, fact) {
  return FACTS[fact.name]?.(state, fact) ?? state
}

export function createStore() {
  let state = EMPTY
  const signals = Object.fromEntries(Object.entries(EMPTY).map(([name, value]) => [name, signal(value)]))
  const rows = new Map()
  const idLists = new Map()

  const publish = (next) => {
    state = next
    batch(() => {
      for (const name of Object.keys(signals)) signals[name].value = next[name]
    })
  }

  return {
    ...signals,
    loaded: computed(() => signals.meeting.value !== null),
    get state() {
      return state
    },
    replace(snapshot) {
      const known = Object.keys(EMPTY).filter((name) => name in snapshot)
      publish({ ...EMPTY, online: state.online, ...Object.fromEntries(known.map((name) => [name, snapshot[name]])) })
    },
    receive(facts) {
      const next = facts.reduce(apply, state)
      // The pointer was over another page, or was another's.
      publish(next.presentation === state.presentation ? next : { ...next, point: null })
    },
    setOnline(seatIds) {
      publish({ ...state, online: seatIds })
    },
    // Many times a second: nothing else is looked at.
    setPoint(point) {
      state = { ...state, point }
      signals.point.value = point
    },
    row(collection, id) {
      const key = `${collection}/${id}`
      if (!rows.has(key)) rows.set(key, computed(() => signals[collection].value?.[id]))
      return rows.get(key)
    },
    ids(collection) {
      if (!idLists.has(collection)) idLists.set(collection, computed(stableIds(signals[collection])))
      return idLists.get(collection)
    },
    may(permission) {
      return signals.me.value?.permissions.includes(permission) ?? false
    },
  }
}

// The same array while the ids are the same, so that a list redraws only when it gains or loses a row.
function stableIds(collection) {
  let last = []
  return () => {
    const ids = Object.keys(collection.value)
    if (ids.length !== last.length || ids.some((id, n) => id !== last[n])) last = ids
    return last
  }
}

export const store = createStore()

// What this tablet shows: its own place, or the presenter's. Pure: each function takes a state and gives the next.
//
//   mode  alone      nobody presents
//         following  the presenter's place is shown, page by page
//         detached   somebody presents, but this reader turned a page; only the reader returns
//   place {paper_id, page} or null = no paper open

export const NOWHERE = Object.freeze({ mode: "alone", place: null })

// The presenter began, turned a page, or stopped (presentation null).
export function presented(state, presentation) {
  if (!presentation) return state.mode === "alone" ? state : { ...state, mode: "alone" }
  if (state.mode === "detached") return state
  return follow(state, presentation)
}

// The reader turned a page, opened a paper or closed it (place null).
export function moved(state, place, presentation) {
  if (same(state.place, place)) return state
  return { mode: presentation ? "detached" : "alone", place }
}

// One tap back to the presenter.
export function returned(state, presentation) {
  return presentation ? follow(state, presentation) : state
}

// A paper was withdrawn, or is not ours to see any more: its place is given up, quietly.
export function lost(state) {
  return state.place ? { ...state, place: null } : state
}

// Is it the presenter's next page of the paper that this tablet shows already?
export function isTurn(before, next) {
  const followed = before.mode === "following" && next.mode === "following"
  return followed && before.place.paper_id === next.place.paper_id && before.place.page !== next.place.page
}

function follow(state, { paper_id, page }) {
  const place = { paper_id, page }
  if (state.mode === "following" && same(state.place, place)) return state
  return { mode: "following", place }
}

function same(a, b) {
  return a?.paper_id === b?.paper_id && a?.page === b?.page
}

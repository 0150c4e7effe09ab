// What this tablet shows: its own place, or the presenter's. Pure: each function takes a state and gives the next.
//
//   mode  alone       nobody presents
//         following   the presenter's place is shown, page by page
//         detached    somebody presents, but this reader turned a page; only the reader returns, or the presenter calls everybody
//         presenting  this person presents: everybody sees the place
//   place {paper_id, page} or null = no paper open
//   calls how often everybody had been called when this reader went elsewhere
//   isOwn the place was turned to on this very tablet, by whoever presents
//   mine: whether it is this person who presents; ahead: whether a turn of this tablet's own is still on its way

export const NOWHERE = Object.freeze({ mode: "alone", place: null })

// The presenter began, turned a page, called everybody, or stopped (presentation null).
export function presented(state, presentation, mine = false, ahead = false) {
  if (!presentation) return state.mode === "alone" ? state : { mode: "alone", place: state.place }
  // One's own turns run ahead of what the server tells of them; those on one's other tablet are followed.
  if (ahead && mine && state.mode === "presenting" && state.place) return state
  if (state.mode === "detached" && presentation.calls <= state.calls) return state
  return follow(state, presentation, mine)
}

// The reader turned a page, opened a paper or closed it (place null).
export function moved(state, place, presentation, mine = false) {
  if (same(state.place, place)) return state
  if (!presentation) return { mode: "alone", place }
  return mine && place ? { mode: "presenting", place, isOwn: true } : detached({ place }, presentation)
}

// The reader enlarged the page, or otherwise looks at another part of it.
export function looked(state, presentation) {
  return state.mode === "following" ? detached(state, presentation) : state
}

// One tap back to the presenter.
export function returned(state, presentation, mine = false) {
  return presentation ? follow(state, presentation, mine) : state
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

function detached({ place }, { calls = 0 }) {
  return { mode: "detached", place, calls }
}

function follow(state, { paper_id, page }, mine) {
  const mode = mine ? "presenting" : "following"
  const place = { paper_id, page }
  if (state.mode === mode && same(state.place, place)) return state
  return { mode, place }
}

function same(a, b) {
  return a?.paper_id === b?.paper_id && a?.page === b?.page
}

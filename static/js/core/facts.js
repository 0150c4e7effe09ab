// Every fact the server may tell, and what it does to the tablet's state. Mirrors meeting/facts.py; a test compares the names.

const whole = (collection) => (state, fact) => ({ ...state, [collection]: fact[collection] })

const put = (collection, noun) => (state, fact) => ({
  ...state,
  [collection]: { ...state[collection], [fact[noun].id]: fact[noun] },
})

const remove = (collection) => (state, fact) => {
  if (!state[collection] || !(fact.id in state[collection])) return state
  const { [fact.id]: gone, ...rest } = state[collection]
  return { ...state, [collection]: rest }
}

export const FACTS = Object.freeze({
  "meeting:changed": whole("meeting"),
  "agenda:changed": whole("items"),
  "item:changed": put("items", "item"),
  "seat:changed": put("seats", "seat"),
  "seat:removed": remove("seats"),
  "paper:changed": put("papers", "paper"),
  "paper:removed": removePaper,
  "papers:reordered": reorderPapers,
  "reading:changed": put("readings", "reading"),
  "book:changed": whole("book"),
  "presentation:changed": whole("presentation"),
  "presenting:asked": put("askings", "asking"),
  "presenting:answered": remove("askings"),
  "speech:changed": put("speeches", "speech"),
  "vote:drafted": put("votes", "vote"),
  "vote:opened": put("votes", "vote"),
  "vote:progressed": progress,
  "vote:changed": put("votes", "vote"),
  "vote:closed": put("votes", "vote"),
  "vote:published": put("votes", "vote"),
  "vote:annulled": put("votes", "vote"),
  "vote:reminded": put("votes", "vote"),
  "vote:removed": remove("votes"),
  "intake:changed": put("intakes", "intake"),
  "intake:removed": remove("intakes"),
  "turnout:changed": put("turnouts", "turnout"),
  "ballot:recorded": put("ballots", "ballot"),
  "ballot:withdrawn": remove("ballots"),
})

// Told without being logged: no sequence number, never missed for long.
export const SIGNALS = Object.freeze({
  HEARTBEAT: "heartbeat",
  PRESENCE: "presence:changed",
  POINTER: "pointer:moved",
  SESSION_ENDED: "session:ended",
})

export const COMMANDS = Object.freeze({
  JOIN: "meeting:join",
  CLOCK: "clock:read",
  SHOW_PAGE: "page:show",
  POINT: "pointer:move",
  SHOWS: "tablet:shows",
})

// Only what goes on changing while a vote is open: the rest of it stands.
function progress(state, fact) {
  const vote = state.votes[fact.progress.id]
  return vote ? { ...state, votes: { ...state.votes, [vote.id]: { ...vote, ...fact.progress } } } : state
}

// What was read of it goes with it; it is told again with a paper that comes back.
function removePaper(state, fact) {
  return remove("readings")(remove("papers")(state, fact), fact)
}

function reorderPapers(state, { positions }) {
  const papers = { ...state.papers }
  for (const [id, position] of Object.entries(positions)) {
    if (papers[id]) papers[id] = { ...papers[id], position }
  }
  return { ...state, papers }
}

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
  "vote:drafted": putVote,
  "vote:opened": putVote,
  "vote:progressed": progress,
  "vote:changed": putVote,
  "vote:closed": putVote,
  "vote:published": putVote,
  "vote:annulled": putVote,
  "vote:reminded": putVote,
  "vote:removed": remove("votes"),
  "report:changed": put("reports", "report"),
  "report:removed": remove("reports"),
  "intake:changed": put("intakes", "intake"),
  "intake:removed": remove("intakes"),
  "turnout:changed": put("turnouts", "turnout"),
  "ballot:recorded": putBallot,
  "ballot:removed": remove("ballots"),
  "telling:changed": put("tellings", "telling"),
  "telling:removed": remove("tellings"),
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

// Channels keep no order between them: what all hear of a result that the hall alone has must not take it from the hall.
function keepShown(known, vote) {
  const isTheSame = known?.result && vote.hall_at && known.hall_at === vote.hall_at && !vote.result
  return isTheSame ? { ...vote, result: known.result } : vote
}

// Of a sealed ballot nothing is left after the close but that there was one; if the vote goes on by hand, not even that.
function putVote(state, fact) {
  const { id, state: step, manner } = fact.vote
  const next = put("votes", "vote")(state, { ...fact, vote: keepShown(state.votes?.[id], fact.vote) })
  if (!state.ballots?.[id]?.is_sealed || (step === "open" && manner === "tablet")) return next
  if (step === "open") return remove("ballots")(next, { id })
  const ballot = { ...state.ballots[id], receipt: null, comment: "", revision: null, recorded_at: null }
  return { ...next, ballots: { ...state.ballots, [id]: ballot } }
}

// The answer to a request that was held up may come after what replaced it.
function putBallot(state, fact) {
  const known = state.ballots?.[fact.ballot.id]
  const isOlder = known && fact.ballot.revision !== null && fact.ballot.revision < known.revision
  return isOlder ? state : put("ballots", "ballot")(state, fact)
}

// Only what goes on changing while a vote is open: the rest of it stands, and so do the electors unless somebody is let in.
function progress(state, fact) {
  const vote = state.votes[fact.progress.id]
  if (!vote) return state
  const next = { ...vote, ...fact.progress }
  if (isSameList(vote.electors, next.electors)) next.electors = vote.electors
  return { ...state, votes: { ...state.votes, [vote.id]: next } }
}

function isSameList(a, b) {
  return a?.length === b?.length && Boolean(a?.every((one, n) => one === b[n]))
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

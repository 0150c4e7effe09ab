// Who of an electorate is where with an open vote. Pure: no DOM.

// turnout: {cast, missing: [seat ids]}; devices: [{seat_id, vote_id}], or nothing while it is not known
// → { present, shown: how many; here, away: the seats that have not answered }
export function turnoutOf(turnout, seats, devices, voteId) {
  const { cast = [], missing = [] } = turnout ?? {}
  const electors = [...cast, ...missing].map((id) => seats[id]).filter(Boolean)
  const unheard = missing.map((id) => seats[id]).filter(Boolean)
  const sees = new Set((devices ?? []).filter((device) => device.vote_id === voteId).map((device) => device.seat_id))
  return {
    // Whoever has answered is taking part, whatever the attendance says.
    present: electors.filter((seat) => seat.present || cast.includes(seat.id)).length,
    shown: electors.filter((seat) => sees.has(seat.id)).length,
    here: unheard.filter((seat) => seat.present),
    away: unheard.filter((seat) => !seat.present),
  }
}

// "shown" | "elsewhere": connected, without the ballot | "none"
export function sightOf(seatId, devices, voteId) {
  const own = devices.filter((device) => device.seat_id === seatId)
  if (own.some((device) => device.vote_id === voteId)) return "shown"
  return own.length ? "elsewhere" : "none"
}

// What waits for a second person at the desk. Pure: no DOM.

// seatId: that of the person asked, who cannot confirm what they asked for themselves
// → [{vote, kind: "annulment" | "totals", asked?, entered?}]
export function requestsFor(votes, turnouts, seatId) {
  return Object.values(votes).flatMap((vote) => {
    const annulment = turnouts[vote.id]?.annulment
    const entered = vote.state === "open" && vote.manner === "by_hand" ? turnouts[vote.id]?.totals : null
    return [
      annulment && annulment.by.seat_id !== seatId && { vote, kind: "annulment", asked: annulment },
      entered && entered.by.seat_id !== seatId && { vote, kind: "totals", entered },
    ].filter(Boolean)
  })
}

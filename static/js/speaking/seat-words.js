// What stands under a name: the office held and the group.

export function seatWords(seat) {
  return [seat?.title, seat?.group].filter(Boolean).join(" · ")
}

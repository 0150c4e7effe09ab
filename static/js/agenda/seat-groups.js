// The groups of a meeting: its delegations and units, as they stand on the seats.

// The id of the <datalist> that offers them in forms.
export const GROUPS_LIST = "seat-groups"

export function groupsOf(seats) {
  const collator = new Intl.Collator("vi", { numeric: true })
  return [...new Set(seats.map(({ group }) => group).filter(Boolean))].sort(collator.compare)
}

// Dates and times as typed into a form: in the zone of the installation, whatever the zone of the tablet. Pure.

// "2026-11-24", "08:00" → "2026-11-24T01:00:00.000Z"; null when one is missing or no such day exists.
export function momentOf(date, time, zone) {
  const asUtc = Date.parse(`${date}T${time}:00Z`)
  if (Number.isNaN(asUtc)) return null
  // Twice: the first guess may lie on the other side of a change of the clocks.
  let moment = asUtc - offset(asUtc, zone)
  moment = asUtc - offset(moment, zone)
  return new Date(moment).toISOString()
}

// → {date: "2026-11-24", time: "08:00"}
export function localParts(moment, zone) {
  const local = new Date(Date.parse(moment) + offset(Date.parse(moment), zone)).toISOString()
  return { date: local.slice(0, 10), time: local.slice(11, 16) }
}

function offset(moment, zone) {
  const options = { timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric" }
  const format = new Intl.DateTimeFormat("en-US", { ...options, hour: "numeric", minute: "numeric", second: "numeric" })
  const part = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]))
  const shown = Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second)
  return shown - Math.floor(moment / 1000) * 1000
}

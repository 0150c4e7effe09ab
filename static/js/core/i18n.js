// The sentences of the page: msgid = the English sentence; the catalogue is the server's own, /i18n/<lang>.json.
//
//   t("{name} has the floor", { name })     tn("{count} ballot", "{count} ballots", count)

import { page } from "./page.js"

let catalogue = {}
let lang = page.lang

// entries: {msgid: msgstr or [plural forms]}
export function useCatalogue(language, entries) {
  lang = language
  catalogue = entries
}

export async function loadCatalogue(language = page.lang) {
  // Without it the page still works, in English: better than a blank screen in a session.
  const entries = await fetch(`/i18n/${language}.json`)
    .then((response) => (response.ok ? response.json() : {}))
    .catch(() => ({}))
  useCatalogue(language, entries)
}

export function language() {
  return lang
}

export function t(msgid, params) {
  const found = catalogue[msgid]
  return fill((Array.isArray(found) ? found[0] : found) || msgid, params)
}

export function tn(singular, plural, count, params) {
  const found = catalogue[singular]
  const forms = Array.isArray(found) && found.length ? found : found ? [found] : [singular, plural]
  const form = forms.length === 1 || count === 1 ? forms[0] : forms[1]
  return fill(form, { count: formatNumber(count), ...params })
}

// {name} is ours; %(name)s is the server's, for the sentences that facts carry as msgids.
function fill(text, params) {
  if (!params) return text
  return text.replace(/\{(\w+)\}|%\((\w+)\)[sd]/g, (whole, ours, theirs) => params[ours ?? theirs] ?? whole)
}

// Vietnamese lists go by the given name, which comes last, then by the names before it; family name last of all.
// "Nguyễn Văn An" → An, Văn, Nguyễn.
const collators = new Map()

export function compareNames(a, b) {
  const left = a.trim().split(/\s+/)
  const right = b.trim().split(/\s+/)
  return (
    compare(left.at(-1), right.at(-1)) ||
    compare(left.slice(1, -1).join(" "), right.slice(1, -1).join(" ")) ||
    compare(left[0], right[0])
  )
}

// A new list, sorted as a Vietnamese roll is; `name` picks the name out of each thing.
export function collate(things, name = (thing) => thing.name) {
  return [...things].sort((a, b) => compareNames(name(a), name(b)))
}

function compare(a, b) {
  if (!collators.has("vi")) collators.set("vi", new Intl.Collator("vi", { numeric: true }))
  return collators.get("vi").compare(a, b)
}

// Diacritics and đ aside: what a person types into a search box.
export function fold(text) {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/đ/g, "d")
    .replace(/Đ/g, "D")
    .toLowerCase()
}

const formats = new Map()

function dateFormat(options) {
  const key = `${lang} ${JSON.stringify(options)}`
  if (!formats.has(key)) {
    const locale = lang === "vi" ? "vi-VN" : "en-GB"
    formats.set(key, new Intl.DateTimeFormat(locale, { timeZone: page.time_zone, hourCycle: "h23", ...options }))
  }
  return formats.get(key)
}

// 23/11/2026
export function formatDate(moment) {
  return moment ? dateFormat({ day: "2-digit", month: "2-digit", year: "numeric" }).format(new Date(moment)) : ""
}

// Thứ Hai, 23/11/2026
export function formatDay(moment) {
  if (!moment) return ""
  const weekday = dateFormat({ weekday: "long" }).format(new Date(moment))
  return `${weekday[0].toUpperCase()}${weekday.slice(1)}, ${formatDate(moment)}`
}

// 14:05
export function formatTime(moment) {
  return moment ? dateFormat({ hour: "2-digit", minute: "2-digit" }).format(new Date(moment)) : ""
}

// 14:05, 23/11/2026
export function formatDateTime(moment) {
  return moment ? `${formatTime(moment)}, ${formatDate(moment)}` : ""
}

// Two moments of the same local day have the same key: "2026-11-23".
export function dayKey(moment) {
  const parts = dateFormat({ day: "2-digit", month: "2-digit", year: "numeric" }).formatToParts(new Date(moment))
  const part = (type) => parts.find((one) => one.type === type).value
  return `${part("year")}-${part("month")}-${part("day")}`
}

// 4:05 or 1:04:05; what is over the time: -0:12
export function formatDuration(seconds) {
  const whole = Math.round(Math.abs(seconds))
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor(whole / 60) % 60
  const two = (n) => String(n).padStart(2, "0")
  const text = hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`
  return seconds < 0 && whole > 0 ? `-${text}` : text
}

// 1.234,5 in Vietnamese. A format is made once: making one takes longer than drawing what it is for.
export function formatNumber(number, options) {
  const key = `${lang} number ${options ? JSON.stringify(options) : ""}`
  if (!formats.has(key)) formats.set(key, new Intl.NumberFormat(lang === "vi" ? "vi-VN" : "en-GB", options))
  return formats.get(key).format(number)
}

// The server's exact decimal text, "86.86" → "86,86%". Never through a float: the rounding was decided there.
export function formatPercent(text) {
  return `${lang === "vi" ? String(text).replace(".", ",") : text}%`
}

export function formatSize(bytes) {
  if (bytes === 0) return "0 KB"
  if (bytes < 1024 * 1024) return `${formatNumber(Math.max(1, Math.round(bytes / 1024)))} KB`
  if (bytes < 1024 ** 3) return `${formatNumber(bytes / 1024 / 1024, { maximumFractionDigits: 1 })} MB`
  return `${formatNumber(bytes / 1024 ** 3, { maximumFractionDigits: 1 })} GB`
}

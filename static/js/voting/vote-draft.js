// What a vote is drafted with, as its form holds it and as it is sent. Pure: no DOM.

const FORMS = { motion: "one", choice: "picks", election: "picks", election_each: "each", confidence_three: "each", confidence_two: "each" }
const WITH_PLACES = new Set(["choice", "election", "election_each"])
const CONSULTATIVE = "consultative"
const LONGEST = 500 // characters of a question
const ITEM = "{item}" // stands for the title of the agenda item, in the question of a template

export const KINDS = Object.keys(FORMS)

// Everything that can be said of a vote, as it is when nobody says anything.
export const BLANK = Object.freeze({
  item_id: null,
  title: "",
  kind: "motion",
  subjects: [],
  min_picks: 0,
  max_picks: 0,
  places: 0,
  secrecy: "named_later",
  manner: "tablet",
  preset: "",
  may_change: true,
  may_abstain: true,
  is_consultative: false,
  is_test: false,
  countdown_s: null,
  deadline_at: null,
  rerun_of_id: null,
  tellers: [],
})

export function hasNames({ kind }) {
  return FORMS[kind] !== "one"
}

export function hasPicks({ kind }) {
  return FORMS[kind] === "picks"
}

export function hasPlaces({ kind }) {
  return WITH_PLACES.has(kind)
}

export function isSecretDraft({ secrecy }) {
  return secrecy === "secret" || secrecy === "split"
}

// A vote as the server tells it, to be changed.
export function draftOfVote(vote) {
  const known = Object.fromEntries(Object.keys(BLANK).filter((name) => name in vote).map((name) => [name, vote[name]]))
  const may_abstain = vote.form !== "one" || vote.options.includes("abstain")
  return { ...BLANK, ...known, may_abstain, preset: vote.rule.preset, tellers: [...vote.tellers].sort((a, b) => a.number - b.number).map(({ seat_id }) => seat_id) }
}

// The same question put once more: what was told of the first vote's course does not go with it.
export function draftOfRerun(vote) {
  const draft = draftOfVote(vote)
  const manner = vote.manner === "circulation" ? "circulation" : "tablet"
  return { ...draft, manner, deadline_at: null, rerun_of_id: vote.id }
}

export function draftOfTemplate(form, item) {
  const draft = { ...BLANK, ...form, item_id: item?.id ?? null }
  return item ? { ...draft, title: draft.title.replaceAll(ITEM, item.title).slice(0, LONGEST) } : draft
}

// Whether the vote can be drafted as it is: names, tellers and a deadline belong to one vote, not to a template.
export function isWhole(draft) {
  return !(hasNames(draft) && draft.subjects.length === 0) && draft.manner !== "circulation" && draft.secrecy !== "split"
}

// As it is sent: what this kind of vote has no use for is left out, though the form may remember it.
export function bodyOf(draft) {
  return {
    item_id: draft.item_id,
    ...questionOf(draft),
    deadline_at: draft.manner === "circulation" ? draft.deadline_at : null,
    rerun_of_id: draft.rerun_of_id,
    tellers: draft.secrecy === "split" ? draft.tellers : [],
  }
}

// What a template keeps of it.
export function questionOf(draft) {
  const picks = hasPicks(draft)
  const names = hasNames(draft) ? draft.subjects.filter(({ title }) => title.trim()) : []
  return {
    title: draft.title.trim(),
    kind: draft.kind,
    preset: draft.preset,
    subjects: names.map(({ title, note }) => ({ title: title.trim(), note: (note ?? "").trim() })),
    min_picks: picks ? draft.min_picks : 0,
    max_picks: picks ? draft.max_picks : 0,
    places: hasPlaces(draft) ? draft.places : 0,
    secrecy: draft.secrecy,
    manner: draft.manner,
    may_change: draft.may_change,
    may_abstain: hasNames(draft) || draft.may_abstain,
    is_consultative: draft.is_consultative,
    is_test: draft.is_test,
    countdown_s: draft.manner === "circulation" ? null : draft.countdown_s,
  }
}

// One thing is changed, and with it what can then no longer be so; what was chosen last stands.
export function change(draft, changed, presets) {
  const next = { ...draft, ...changed }
  if ("kind" in changed && next.kind !== "motion" && next.manner === "circulation") next.manner = "tablet"
  if ("manner" in changed && next.manner !== "tablet") next.is_test = false
  if ("manner" in changed && (next.manner === "circulation" || next.manner === "roll_call") && isSecretDraft(next)) next.secrecy = "named_later"
  if ("manner" in changed && next.manner === "by_hand" && next.secrecy === "split") next.secrecy = "secret"
  if ("secrecy" in changed && (next.secrecy === "split" || (next.secrecy === "secret" && next.manner !== "by_hand"))) next.manner = "tablet"
  if (changed.is_test) Object.assign(next, { manner: "tablet", preset: CONSULTATIVE })
  const rules = rulesFor(next, presets)
  if (!rules.some(({ preset }) => preset === next.preset)) next.preset = rules[0]?.preset ?? ""
  return next
}

// The majorities that suit such a vote, in the order of the server: the commonest first.
export function rulesFor({ kind, manner, is_test: isTest }, presets) {
  const nobodyIsPresent = manner === "circulation" || isTest
  return presets.filter((rule) => rule.kinds.includes(kind) && !(nobodyIsPresent && rule.base === "present"))
}

// [{source, rules}] in the order in which the sources come.
export function bySource(rules) {
  const groups = new Map()
  for (const rule of rules) groups.set(rule.source, [...(groups.get(rule.source) ?? []), rule])
  return [...groups].map(([source, list]) => ({ source, rules: list }))
}

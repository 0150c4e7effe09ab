import assert from "node:assert/strict"
import test from "node:test"
import { checkTotals, emptyTotals, totalsOf } from "../../static/js/voting/by-hand-totals.js"
import { electoratesOf } from "../../static/js/voting/electorate-groups.js"
import { addNames, moved, readNames } from "../../static/js/voting/names-pasted.js"
import { requestsFor } from "../../static/js/voting/requests.js"
import { keysOf, nextToCall, optionOfKey } from "../../static/js/voting/roll-call-keys.js"
import { sightOf, turnoutOf } from "../../static/js/voting/turnout-groups.js"
import { BLANK, bodyOf, bySource, change, draftOfRerun, draftOfTemplate, draftOfVote, isWhole, questionOf, rulesFor } from "../../static/js/voting/vote-draft.js"

const PRESETS = [
  { preset: "council_resolution", kinds: ["motion"], base: "all", source: "Law" },
  { preset: "majority_present", kinds: ["motion"], base: "present", source: "Rules" },
  { preset: "council_election", kinds: ["election", "election_each"], base: "all", source: "Law" },
  { preset: "confidence_levels", kinds: ["confidence_three"], base: "all", source: "Resolution" },
  { preset: "consultative", kinds: ["motion", "election", "election_each", "confidence_three"], base: "cast", source: "Rules" },
]
const VOTE = {
  id: 7, item_id: 3, title: "Bầu Phó Chủ tịch", kind: "election", form: "picks", options: [], subjects: [{ id: 1, title: "An", note: "" }, { id: 2, title: "Bình", note: "Ủy viên" }],
  min_picks: 0, max_picks: 1, places: 1, secrecy: "named_later", manner: "roll_call", rule: { preset: "council_election" }, may_change: true, is_consultative: false, is_test: false,
  countdown_s: 60, deadline_at: null, rerun_of_id: null, tellers: [], state: "published", recused: [],
}

test("a list from a letter becomes names with their offices, whatever stands before them", () => {
  const text = "1. Nguyễn Văn An – Ủy viên Thường trực\n2) Lê Thị Bình\n\n- Võ Quốc Cường; Trưởng ban\n• Đặng Thùy Dung\tPhó Trưởng ban\n"
  assert.deepEqual(readNames(text), [
    { title: "Nguyễn Văn An", note: "Ủy viên Thường trực" },
    { title: "Lê Thị Bình", note: "" },
    { title: "Võ Quốc Cường", note: "Trưởng ban" },
    { title: "Đặng Thùy Dung", note: "Phó Trưởng ban" },
  ])
})

test("a hyphen inside a name is a part of it, and so is a year at the beginning of an option", () => {
  assert.deepEqual(readNames("Y-Bhăm Niê\n2027 là năm đầu"), [{ title: "Y-Bhăm Niê", note: "" }, { title: "2027 là năm đầu", note: "" }])
})

test("a name that stands there already is not added again, and no more than there is room for", () => {
  const added = addNames([{ title: "Nguyễn Văn An" }], [{ title: "nguyễn văn an" }, { title: "Bình" }, { title: "Bình" }, { title: "Cường" }], 2)
  assert.deepEqual(added.subjects.map(({ title }) => title), ["Nguyễn Văn An", "Bình"])
  assert.equal(added.doubled, 2)
  assert.equal(added.left, 1)
})

test("what is moved stands where it was put", () => {
  assert.deepEqual(moved(["a", "b", "c"], 0, 2), ["b", "c", "a"])
})

test("a motion is sent without the names the form still remembers", () => {
  const body = bodyOf({ ...BLANK, item_id: 3, title: " Thông qua ", preset: "council_resolution", subjects: [{ title: "An" }], places: 2, max_picks: 2, tellers: [1, 2, 3], deadline_at: "2026-12-01T00:00:00Z" })
  assert.deepEqual([body.title, body.subjects, body.places, body.max_picks, body.tellers, body.deadline_at], ["Thông qua", [], 0, 0, [], null])
})

test("where the body knows no abstention it is neither sent nor forgotten when the vote is taken again", () => {
  assert.equal(questionOf({ ...BLANK, title: "x", may_abstain: false }).may_abstain, false)
  assert.equal(questionOf({ ...BLANK, title: "x", kind: "election", may_abstain: false }).may_abstain, true)
  const taken = { ...VOTE, kind: "motion", form: "one", subjects: [], options: ["for", "against"], rule: { preset: "council_resolution" } }
  assert.equal(draftOfRerun(taken).may_abstain, false)
  assert.equal(draftOfRerun({ ...taken, options: ["for", "against", "abstain"] }).may_abstain, true)
  assert.equal(draftOfRerun(VOTE).may_abstain, true)
})

test("an empty row is no candidate", () => {
  assert.deepEqual(questionOf({ ...BLANK, title: "x", kind: "election", subjects: [{ title: "An", note: null, key: 4 }, { title: "  " }] }).subjects, [{ title: "An", note: "" }])
})

test("another kind of vote takes a majority that suits it, and one that still suits is kept", () => {
  const motion = { ...BLANK, preset: "majority_present" }
  assert.equal(change(motion, { kind: "election" }, PRESETS).preset, "council_election")
  assert.equal(change({ ...BLANK, kind: "election", preset: "consultative" }, { kind: "motion" }, PRESETS).preset, "consultative")
})

test("nobody is present at what circulates, and nothing that circulates is secret", () => {
  const next = change({ ...BLANK, preset: "majority_present", secrecy: "secret" }, { manner: "circulation" }, PRESETS)
  assert.deepEqual([next.preset, next.secrecy], ["council_resolution", "named_later"])
  assert.deepEqual(rulesFor({ kind: "motion", manner: "circulation" }, PRESETS).map(({ preset }) => preset), ["council_resolution", "consultative"])
  assert.equal(change(next, { kind: "election" }, PRESETS).manner, "tablet")
})

test("three tellers need tablets, and so does a test", () => {
  assert.equal(change({ ...BLANK, manner: "by_hand" }, { secrecy: "split" }, PRESETS).manner, "tablet")
  const tested = change({ ...BLANK, manner: "roll_call", preset: "council_resolution" }, { is_test: true }, PRESETS)
  assert.deepEqual([tested.manner, tested.preset], ["tablet", "consultative"])
})

test("a template needs nothing more, unless names, a deadline or tellers are missing", () => {
  const item = { id: 3, title: "Dự toán ngân sách" }
  const draft = draftOfTemplate({ title: "Thông qua {item}", preset: "council_resolution" }, item)
  assert.deepEqual([draft.title, draft.item_id, isWhole(draft)], ["Thông qua Dự toán ngân sách", 3, true])
  assert.equal(isWhole({ ...draft, kind: "election" }), false)
  assert.equal(isWhole({ ...draft, kind: "election", subjects: [{ title: "An" }] }), true)
  assert.equal(isWhole({ ...draft, manner: "circulation" }), false)
  assert.equal(isWhole({ ...draft, secrecy: "split" }), false)
})

test("a vote taken again asks the same on the tablets and refers to the first", () => {
  const draft = draftOfRerun(VOTE)
  assert.deepEqual([draft.rerun_of_id, draft.manner, draft.title, draft.preset, draft.subjects.length], [7, "tablet", VOTE.title, "council_election", 2])
  assert.equal(draftOfVote(VOTE).manner, "roll_call")
})

test("tellers keep their numbers", () => {
  assert.deepEqual(draftOfVote({ ...VOTE, tellers: [{ seat_id: 9, number: 2 }, { seat_id: 4, number: 1 }] }).tellers, [4, 9])
})

test("majorities stand under where they are written", () => {
  assert.deepEqual(bySource(PRESETS.slice(0, 3)).map(({ source, rules }) => [source, rules.length]), [["Law", 2], ["Rules", 1]])
})

const MOTION = { form: "one", options: ["for", "against", "abstain"], subjects: [] }
const CONFIDENCE = { form: "each", options: ["high", "low"], subjects: [{ id: 1 }, { id: 2 }] }
const ELECTION = { form: "picks", options: [], subjects: [{ id: 1 }, { id: 2 }], min_picks: 0, max_picks: 1 }

test("a number that was forgotten is not taken for none", () => {
  const typed = emptyTotals(MOTION)
  assert.equal(totalsOf(MOTION, typed), null)
  assert.equal(totalsOf(MOTION, { counts: { for: "30", against: "5", abstain: "-1" }, invalid: "0" }), null)
  assert.deepEqual(totalsOf(MOTION, { counts: { for: "30", against: "5", abstain: "3" }, invalid: "1" }), { counts: { for: 30, against: 5, abstain: 3 }, invalid: 1 })
})

test("more ballots than members are noticed while they are typed", () => {
  const totals = { counts: { for: 30, against: 5, abstain: 6 }, invalid: 0 }
  assert.equal(checkTotals(MOTION, 40, totals).problem, "too_many")
  const right = checkTotals(MOTION, 41, totals)
  assert.deepEqual([right.problem, right.cast, right.notCast], [null, 41, 0])
})

test("for each name the answers add up to the valid ballots", () => {
  const totals = { cast: 10, invalid: 1, blank: 0, subjects: { 1: { high: 5, low: 4 }, 2: { high: 5, low: 5 } } }
  assert.deepEqual([checkTotals(CONFIDENCE, 12, totals).problem, checkTotals(CONFIDENCE, 12, totals).wrong], ["rows", [2]])
})

test("nobody is elected by more ballots than there are, nor by more names than a ballot holds", () => {
  const check = (subjects, more) => checkTotals(ELECTION, 12, { cast: 10, invalid: 1, blank: 1, subjects, ...more }).problem
  assert.equal(check({ 1: 9, 2: 0 }), "rows")
  assert.equal(check({ 1: 5, 2: 4 }), "picks")
  assert.equal(check({ 1: 5, 2: 3 }), null)
  assert.equal(check({ 1: 0, 2: 0 }, { invalid: 9, blank: 2 }), "negative")
})

test("the roll call goes on to whoever has not answered, and from the top again", () => {
  const answered = (id) => [2, 3].includes(id)
  assert.equal(nextToCall([1, 2, 3, 4], answered, 1), 4)
  assert.equal(nextToCall([1, 2, 3, 4], answered, 4), 1)
  assert.equal(nextToCall([2, 3], answered, null), null)
})

test("a key is an answer: its digit everywhere, its first letter as it is called out", () => {
  const keys = keysOf(MOTION.options, "vi")
  assert.deepEqual(["1", "T", "k", "b", "3", "f"].map((key) => optionOfKey(keys, key)), ["for", "for", "against", "abstain", "abstain", null])
  assert.equal(optionOfKey(keysOf(MOTION.options, "en"), "a"), "against")
})

const SEATS = { 1: { id: 1, present: true, votes: true }, 2: { id: 2, present: false, votes: true }, 3: { id: 3, present: true, votes: true }, 4: { id: 4, present: true, votes: false }, 5: { id: 5, present: true, votes: true } }

test("whoever has answered is taking part, and whoever has the ballot before them is counted once", () => {
  const devices = [{ seat_id: 1, vote_id: 7 }, { seat_id: 1, vote_id: 7 }, { seat_id: 3, vote_id: null }, { seat_id: 4, vote_id: 7 }]
  const { present, shown, here, away } = turnoutOf({ cast: [2], missing: [1, 3] }, SEATS, devices, 7)
  assert.deepEqual([present, shown, here.map(({ id }) => id), away], [3, 1, [1, 3], []])
  assert.deepEqual([1, 3, 2].map((id) => sightOf(id, devices, 7)), ["shown", "elsewhere", "none"])
})

test("only who has not answered can be recused from an open vote, and only who is outside be let in", () => {
  const groups = electoratesOf({ state: "open", recused: [5] }, { cast: [2], missing: [1] }, SEATS)
  const ids = (seats) => seats.map(({ id }) => id)
  assert.deepEqual([ids(groups.inside), ids(groups.outside), ids(groups.recused)], [[1], [3], [5]])
  assert.deepEqual(ids(electoratesOf({ state: "draft", recused: [5] }, null, SEATS).inside), [1, 2, 3])
})

test("nobody is asked to confirm what they asked for themselves", () => {
  const votes = { 7: { id: 7, state: "published", annulment: null }, 8: { id: 8, state: "open", manner: "by_hand", annulment: null }, 9: { id: 9, state: "annulled", annulment: { by: { seat_id: 1 }, confirmed_at: "x" } } }
  const turnouts = { 7: { annulment: { by: { seat_id: 1 } } }, 8: { totals: { by: { seat_id: 2 }, totals: {} } }, 9: { annulment: null } }
  const asked = (seatId) => requestsFor(votes, turnouts, seatId).map(({ vote, kind }) => `${vote.id} ${kind}`)
  assert.deepEqual(asked(1), ["8 totals"])
  assert.deepEqual(asked(2), ["7 annulment"])
  assert.deepEqual(asked(3), ["7 annulment", "8 totals"])
})

// Results: who answered what seat by seat, by group, which views there may be, and what is said of them.

import assert from "node:assert/strict"
import { test } from "node:test"
import { groupChoices, groupNumbers, groupParts } from "../../static/js/voting/group-numbers.js"
import { countsOf } from "../../static/js/voting/hemicycle.js"
import { pagesOf } from "../../static/js/hall/paged.js"
import { resultWords } from "../../static/js/voting/choices.js"
import { viewsOf } from "../../static/js/voting/published-result.js"
import { requiredWords, tiesWords, turnoutWords, wonWords } from "../../static/js/voting/result.js"
import { adoptedIfWords } from "../../static/js/voting/rule-words.js"
import { answersBySeat, choiceOf, countLetters, lettersOf, liveLetters } from "../../static/js/voting/seat-answers.js"
import { seatPath } from "../../static/js/voting/seat-shapes.js"
import { seatRows } from "../../static/js/voting/seating.js"
import { byRank } from "../../static/js/voting/subjects-order.js"
import { choicesShown } from "../../static/js/voting/subject-choice.js"
import { shortHeadline } from "../../static/js/voting/winners.js"

const RULE = { base: "all", fraction: [1, 2], strict: true, tie: null, option: "for" }
const motion = { form: "one", kind: "motion", state: "published", options: ["for", "against", "abstain"], subjects: [], rule: RULE, recused: [] }
const subjects = [{ id: 1, title: "Nguyễn Văn An" }, { id: 2, title: "Lê Thị Bình" }, { id: 3, title: "Võ Quốc Cường" }]
const election = { ...motion, form: "picks", kind: "election", options: [], subjects }
const seats = Object.fromEntries([["Tổ 10", 1], ["Tổ 2", 2], ["Tổ 2", 3], ["", 4]].map(([group, id]) => [id, { id, group, votes: true, position: id }]))

test("while a named vote is open each letter is an elector's answer, who did not answer comes last in the legend", () => {
  const letters = liveLetters({ ...motion, state: "open", answers: "1-0" })
  const legend = [...motion.options, "not_cast"]
  assert.deepEqual([...letters].map((letter) => choiceOf(letter, legend)), ["against", "not_cast", "for"])
  assert.deepEqual(countLetters(letters), { 0: 1, 1: 1, 3: 1 })
  assert.equal(liveLetters(motion), "")
})

test("a letter that is no answer of this vote is not taken for one", () => {
  assert.equal(choiceOf("7", motion.options), "invalid")
  assert.equal(choiceOf(undefined, motion.options), "invalid")
})

test("nobody's answer is shown where the roll is not public", () => {
  assert.equal(answersBySeat(motion, { roll_call: null }), null)
  assert.deepEqual(viewsOf({ roll_call: null, by_group: null }), ["picture", "table"])
})

test("the roll of a motion gives each seat its answer", () => {
  const answers = answersBySeat(motion, { roll_call: { for: [1, 3], against: [], abstain: [], not_cast: [2] } })
  const legend = choicesShown(motion, answers)
  assert.deepEqual([...lettersOf(answers, legend)].map((letter) => choiceOf(letter, legend)), answers.map(({ choice }) => choice))
  assert.deepEqual(answers.map(({ choice }) => choice).sort(), ["for", "for", "not_cast"])
})

test("of several names the seats show the answer about one, and who did not vote stays apart", () => {
  const roll_call = { 1: { picks: [1, 2] }, 2: { picks: [] }, 3: { picks: [2] } }
  const about = (id) => answersBySeat(election, { roll_call, not_cast: 1 }, id, seats).map(({ seat_id, choice }) => [seat_id, choice])
  assert.deepEqual(about(1), [[1, "picked"], [2, "not_picked"], [3, "not_picked"], [4, "not_cast"]])
  assert.deepEqual(about(3)[0], [1, "not_picked"])
})

test("seats that came since are not said to have stayed silent", () => {
  const answers = answersBySeat(election, { roll_call: { 1: { picks: [1] } }, not_cast: 1 }, 1, seats)
  assert.deepEqual(answers.map(({ seat_id }) => seat_id), [1])
})

const group = (name, electorate, more) => ({ group: name, electorate, cast: electorate, not_cast: 0, invalid: 0, blank: 0, counts: {}, subjects: {}, ...more })

test("groups come by their numbers, those of none last, with what the result says of each", () => {
  const by_group = [group("Tổ 10", 1, { counts: { for: 1 } }), group("Tổ 2", 3, { counts: { for: 1 }, not_cast: 2 }), group("", 1, { counts: { for: 0 } })]
  const groups = groupNumbers(motion, { by_group })
  assert.deepEqual(groups.map(({ group, electorate }) => [group, electorate]), [["Tổ 2", 3], ["Tổ 10", 1], ["", 1]])
  assert.deepEqual(groups[0].numbers, { for: 1, not_cast: 2, invalid: 0 })
  assert.deepEqual(groupChoices(motion, { invalid: 0 }), ["for", "against", "abstain", "not_cast"])
  assert.deepEqual(groupChoices(election, { invalid: 2 }), ["picked", "not_cast", "invalid"])
})

test("of several names a group's numbers are those of one, and the rest of its bar did not pick it", () => {
  const by_group = [group("Tổ 1", 9, { subjects: { 1: { picked: 5 }, 2: { picked: 2 } }, not_cast: 1 })]
  const [{ numbers, electorate }] = groupNumbers(election, { by_group }, 2)
  const parts = groupParts(["picked", "not_cast"], electorate, numbers)
  assert.deepEqual(parts.map(({ choice, number }) => [choice, number]), [["picked", 2], ["not_picked", 6], ["not_cast", 1]])
})

test("groups are a view only where the result tells of them: not one that was counted before it did", () => {
  assert.deepEqual(viewsOf({ roll_call: {}, by_group: [group("Tổ 1", 1)] }), ["picture", "seats", "groups", "names", "table"])
  for (const by_group of [[], undefined]) assert.deepEqual(viewsOf({ roll_call: {}, by_group }), ["picture", "seats", "names", "table"])
})

test("an invalid answer is in the legend only where there is one", () => {
  assert.deepEqual(choicesShown(motion, [{ choice: "for" }]), ["for", "against", "abstain", "not_cast"])
  assert.deepEqual(choicesShown(election, [{ choice: "invalid" }]), ["picked", "not_picked", "not_cast", "invalid"])
})

test("every answer has a shape of its own within its vote", () => {
  for (const options of [["for", "against", "abstain", "not_cast"], ["high", "confidence", "low", "not_cast"], ["confidence", "no_confidence", "not_cast"], ["picked", "not_picked", "not_cast"]]) {
    assert.equal(new Set(options.map((option) => seatPath(option, 0, 0, 1))).size, options.length)
  }
})

const result = (more) => ({ base: { kind: "all", number: 46 }, required: 24, subjects: [], ties: [], outcome: "adopted", ...more })

test("the base and its number stand beside what was required", () => {
  assert.equal(requiredWords(motion, result()), "Required: 24 votes for – more than 1/2 of all members (46)")
  assert.equal(requiredWords({ ...election, rule: { ...RULE, fraction: null } }, result({ required: null })), "Decided by: the most votes · all members: 46")
})

test("what was only counted claims no requirement", () => {
  assert.equal(requiredWords(motion, result({ required: null, outcome: "counted" })), "")
  assert.equal(adoptedIfWords({ ...motion, is_test: true }), null)
})

test("mistrust is said to be what is counted", () => {
  const rule = { ...RULE, option: "low" }
  const words = requiredWords({ ...motion, form: "each", kind: "confidence_three", rule }, result())
  assert.equal(words, "Decisive for each: 24 answers “Low confidence” – more than 1/2 of all members (46)")
})

test("a tie at the last place names everybody in it, and who was elected all the same", () => {
  const tied = result({ outcome: "tied", ties: [[2, 3]], subjects: [{ ...subjects[0], outcome: "elected" }, { ...subjects[1], outcome: "tied" }, { ...subjects[2], outcome: "tied" }] })
  assert.match(tiesWords(election, tied)[0], /Lê Thị Bình; Võ Quốc Cường/)
  assert.equal(wonWords(tied), "Elected: Nguyễn Văn An")
  assert.match(tiesWords(election, { ...tied, places: 2 })[0], /at the last place:/)
  assert.match(tiesWords(election, { ...tied, places: 3 })[0], /at the last 2 places:/)
  assert.equal(shortHeadline(election, tied), "Equal votes: to be decided")
})

test("a tie that was broken is not said to be undecided", () => {
  const broken = result({ outcome: "elected", ties: [[2, 3]], tie_break: { method: "lot" }, subjects })
  assert.deepEqual(tiesWords(election, broken), ["The votes were equal: it was decided by lot."])
})

test("an option that wins is chosen, not adopted", () => {
  const chosen = result({ outcome: "adopted", subjects: [{ ...subjects[0], outcome: "chosen" }, { ...subjects[1], outcome: "not_chosen" }] })
  assert.equal(shortHeadline({ kind: "choice" }, chosen), "Chosen")
  const none = result({ outcome: "incomplete", subjects: [{ ...subjects[0], outcome: "not_chosen" }] })
  assert.equal(shortHeadline({ kind: "choice" }, none), "Too few options have the votes needed")
  assert.equal(shortHeadline(election, none), "Not all places are filled")
})

test("what a vote takes is said of its rule, and how a tie is broken apart from it", () => {
  assert.equal(adoptedIfWords({ ...motion, rule: { ...RULE, tie: "chair" } }), "Adopted if more than 1/2 of all members vote for it. On a tie the side of the chair decides.")
  assert.equal(adoptedIfWords({ ...election, rule: { fraction: null, option: "picked" } }), "Who has the most votes is elected")
  assert.equal(adoptedIfWords({ ...election, kind: "choice", rule: { fraction: null, option: "picked" } }), "What has the most votes is chosen")
})

test("names come in the order in which they came out, those who share a rank as they stand on the ballot", () => {
  assert.deepEqual(byRank([{ id: 1, rank: 2 }, { id: 2, rank: 1 }, { id: 3, rank: 2 }]).map(({ id }) => id), [2, 1, 3])
})

test("a list too long for the hall is shown in even pages", () => {
  assert.deepEqual(pagesOf(15, 7), [{ from: 0, to: 5 }, { from: 5, to: 10 }, { from: 10, to: 15 }])
  assert.deepEqual(pagesOf(7, 7), [{ from: 0, to: 7 }])
  assert.deepEqual(pagesOf(0, 7), [{ from: 0, to: 0 }])
})

test("rows hold everybody, and no two seats touch", () => {
  for (const count of [1, 7, 46, 500]) {
    const { radius, seats: places } = seatRows(count)
    assert.equal(places.length, count)
    for (let a = 0; a < places.length; a += 1) {
      for (let b = 0; b < a; b += 1) assert.ok(Math.hypot(places[a].x - places[b].x, places[a].y - places[b].y) > 2 * radius)
    }
  }
})

test("of what circulates nobody was present, and who gave no answer did not reply", () => {
  const numbers = { electorate: 9, present: 0, cast: 5 }
  assert.equal(turnoutWords({ ...numbers, manner: "circulation" }), "Asked: 9 · replied: 5")
  assert.equal(turnoutWords({ ...numbers, manner: "tablet" }), "Entitled to vote: 9 · present: 0 · ballots cast: 5")
  assert.equal(resultWords({ ...motion, manner: "circulation" }, "not_cast"), "Did not reply")
  assert.equal(resultWords({ ...motion, manner: "circulation" }, "for"), "For")
  assert.equal(resultWords({ ...motion, manner: "tablet" }, "not_cast"), "Did not vote")
})

test("the picture has a mark for everybody entitled, also for who handed in an invalid ballot", () => {
  const result = { counts: { for: 3, against: 1, abstain: 0 }, not_cast: 1, invalid: 1 }
  const total = (counts) => Object.values(counts).reduce((a, b) => a + b, 0)
  assert.equal(total(countsOf(result)), 6)
  assert.deepEqual(countsOf({ ...result, invalid: 0 }), { for: 3, against: 1, abstain: 0, not_cast: 1 })
})

// Ballots of every form: what may be put on them, what is missing, and how they are said in words.

import assert from "node:assert/strict"
import { test } from "node:test"
import { answerWords, emptyAnswer, groupedAnswers, missingWords, pickRuleWords, pickedWords, sameAnswer, togglePick, unanswered } from "../../static/js/voting/answers.js"
import { momentPassed, secondsToAnswer } from "../../static/js/voting/countdown.js"
import { lateBallots, tellTooLate, understand } from "../../static/js/voting/late-ballots.js"
import { answerIn, receiptWords, rememberSealed } from "../../static/js/voting/own-secret.js"
import { findSubjects } from "../../static/js/voting/subject-filter.js"
import { standingOf } from "../../static/js/voting/vote-panel.js"
import { nothingWords } from "../../static/js/voting/ballot-state.js"

const subjects = ["Nguyễn Văn An", "Lê Thị Bình", "Võ Quốc Cường", "Đặng Thùy Dung"].map((title, n) => ({ id: n + 1, title, note: "" }))
const motion = { form: "one", kind: "motion", options: ["for", "against", "abstain"], subjects: [] }
const election = { form: "picks", kind: "election", options: [], subjects, min_picks: 0, max_picks: 2 }
const confidence = { form: "each", kind: "confidence_three", options: ["high", "confidence", "low"], subjects }

test("one more than may be chosen is refused, and the ballot stays as it was", () => {
  assert.deepEqual(togglePick([1, 3], 2, 2), { picks: [1, 3], refused: true })
})

test("a name is chosen, and taken away again", () => {
  assert.deepEqual(togglePick([3], 1, 2), { picks: [1, 3], refused: false })
  assert.deepEqual(togglePick([1, 3], 1, 2), { picks: [3], refused: false })
})

test("where only one may be chosen the other gives way", () => {
  assert.deepEqual(togglePick([1], 2, 1), { picks: [2], refused: false })
  assert.deepEqual(togglePick([2], 2, 1), { picks: [], refused: false })
})

test("ten names are kept in the order of their numbers, not of their digits", () => {
  assert.deepEqual(togglePick([2, 9], 10, 12).picks, [2, 9, 10])
  assert.ok(sameAnswer({ picks: [10, 9] }, { picks: [9, 10] }))
})

test("a blank ballot may go where nothing must be chosen, and is said to be blank", () => {
  assert.equal(missingWords(election, { picks: [] }), null)
  assert.equal(answerWords(election, { picks: [] }), "Blank ballot: nobody is chosen")
  assert.equal(answerWords({ ...election, kind: "choice" }, { picks: [] }), "Blank ballot: nothing is chosen")
})

test("too few chosen keeps the ballot here, and says how many more", () => {
  assert.equal(missingWords({ ...election, min_picks: 2 }, { picks: [4] }), "Please choose 1 more.")
})

test("a name without an answer keeps the ballot here, and is the one to go to", () => {
  const each = { 1: "high", 3: "low" }
  assert.equal(missingWords(confidence, { each }), "2 names have no answer yet.")
  assert.deepEqual(unanswered(confidence, each).map(({ id }) => id), [2, 4])
  assert.equal(missingWords(confidence, { each: { 1: "high", 2: "low", 3: "low", 4: "high" } }), null)
})

test("a motion without a choice does not go", () => {
  assert.equal(missingWords(motion, emptyAnswer(motion)), "Please choose an answer.")
})

test("what was chosen is said by name, in the order of the ballot", () => {
  assert.equal(answerWords(election, { picks: [1, 3] }), "Nguyễn Văn An; Võ Quốc Cường")
  assert.equal(answerWords(motion, { choice: "against" }), "Against")
})

test("answers for each are said together with those who got the same", () => {
  const answer = { each: { 1: "low", 2: "high", 3: "low", 4: "high" } }
  assert.deepEqual(groupedAnswers(confidence, answer).map(({ choice, titles }) => [choice, titles.length]), [["high", 2], ["low", 2]])
  assert.equal(answerWords(confidence, answer), "High confidence: Lê Thị Bình, Đặng Thùy Dung; Low confidence: Nguyễn Văn An, Võ Quốc Cường")
})

test("a ballot says how many may be chosen, and how many are", () => {
  assert.equal(pickRuleWords({ ...election, min_picks: 2 }), "Choose 2.")
  assert.match(pickRuleWords(election), /^Choose at most 2;.*blank/)
  assert.equal(pickRuleWords({ ...election, min_picks: 1 }), "Choose at least 1 and at most 2.")
  assert.equal(pickedWords(election, [1]), "1 of at most 2 chosen")
})

test("names are found without diacritics and in any order of the words", () => {
  assert.deepEqual(findSubjects(subjects, "dung dang").map(({ id }) => id), [4])
  assert.deepEqual(findSubjects(subjects, " ").length, 4)
  assert.deepEqual(findSubjects(subjects, "khong co ai"), [])
})

test("this tablet knows what it sealed as long as the receipt is that of the ballot held", () => {
  rememberSealed(7, "aabbccdd11223344", { choice: "for" })
  const held = { id: 7, answer: null, is_sealed: true, receipt: "aabbccdd11223344" }
  assert.deepEqual(answerIn(held), { choice: "for" })
  assert.equal(answerIn({ ...held, receipt: "0000000000000000" }), null)
  assert.equal(answerIn(undefined), null)
  assert.equal(receiptWords("aabbccdd11223344"), "aabb ccdd 1122 3344")
})

const opened = { state: "open", opened_at: "2026-11-28T01:00:00Z", countdown_s: 60 }
const at = (seconds) => Date.parse(opened.opened_at) + seconds * 1000

test("the time to answer counts from the opening and ends at nothing", () => {
  assert.equal(secondsToAnswer(opened, at(0)), 60)
  assert.equal(secondsToAnswer(opened, at(50.2)), 10)
  assert.equal(secondsToAnswer(opened, at(90)), 0)
  assert.equal(secondsToAnswer({ ...opened, countdown_s: null }, at(0)), null)
  assert.equal(secondsToAnswer({ ...opened, state: "closed" }, at(0)), null)
})

test("30 and 10 seconds are told once each, also when a second was missed", () => {
  assert.deepEqual([momentPassed(31, 30), momentPassed(30, 29), momentPassed(32, 28), momentPassed(11, 10), momentPassed(10, 9)], [30, null, 30, 10, null])
  assert.equal(momentPassed(null, 10), null)
})

const seat = { id: 11 }

test("who answers here, who is called, who is recused and who only watches", () => {
  const vote = { manner: "tablet", recused: [] }
  assert.equal(standingOf(vote, seat, true), "answers")
  assert.equal(standingOf({ ...vote, recused: [11] }, seat, true), "recused")
  assert.equal(standingOf({ ...vote, manner: "roll_call" }, seat, true), "entered")
  assert.equal(standingOf({ ...vote, manner: "by_hand" }, seat, true), "entered")
  assert.equal(standingOf({ ...vote, electors: [12] }, seat, true), "outside")
  assert.equal(standingOf(vote, undefined, false), "watches")
})

test("what came too late is told until it is understood, one vote after the other, each with its last refusal", () => {
  tellTooLate({ id: 7 }, "first")
  tellTooLate({ id: 8 }, "other")
  tellTooLate({ id: 7 }, "second")
  assert.deepEqual(lateBallots.value.map(({ vote, message }) => [vote.id, message]), [[8, "other"], [7, "second"]])
  understand(8)
  understand(8)
  assert.deepEqual(lateBallots.value.map(({ vote }) => vote.id), [7])
  understand(7)
  assert.deepEqual(lateBallots.value, [])
})

test("nobody is told that the ballots are destroyed while they wait for their tellers", () => {
  assert.match(nothingWords({ state: "closed", secrecy: "split" }), /^Two of the three tellers open/)
  assert.match(nothingWords({ state: "closed", secrecy: "secret" }), /counted and destroyed/)
  assert.equal(nothingWords({ state: "closed", secrecy: "named" }), "No ballot of yours was recorded.")
})

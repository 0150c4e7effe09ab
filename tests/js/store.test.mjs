import assert from "node:assert/strict"
import { test } from "node:test"
import { apply, createStore, EMPTY } from "../../static/js/core/store.js"
import { FACTS } from "../../static/js/core/facts.js"

const seat = (id, more) => ({ id, name: `Seat ${id}`, present: false, ...more })

test("a fact heard twice changes nothing more", () => {
  const fact = { name: "vote:opened", vote: { id: 7, state: "open" } }
  const once = apply(EMPTY, fact)
  assert.deepEqual(apply(once, fact), once)
})

test("an unknown fact is ignored", () => {
  assert.equal(apply(EMPTY, { name: "vote:exploded", vote: { id: 7 } }), EMPTY)
})

test("applying a fact leaves the former state as it was", () => {
  const before = { ...EMPTY, seats: { 1: seat(1) } }
  apply(before, { name: "seat:changed", seat: seat(1, { present: true }) })
  assert.equal(before.seats[1].present, false)
})

test("every fact with a thing puts it under its id, in its own collection", () => {
  const nouns = { item: "items", seat: "seats", paper: "papers", speech: "speeches", vote: "votes", intake: "intakes", turnout: "turnouts", ballot: "ballots" }
  for (const name of Object.keys(FACTS)) {
    const noun = name.split(":")[0]
    if (!nouns[noun] || /:(removed|withdrawn)$/.test(name) || name === "vote:progressed") continue
    const thing = { id: 5, sign: name }
    assert.equal(apply(EMPTY, { name, [noun]: thing })[nouns[noun]]["5"], thing, name)
  }
})

test("the electors are the very same list until somebody is let in", () => {
  const before = { ...EMPTY, votes: { 7: { id: 7, electors: [1, 2], answers: "--" } } }
  const told = (electors, answers) => apply(before, { name: "vote:progressed", progress: { id: 7, electors, answers } }).votes[7]
  assert.equal(told([1, 2], "0-").electors, before.votes[7].electors)
  assert.equal(told([1, 2], "0-").answers, "0-")
  for (const electors of [[1, 2, 3], [1, 3], [1], []]) assert.deepEqual(told(electors, "").electors, electors)
  const { votes } = apply({ ...EMPTY, votes: { 7: { id: 7 } } }, { name: "vote:progressed", progress: { id: 7, cast: 1 } })
  assert.deepEqual(votes[7], { id: 7, cast: 1 })
})

test("what goes on changing in an open vote leaves the rest of it as it was", () => {
  const before = { ...EMPTY, votes: { 7: { id: 7, title: "Thông qua", cast: 0 }, 8: { id: 8, cast: 3 } } }
  const { votes } = apply(before, { name: "vote:progressed", progress: { id: 7, cast: 2 } })
  assert.deepEqual(votes, { 7: { id: 7, title: "Thông qua", cast: 2 }, 8: { id: 8, cast: 3 } })
  assert.equal(apply(EMPTY, { name: "vote:progressed", progress: { id: 7, cast: 2 } }), EMPTY)
})

test("an answer that comes late does not take the place of the one that was recorded after it", () => {
  const recorded = (revision, choice) => ({ name: "ballot:recorded", ballot: { id: 7, revision, answer: { choice } } })
  const told = [recorded(1, "for"), recorded(2, "against"), recorded(1, "for")].reduce(apply, EMPTY)
  assert.equal(told.ballots[7].answer.choice, "against")
  const again = [{ name: "ballot:removed", id: 7 }, recorded(1, "abstain")].reduce(apply, told)
  assert.equal(again.ballots[7].answer.choice, "abstain")
  assert.equal(apply(told, { name: "ballot:recorded", ballot: { id: 7, revision: null } }).ballots[7].revision, null)
})

test("removing what is not there changes nothing", () => {
  assert.equal(apply(EMPTY, { name: "seat:removed", id: 9 }), EMPTY)
})

test("a removed thing is gone and its neighbours stay", () => {
  const state = { ...EMPTY, papers: { 1: { id: 1 }, 2: { id: 2 } } }
  assert.deepEqual(apply(state, { name: "paper:removed", id: 1 }).papers, { 2: { id: 2 } })
})

test("reordering moves only the papers that this tablet may see", () => {
  const state = { ...EMPTY, papers: { 1: { id: 1, position: 1 }, 2: { id: 2, position: 2 } } }
  const { papers } = apply(state, { name: "papers:reordered", positions: { 1: 2, 2: 1, 3: 3 } })
  assert.deepEqual(papers, { 1: { id: 1, position: 2 }, 2: { id: 2, position: 1 } })
})

test("nobody presenting is a state too", () => {
  const state = { ...EMPTY, presentation: { paper_id: 1 } }
  assert.equal(apply(state, { name: "presentation:changed", presentation: null }).presentation, null)
})

test("a row tells of its own changes only", () => {
  const store = createStore()
  store.replace({ me: null, meeting: { id: 1 }, seats: { 1: seat(1), 2: seat(2) } })
  const heard = []
  store.row("seats", 1).subscribe((one) => heard.push(one.present))
  store.receive([{ name: "seat:changed", seat: seat(2, { present: true }) }])
  store.receive([{ name: "seat:changed", seat: seat(1, { present: true }) }])
  assert.deepEqual(heard, [false, true])
})

test("the list of ids stays the same list while nobody comes or goes", () => {
  const store = createStore()
  store.replace({ meeting: { id: 1 }, seats: { 1: seat(1) } })
  const lists = []
  store.ids("seats").subscribe((ids) => lists.push(ids))
  store.receive([{ name: "seat:changed", seat: seat(1, { present: true }) }])
  store.receive([{ name: "seat:changed", seat: seat(2) }])
  assert.deepEqual(lists, [["1"], ["1", "2"]])
})

test("a snapshot empties what it does not speak of", () => {
  const store = createStore()
  store.replace({ meeting: { id: 1 }, votes: { 1: { id: 1 } } })
  store.replace({ meeting: { id: 1 } })
  assert.deepEqual(store.votes.value, {})
})

test("several facts are seen as one change", () => {
  const store = createStore()
  store.replace({ meeting: { id: 1 } })
  let redraws = -1
  store.votes.subscribe(() => (redraws += 1))
  store.receive([1, 2, 3].map((id) => ({ name: "vote:opened", vote: { id } })))
  assert.equal(redraws, 1)
})

test("the pointer goes when another page is shown, and stays while other things happen", () => {
  const store = createStore()
  store.replace({ meeting: { id: 1 }, presentation: { paper_id: 7, page: 1 } })
  store.setPoint({ x: 0.5, y: 0.5 })
  store.receive([{ name: "seat:changed", seat: seat(1) }])
  assert.deepEqual(store.point.value, { x: 0.5, y: 0.5 })
  store.receive([{ name: "presentation:changed", presentation: { paper_id: 7, page: 2 } }])
  assert.equal(store.point.value, null)
})

test("what the hall alone has of a result stays there, in whatever order its channels come", () => {
  const closed = { id: 5, state: "closed", hall_at: null, result: null }
  const told = { ...closed, hall_at: "2026-11-23T02:13:00Z" }
  const [room, hall] = [told, { ...told, result: { cast: 30 } }].map((vote) => ({ name: "vote:changed", vote }))
  const after = (...facts) => facts.reduce(apply, { ...EMPTY, votes: { 5: closed } }).votes[5].result
  assert.deepEqual([after(room, hall), after(hall, room)], [{ cast: 30 }, { cast: 30 }])
  assert.equal(after(room), null)
  assert.equal(after(hall, room, { name: "vote:changed", vote: closed }), null) // taken off it
})

import assert from "node:assert/strict"
import { test } from "node:test"

import { readersOf } from "../../static/js/docs/who-sees.js"

const SEATS = Object.fromEntries(
  [
    ["chair", 1],
    ["secretary", 2],
    ["member", 3],
    ["member", 4],
    ["guest", 5],
  ].map(([role, person_id]) => [person_id, { id: person_id, role, person_id }]),
)
const EVERYONE = { kind: "everyone", roles: [], people: [] }
const names = (rules) => readersOf(rules, SEATS).map(({ person_id }) => person_id)

test("who sees a paper is let through by its own rule and by each item's", () => {
  assert.deepEqual(names([EVERYONE]), [3, 4, 5])
  assert.deepEqual(names([{ kind: "roles", roles: ["member"], people: [] }]), [3, 4])
  assert.deepEqual(names([{ kind: "people", roles: [], people: [4, 5] }]), [4, 5])
  assert.deepEqual(names([{ kind: "people", roles: [], people: [4, 5] }, { kind: "roles", roles: ["member"], people: [] }]), [4])
})

test("what is kept back is seen by nobody outside the desk", () => {
  assert.deepEqual(names([{ kind: "desk", roles: [], people: [] }, EVERYONE]), [])
})

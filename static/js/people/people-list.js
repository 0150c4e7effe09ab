// The directory as this page knows it: fetched whole, searched here, so that typing answers at once.

import { api } from "../core/api.js"
import { signal } from "../core/ui.js"

export const directory = signal({ people: null, failure: null })

export async function loadPeople() {
  try {
    directory.value = { people: (await api.get("/api/people")).people, failure: null }
  } catch (failure) {
    directory.value = { ...directory.value, failure }
  }
}

export function putPerson(person) {
  const others = (directory.value.people ?? []).filter(({ id }) => id !== person.id)
  directory.value = { ...directory.value, people: [...others, person] }
}

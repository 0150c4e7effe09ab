// The directory as this page knows it: fetched whole, searched here, so that typing answers at once.

import { api } from "../core/api.js"
import { fold } from "../core/i18n.js"
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

export function filter(people, query) {
  const words = fold(query).split(/\s+/).filter(Boolean)
  return people.filter(({ name, title, sign_in_name }) => words.every((word) => fold(`${name} ${title} ${sign_in_name}`).includes(word)))
}

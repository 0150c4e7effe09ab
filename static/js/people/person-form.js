// Adding a person to the installation, or changing one.

import { useAct } from "../core/act.js"
import { api } from "../core/api.js"
import { Button } from "../core/button.js"
import { DraftField, FormFailure, useDraft } from "../core/draft.js"
import { t } from "../core/i18n.js"
import { page } from "../core/page.js"
import { html } from "../core/ui.js"
import { suggestSignInName } from "./sign-in-name.js"

const OFFICES = () => [
  ["member", t("Takes part in meetings")],
  ["secretariat", t("Secretariat: prepares meetings and people")],
  ["administrator", t("Administrator")],
]

// known: the people already there, for a sign-in name that is free. onAdded({person, password})
export function NewPersonForm({ name = "", known = [], onAdded, onCancel }) {
  const draft = useDraft("new-person", { name, title: "", sign_in_name: "", office: "member" })
  const suggested = suggestSignInName(draft.values.name, known.map((person) => person.sign_in_name))
  // One try only: if the answer is lost, asking again would say that the name is taken, by this very person.
  const act = useAct((key, body) => api.post("/api/people", body, { key, tries: 1 }), {
    onDone: (answer) => {
      draft.clear()
      onAdded(answer)
    },
  })
  const error = act.error.value
  const submit = (event) => {
    event.preventDefault()
    const { sign_in_name, ...rest } = draft.values
    act.run({ ...rest, sign_in_name: sign_in_name.trim() || suggested })
  }
  return html`<form class="stack" onSubmit=${submit} novalidate>
    <${DraftField} draft=${draft} field="name" error=${error} label=${t("Full name")} maxlength="200" autocomplete="off" required autofocus />
    <${DraftField} draft=${draft} field="title" error=${error} label=${t("Office held")} hint=${t("As it stands on papers, for example: Director of the Department of Finance")} maxlength="200" autocomplete="off" />
    <${DraftField}
      draft=${draft}
      field="sign_in_name"
      error=${error}
      label=${t("Sign-in name")}
      hint=${suggested ? t("Leave empty for “{name}”.", { name: suggested }) : t("Small letters without accents, digits, dots.")}
      placeholder=${suggested}
      maxlength="100"
      autocomplete="off"
      autocapitalize="none"
      spellcheck="false"
    />
    ${page.person?.office === "administrator" &&
    html`<${DraftField} draft=${draft} field="office" error=${error} as="select" label=${t("In this installation")}>
      ${OFFICES().map(([value, label]) => html`<option key=${value} value=${value} selected=${value === draft.values.office}>${label}</option>`)}
    <//>`}
    ${error?.unanswered && html`<p class="notice notice-warn">${t("It is not known whether the person was added. Look for the name in the list before you try again.")}</p>`}
    <div class="row">
      <${Button} type="submit" kind="primary" icon="plus" busy=${act.state.value === "sending"}>${act.state.value === "sending" ? t("Sending…") : t("Add the person")}<//>
      <${Button} onClick=${() => (draft.clear(), onCancel())}>${t("Cancel")}<//>
      <${FormFailure} error=${error} fields=${["name", "title", "sign_in_name", "office"]} />
    </div>
  </form>`
}

export function ChangePersonForm({ person, onDone, onCancel }) {
  const { id, name, title, locked } = person
  const draft = useDraft(`person/${id}`, { name, title })
  const act = useAct((key, body) => api.put(`/api/people/${id}`, body, { key }), {
    onDone: (answer) => {
      draft.clear()
      onDone(answer.person)
    },
  })
  const submit = (event) => {
    event.preventDefault()
    act.run({ ...draft.values, locked })
  }
  const error = act.error.value
  return html`<form class="stack" onSubmit=${submit} novalidate>
    <${DraftField} draft=${draft} field="name" error=${error} label=${t("Full name")} maxlength="200" autocomplete="off" required />
    <${DraftField} draft=${draft} field="title" error=${error} label=${t("Office held")} maxlength="200" autocomplete="off" />
    <div class="row">
      <${Button} type="submit" kind="primary" busy=${act.state.value === "sending"}>${act.state.value === "sending" ? t("Sending…") : error?.unanswered ? t("Try again") : t("Save")}<//>
      <${Button} onClick=${() => (draft.clear(), onCancel())}>${t("Cancel")}<//>
      <${FormFailure} error=${error} fields=${["name", "title"]} />
    </div>
  </form>`
}

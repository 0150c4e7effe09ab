// One template of a body: its name on the chair's button, and what a vote drafted from it begins with.

import { useAct } from "../core/act.js"
import { api } from "../core/api.js"
import { ActFailure, Button } from "../core/button.js"
import { Failed, Loading } from "../core/empty.js"
import { Field } from "../core/field.js"
import { t } from "../core/i18n.js"
import { html, useEffect, useRef, useState } from "../core/ui.js"
import { useMajorityRules } from "./majority-rules.js"
import { BLANK, draftOfTemplate, questionOf, rulesFor } from "./vote-draft.js"
import { VoteFields } from "./vote-fields.js"

const FIELDS = new Set(["name", "title", "subjects", "places", "max_picks", "min_picks", "secrecy", "preset", "manner", "countdown_s"])

export function TemplateForm(props) {
  const { presets, failure, load } = useMajorityRules()
  if (failure) return html`<${Failed} error=${failure} onRetry=${load} />`
  if (!presets) return html`<${Loading} lines=${4} />`
  return html`<${Form} ...${props} presets=${presets} />`
}

function Form({ path, template, presets, onSaved, onCancel }) {
  const [name, setName] = useState(template?.name ?? "")
  const [draft, setDraft] = useState(() => (template ? draftOfTemplate(template.form) : { ...BLANK, title: "{item}", preset: rulesFor(BLANK, presets)[0].preset }))
  const form = useRef(null)
  const save = useAct((key, body) => (template ? api.put(`${path}/${template.id}`, body, { key }) : api.post(path, body, { key })), { onDone: onSaved })
  const error = save.error.value
  // A field of the question is refused as "form.title" by its shape, as "title" by the rules.
  const refused = error?.field?.replace(/^form\./, "").split(".")[0]
  useEffect(() => {
    if (error) form.current.querySelector(".field-error, .act-failure")?.scrollIntoView({ block: "center" })
  }, [error])
  const sending = save.state.value === "sending"
  const submit = (event) => {
    event.preventDefault()
    save.run({ name: name.trim(), form: questionOf(draft) })
  }
  return html`<form class="stack" ref=${form} onSubmit=${submit} novalidate>
    <${Field} label=${t("Name of the template")} hint=${t("It stands on the button of the chair.")} required maxlength="200" value=${name} onInput=${setName} error=${refused === "name" && error.message} />
    <${VoteFields} forTemplate draft=${draft} onChange=${setDraft} presets=${presets} refusal=${(field) => refused === field && error.message} refused=${refused} />
    ${error && !FIELDS.has(refused) && html`<${ActFailure} error=${error} />`}
    <div class="row vote-form-foot">
      <button class="button button-primary" aria-busy=${sending ? "true" : undefined} disabled=${!name.trim() || !draft.title.trim()}>${sending ? t("Sending…") : error?.unanswered ? t("Try again") : t("Save")}</button>
      <${Button} onClick=${onCancel}>${t("Cancel")}<//>
    </div>
  </form>`
}

// What the body votes on often, as buttons on the item: one tap makes the draft, the next opens it.

import { api } from "../core/api.js"
import { ActButton, Button } from "../core/button.js"
import { Loading } from "../core/empty.js"
import { t } from "../core/i18n.js"
import { Icon } from "../core/icon.js"
import { html, signal, useEffect } from "../core/ui.js"
import { meetingPath } from "../agenda/meeting-path.js"
import { bodyOf, draftOfTemplate, isWhole } from "./vote-draft.js"

const templates = signal(null)
const failure = signal(null)

export async function loadTemplates() {
  failure.value = null
  try {
    templates.value = (await api.get(meetingPath("/vote-templates"))).templates
  } catch (error) {
    failure.value = error
  }
}

// null until they are there
export function useTemplates() {
  useEffect(() => {
    if (templates.value === null) loadTemplates()
  }, [])
  return templates.value
}

// onDrafted(vote): from a template that needed nothing more; onFill(draft): where names, tellers or a deadline are still to be said
export function NewVote({ item, onDrafted, onFill }) {
  const known = useTemplates()
  const offered = known?.filter(({ form }) => !form.is_test) ?? []
  return html`<section class="new-vote stack tight" aria-labelledby="new-vote-title">
    <h3 id="new-vote-title">${t("New vote on this item")}</h3>
    ${!known && !failure.value && html`<${Loading} lines=${2} />`}
    ${failure.value && html`<p class="notice notice-warn"><${Icon} name="alert" /><span class="grow">${t("The templates did not come.")}</span> <${Button} size="small" icon="refresh" onClick=${loadTemplates}>${t("Try again")}<//></p>`}
    <div class="template-buttons">
      ${offered.map((template) => html`<${TemplateButton} key=${template.id} template=${template} item=${item} onDrafted=${onDrafted} onFill=${onFill} />`)}
      <${Button} icon="plus" wide onClick=${() => onFill(null)}>${t("Prepare a vote")}<//>
    </div>
  </section>`
}

function TemplateButton({ template, item, onDrafted, onFill }) {
  const draft = draftOfTemplate(template.form, item)
  if (!isWhole(draft)) return html`<${Button} icon="edit" wide onClick=${() => onFill(draft)}>${template.name}…<//>`
  return html`<${ActButton} icon="ballot" wide act=${(key) => api.post(meetingPath("/votes"), bodyOf(draft), { key })} onDone=${({ vote }) => onDrafted(vote)}>${template.name}<//>`
}

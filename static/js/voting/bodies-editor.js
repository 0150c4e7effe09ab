// What holds for the votes of each body: the quorum, and the templates from which votes are drafted.

import { api } from "../core/api.js"
import { Empty, Failed, Loading } from "../core/empty.js"
import { Field } from "../core/field.js"
import { t } from "../core/i18n.js"
import { html, useEffect, useState } from "../core/ui.js"
import { QuorumRule } from "./quorum-rule.js"
import { TemplatesEditor } from "./templates-editor.js"

export function BodiesEditor() {
  const [bodies, setBodies] = useState(null)
  const [bodyId, setBodyId] = useState(null)
  const [failure, setFailure] = useState(null)
  const load = () =>
    api.get("/api/bodies").then(
      (answer) => (setBodies(answer.bodies), setBodyId((now) => now ?? answer.bodies[0]?.id), setFailure(null)),
      setFailure,
    )
  useEffect(() => void load(), [])
  if (failure && !bodies) return html`<${Failed} error=${failure} onRetry=${load} />`
  if (!bodies) return html`<${Loading} lines=${4} />`
  if (!bodies.length) return html`<${Empty} icon="people" title=${t("There is no body yet. It comes with its first meeting.")} />`
  const changed = (body) => setBodies((now) => now.map((one) => (one.id === body.id ? body : one)))
  return html`<div class="stack">
    <${Field} as="select" label=${t("Body")} value=${bodyId} onInput=${(id) => setBodyId(Number(id))}>
      ${bodies.map(({ id, name }) => html`<option key=${id} value=${id} selected=${id === bodyId}>${name}</option>`)}
    <//>
    <${QuorumRule} key=${`quorum ${bodyId}`} body=${bodies.find(({ id }) => id === bodyId)} onChanged=${changed} />
    <${TemplatesEditor} key=${`templates ${bodyId}`} bodyId=${bodyId} />
  </div>`
}

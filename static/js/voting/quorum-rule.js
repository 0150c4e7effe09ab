// What a body wants where a vote is to be opened with too few present. A tap is recorded at once.

import { useAct } from "../core/act.js"
import { api } from "../core/api.js"
import { ActFailure } from "../core/button.js"
import { t } from "../core/i18n.js"
import { toast } from "../core/toast.js"
import { html, useRef, useState } from "../core/ui.js"
import { RadioList } from "./radio-list.js"

export function QuorumRule({ body, onChanged }) {
  const [chosen, setChosen] = useState(body.quorum_rule)
  const wanted = useRef(chosen)
  const put = async (key, rule) => {
    const answer = await api.put(`/api/bodies/${body.id}/quorum-rule`, { quorum_rule: rule }, { key })
    onChanged(answer.body) // also when another body is shown by now
    return answer
  }
  const act = useAct(put, {
    onDone: ({ body: { quorum_rule: recorded } }) => {
      setChosen(wanted.current)
      // Tapped while the one before was on its way: the last tap is what is meant.
      if (recorded !== wanted.current) act.run(wanted.current)
      else toast(t("Recorded what holds without a quorum."), { kind: "done" })
    },
    onFail: () => setChosen(body.quorum_rule),
  })
  const choose = (rule) => {
    wanted.current = rule
    setChosen(rule)
    act.run(rule)
  }
  return html`<section class="stack tight">
    <${RadioList}
      label=${t("When a vote is to be opened without a quorum")}
      value=${chosen}
      onChange=${choose}
      options=${[
        { value: "warn", label: t("Warn"), hint: t("The chair is asked once more and may go on. The result says so for good.") },
        { value: "refuse", label: t("Refuse"), hint: t("No vote is opened in the room. Votes by circulation and tests of the tablets need no quorum.") },
      ]}
    />
    <p class="small soft">${t("It holds for the meetings of this body that begin from now on.")}</p>
    <${ActFailure} error=${act.error.value} />
  </section>`
}

// The reason for which I take no part in a vote, as it was written down. Nobody else's tablet is told it.

import { api } from "../core/api.js"
import { t } from "../core/i18n.js"
import { html, useEffect, useState } from "../core/ui.js"
import { meetingPath } from "../agenda/meeting-path.js"

export function OwnRecusal({ voteId }) {
  const [reason, setReason] = useState("")
  useEffect(() => {
    // Without it the member still knows that there is one; the desk has the words.
    api.get(meetingPath(`/votes/${voteId}/recusals/mine`)).then(({ recusal }) => setReason(recusal.reason), () => {})
  }, [voteId])
  return reason && html`<span class="own-recusal">${t("Reason: {reason}", { reason })}</span>`
}

// Words over a page that is not here yet, or will not come: shown only when waiting takes long enough to be noticed.

import { Button } from "../core/button.js"
import { Icon } from "../core/icon.js"
import { t } from "../core/i18n.js"
import { html, useEffect, useState } from "../core/ui.js"

const PATIENCE_MS = 500
const SLOW_MS = 6000

// state: {page, kind: "shown" | "waiting" | "rendering" | "failed", error?}
export function PageState({ state, page, onRetry }) {
  const kind = state.page === page ? state.kind : "waiting"
  const [late, setLate] = useState(null) // "late" | "slow"
  useEffect(() => {
    setLate(null)
    if (kind === "shown") return undefined
    const timers = [setTimeout(() => setLate("late"), PATIENCE_MS), setTimeout(() => setLate("slow"), SLOW_MS)]
    return () => timers.forEach(clearTimeout)
  }, [page, kind === "shown"])
  if (kind === "shown") return null
  if (kind === "failed") {
    return html`<div class="page-state page-state-failed" role="alert">
      <p><${Icon} name="alert" />${t("Page {page} did not come.", { page })} ${state.error?.message}</p>
      <${Button} icon="refresh" onClick=${onRetry}>${t("Try again")}<//>
    </div>`
  }
  if (!late) return null
  return html`<p class="page-state" role="status">
    <span class="busy-ring" />
    ${waitingWords(kind, late, page)}
  </p>`
}

function waitingWords(kind, late, page) {
  if (kind === "rendering") return t("Page {page} is still being prepared. It appears by itself.", { page })
  if (late === "slow") return t("The network is slow. Page {page} is on its way.", { page })
  return t("Fetching page {page}…", { page })
}

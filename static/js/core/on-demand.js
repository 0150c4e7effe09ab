// A module fetched only when it is needed: const { module, error, retry } = useOnDemand(wanted, () => import("./text-view.js"))

import { useEffect, useRef, useState } from "./ui.js"
import { t } from "./i18n.js"

export function useOnDemand(wanted, load) {
  const [state, setState] = useState({ module: null, error: null })
  const [tries, setTries] = useState(0)
  const gone = useRef(false)
  useEffect(() => () => (gone.current = true), [])
  useEffect(() => {
    if (!wanted || state.module) return
    load().then(
      (module) => !gone.current && setState({ module, error: null }),
      () => !gone.current && setState({ module: null, error: new Error(t("No answer from the server.")) }),
    )
  }, [wanted, tries])
  return { ...state, retry: () => (setState({ module: null, error: null }), setTries(tries + 1)) }
}

// Whether there is room for two things side by side: a panel and a page, two pages, two papers.

import { useEffect, useMemo, useState } from "../core/ui.js"

const WIDE = "(min-width: 62rem)"

export function useWide() {
  const query = useMemo(() => matchMedia(WIDE), [])
  const [wide, setWide] = useState(query.matches)
  useEffect(() => {
    const change = () => setWide(query.matches)
    query.addEventListener("change", change)
    return () => query.removeEventListener("change", change)
  }, [])
  return wide
}

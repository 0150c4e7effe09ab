// How much room the desk has, in the person's own text size: three columns, two, or one with tabs.

import { useEffect, useState } from "../core/ui.js"

const WIDE_REM = 68
const MIDDLE_REM = 46

// "wide" | "middle" | "narrow"
export function useLayout() {
  const [layout, setLayout] = useState(measure)
  useEffect(() => {
    const look = () => setLayout(measure())
    const observer = new ResizeObserver(look)
    observer.observe(document.documentElement)
    const attributes = new MutationObserver(look)
    attributes.observe(document.documentElement, { attributeFilter: ["data-text-size"] })
    return () => {
      observer.disconnect()
      attributes.disconnect()
    }
  }, [])
  return layout
}

function measure() {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize)
  const width = document.documentElement.clientWidth / rem
  if (width >= WIDE_REM) return "wide"
  return width >= MIDDLE_REM ? "middle" : "narrow"
}

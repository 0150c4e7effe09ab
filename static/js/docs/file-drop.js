// A place where files from the computer can be let go.

import { useMemo, useRef, useState } from "../core/ui.js"

const hasFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files")

// → {over: a file hangs above, props: the handlers to spread on the element}
export function useFileDrop(onFiles) {
  const [over, setOver] = useState(false)
  const latest = useRef(onFiles)
  latest.current = onFiles
  const props = useMemo(() => {
    // Entering a child tells "enter" of the child before "leave" of the parent: count, or the mark flickers.
    let depth = 0
    const change = (step) => {
      depth = Math.max(0, depth + step)
      setOver(depth > 0)
    }
    return {
      onDragEnter: (event) => hasFiles(event) && change(1),
      onDragLeave: (event) => hasFiles(event) && change(-1),
      onDragOver: (event) => {
        if (!hasFiles(event)) return
        event.preventDefault()
        event.dataTransfer.dropEffect = "copy"
      },
      onDrop: (event) => {
        if (!hasFiles(event)) return
        event.preventDefault()
        change(-depth)
        latest.current([...event.dataTransfer.files])
      },
    }
  }, [])
  return { over, props }
}

// A file let go beside the place meant would make the browser leave the page and open it.
export function keepFilesFromOpening() {
  for (const name of ["dragover", "drop"]) {
    addEventListener(name, (event) => {
      if (!hasFiles(event) || event.defaultPrevented) return
      event.preventDefault()
      event.dataTransfer.dropEffect = "none"
    })
  }
}

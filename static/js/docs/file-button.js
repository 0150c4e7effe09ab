// A button that opens the computer's own file chooser.

import { Button } from "../core/button.js"
import { html, useRef } from "../core/ui.js"

// What meeting/docs/stages/kinds.py knows. The server looks at the content, not at the name.
const ACCEPTED = ".pdf,.docx,.doc,.odt,.rtf,.pptx,.ppt,.odp,.xlsx,.xls,.ods,.png,.jpg,.jpeg,.tif,.tiff,.webp,.gif,.bmp"

export function FileButton({ multiple, onFiles, icon = "upload", kind = "secondary", children }) {
  const input = useRef(null)
  const chosen = (event) => {
    const files = [...event.currentTarget.files]
    // Emptied, so that the same file can be chosen again after a failure.
    event.currentTarget.value = ""
    if (files.length) onFiles(files)
  }
  return html`<${Button} kind=${kind} icon=${icon} onClick=${() => input.current.click()}>${children}<//>
    <input ref=${input} type="file" hidden multiple=${multiple} accept=${ACCEPTED} onChange=${chosen} />`
}

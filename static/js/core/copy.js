// Copying a text: the clipboard interface exists only on https, and a council's own network may be plain http.

export async function copyText(text) {
  if (navigator.clipboard && globalThis.isSecureContext) {
    try {
      await navigator.clipboard.writeText(text)
      return true
    } catch {
      return copyBySelection(text)
    }
  }
  return copyBySelection(text)
}

function copyBySelection(text) {
  // Inside the open dialog, if any: what stands outside of it cannot be focused.
  const home = document.querySelector("dialog[open]") ?? document.body
  const before = document.activeElement
  const area = document.createElement("textarea")
  area.value = text
  area.className = "visually-hidden"
  home.append(area)
  area.select()
  const copied = document.execCommand("copy")
  area.remove()
  before?.focus()
  return copied
}

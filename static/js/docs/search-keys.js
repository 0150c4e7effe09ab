// The keys that open the search.

// Ctrl+K, or "/" where nothing is being typed. → a function that takes the listener away
export function onSearchKeys(open, { slash = () => true } = {}) {
  const listen = (event) => {
    if (event.defaultPrevented || event.altKey || document.querySelector("dialog[open]")) return
    const ctrlK = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k"
    const isSlash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.target.closest?.("input, textarea, select, [contenteditable]")
    if (!ctrlK && !(isSlash && slash())) return
    event.preventDefault()
    open()
  }
  addEventListener("keydown", listen)
  return () => removeEventListener("keydown", listen)
}

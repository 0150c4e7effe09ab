// Bytes as hexadecimal digits, the form in which keys and sealed answers travel.

export function toHex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")
}

// Throws for anything that is no such text.
export function fromHex(text) {
  if (!/^(?:[0-9a-f]{2})*$/.test(text)) throw new TypeError("not hexadecimal")
  return Uint8Array.from(text.match(/../g) ?? [], (digits) => parseInt(digits, 16))
}

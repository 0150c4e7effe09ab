// SHA-256 of files, slice by slice, so that neither the memory nor the screen feels it. Not crypto.subtle: it exists
// only on https, and takes no content in pieces.

const SLICE = 256 * 1024
const HEAD = 64 * 1024 // as much as tells one file from another of the same name and size

export function hashHead(file) {
  return hashFile(file.slice(0, HEAD))
}

// → hexadecimal digits. Rejects when the file has been changed or moved since it was chosen.
export async function hashFile(file, signal) {
  const { sha256 } = await import("../../vendor/noble/sha256.js")
  const hash = sha256.create()
  for (let from = 0; from < file.size && !signal?.aborted; from += SLICE) {
    // Waiting for the disk lets everything else have its turn.
    hash.update(new Uint8Array(await file.slice(from, from + SLICE).arrayBuffer()))
  }
  return Array.from(hash.digest(), (byte) => byte.toString(16).padStart(2, "0")).join("")
}

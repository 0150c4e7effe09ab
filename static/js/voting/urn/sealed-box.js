// libsodium's sealed boxes (crypto_box_seal: X25519, BLAKE2b, XSalsa20-Poly1305), which the server opens with the same library.
// Not crypto.subtle: it exists only on https, and a council's own Wi-Fi may be plain http.

import { fromHex, toHex } from "./hexadecimal.js"

export const OVERHEAD = 48 // the key made for this one box, and the proof that nothing was changed

// "expand 32-byte k", by which Salsa20 tells one use of itself from another
const SIGMA = new Uint32Array([0x61707865, 0x3320646e, 0x79622d32, 0x6b206574])

let asked = null

// The cryptography itself, fetched once; to be asked for before it is needed, as a line may become bad.
export function fetchNoble() {
  asked ??= import("../../../vendor/noble/sealed-box.js").catch((error) => {
    asked = null
    throw error
  })
  return asked
}

// → hexadecimal; another each time, for a key is made for it and forgotten at once
export function seal({ x25519, blake2b, hsalsa, xsalsa20poly1305 }, message, publicKey) {
  const recipient = fromHex(publicKey)
  const own = x25519.keygen()
  const key = boxKey(hsalsa, x25519.getSharedSecret(own.secretKey, recipient))
  const nonce = boxNonce(blake2b, own.publicKey, recipient)
  return toHex(own.publicKey) + toHex(xsalsa20poly1305(key, nonce).encrypt(message))
}

// own: {secretKey, publicKey}, bytes. Throws where the box was made for somebody else, or was changed.
export function unseal(noble, sealed, own) {
  const sender = fromHex(sealed).subarray(0, 32)
  return openBox(noble, sealed, noble.x25519.getSharedSecret(own.secretKey, sender), own.publicKey)
}

// shared: the secret that both keys lead to, by whatever way it was found
export function openBox({ blake2b, hsalsa, xsalsa20poly1305 }, sealed, shared, publicKey) {
  const bytes = fromHex(sealed)
  const nonce = boxNonce(blake2b, bytes.subarray(0, 32), publicKey)
  return xsalsa20poly1305(boxKey(hsalsa, shared), nonce).decrypt(bytes.subarray(32))
}

function boxNonce(blake2b, sender, recipient) {
  const both = new Uint8Array(64)
  both.set(sender)
  both.set(recipient, 32)
  return blake2b(both, { dkLen: 24 })
}

function boxKey(hsalsa, shared) {
  const key = new Uint32Array(8)
  hsalsa(SIGMA, new Uint32Array(shared.slice().buffer), new Uint32Array(4), key)
  return new Uint8Array(key.buffer)
}

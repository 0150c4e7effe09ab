// A teller's tablet without its screen: {act, telling, secret, sealed} comes in, what the tablet would send goes out.
import { readFileSync } from "node:fs"

const { act, telling, secret, sealed } = JSON.parse(readFileSync(0, "utf8"))
const voting = process.argv[2]
const { toHex } = await import(`${voting}/urn/hexadecimal.js`)
const { agreementBody, checkNumber, countBody, dealBody, fetchCryptography, ownKey, sharesBody, taskOf } = await import(`${voting}/urn/telling.js`)

const noble = await fetchCryptography()
const own = ownKey(noble, secret)
const bodies = {
  key: () => ({ public_key: toHex(own.publicKey) }),
  deal: () => dealBody(noble, telling),
  "urn-key": () => agreementBody(noble, telling, own),
  share: () => sharesBody(noble, telling, own),
  count: () => countBody(noble, telling, own, sealed),
  check: () => checkNumber(noble, telling),
  task: () => taskOf(telling, toHex(own.publicKey)),
}
console.log(JSON.stringify(await bodies[act]()))

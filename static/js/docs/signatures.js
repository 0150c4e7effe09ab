// What the digital signatures of a version are worth: one word on a button, and behind it who signed, when, and what was checked.

import { api } from "../core/api.js"
import { Badge } from "../core/badge.js"
import { Dialog } from "../core/dialog.js"
import { Failed, Loading } from "../core/empty.js"
import { formatDateTime, t } from "../core/i18n.js"
import { html, useEffect, useState } from "../core/ui.js"
import { paperWarning } from "./paper-warnings.js"

// Not green where all is well: whose name it is, only the list behind the word tells.
const TONES = { signature_unchanged: "info", signature_changed: "bad", signature_invalid: "bad", signature_unclear: "warn", signature_unchecked: "neutral" }

// Nothing where the version carries no signature, or where it has not been looked at yet.
export function Signatures({ meetingId, paper, version }) {
  const [open, setOpen] = useState(false)
  const code = version.warnings.find((one) => one in TONES)
  if (!code) return null
  const { word, meaning } = paperWarning(code)
  return html`<button type="button" class="seal-button" aria-haspopup="dialog" onClick=${() => setOpen(true)}>
      <${Badge} tone=${TONES[code]} icon="key">${word}<//>
    </button>
    <${Dialog} open=${open} onClose=${() => setOpen(false)} title=${t("Digital signature")}>
      ${code === "signature_unchecked" ? html`<p>${meaning}</p>` : open && html`<${List} path=${`/api/meetings/${meetingId}/papers/${paper.id}/${version.key}/signatures`} />`}
    <//>`
}

function List({ path }) {
  const [signatures, setSignatures] = useState(null)
  const [failure, setFailure] = useState(null)
  const load = () => {
    setFailure(null)
    return api.get(path).then((answer) => setSignatures(answer.signatures), setFailure)
  }
  useEffect(() => void load(), [path])
  if (failure) return html`<${Failed} error=${failure} onRetry=${load} />`
  if (!signatures) return html`<${Loading} />`
  return html`<ul class="list">
      ${signatures.map((signature, n) => html`<${Signature} key=${n} ...${signature} />`)}
    </ul>
    <p class="small soft">${t("Checked is the original file, here and without asking anybody: whether a certificate has been withdrawn since is not known.")}</p>`
}

function Signature({ signer, at, seal, added, trust, expired }) {
  const lines = [
    at && t("Time that the signer's own clock said: {time}", { time: formatDateTime(at) }),
    added && t("Something that the signature permits was added later, such as a further signature or a filled-in field."),
    trustWords(trust),
    expired && t("The certificate is no longer valid today; it may have been when this was signed."),
  ]
  return html`<li class="list-row">
    <div class="grow">
      <p class="strong">${sealWords(seal, signer)}</p>
      ${lines.filter(Boolean).map((line) => html`<p class="small soft" key=${line}>${line}</p>`)}
    </div>
  </li>`
}

function sealWords(seal, signer) {
  const name = signer || t("somebody unnamed")
  if (seal === "unchanged") return t("Signed by {name}, unchanged since", { name })
  if (seal === "changed") return t("Signed by {name}; changed after it was signed", { name })
  if (seal === "invalid") return t("Signed in the name of {name}; the signature is not valid", { name })
  return t("The signature could not be checked")
}

function trustWords(trust) {
  if (trust === "trusted") return t("The certificate was issued by an authority that this installation trusts.")
  if (trust === "untrusted") return t("The certificate does not lead to an authority that this installation trusts: the name may be anybody's.")
  if (trust === "no_list") return t("The signer's certificate was not checked against a trusted list: the name may be anybody's.")
  return null
}

// What can be said of a file before a byte of it is sent. Pure.

import { ApiError } from "../core/api.js"
import { t } from "../core/i18n.js"

// file: {name, size}; there: [{name, size}] of what lies, or is going to lie, in the same place; mostMb: null while it
// is not known. → an ApiError, or null; already_here is a question, the others are answers
export function refusalOf(file, { there = [], mostMb = null } = {}) {
  const refuse = (code, message) => new ApiError({ status: 422, code, message })
  if (!file.size) return refuse("empty", t("This file is empty."))
  if (mostMb && file.size > mostMb * 1024 * 1024) {
    return refuse("too_big", t("This file is larger than %(most)s MB. Make it smaller or split it, and upload it again.", { most: mostMb }))
  }
  if (there.some(({ name, size }) => name === file.name && size === file.size)) {
    return refuse("already_here", t("The same file is already here."))
  }
  return null
}

// The newest files of the papers in a place, as refusalOf wants them. papers, intakes: as in the store
export function filesAt({ itemId, paperId }, papers, intakes) {
  return Object.values(intakes)
    .filter((intake) => (paperId ? intake.paper_id === paperId : papers[intake.paper_id]?.item_id === itemId))
    .map(({ file_name, size }) => ({ name: file_name, size }))
}

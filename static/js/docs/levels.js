// How closely papers are kept, in words. The names of the state's own levels are its own, in every language.

import { t } from "../core/i18n.js"

const WORDS = {
  none: () => t("As any paper"),
  confidential: () => t("To be read in the room only"),
  mat: () => "Mật",
  toi_mat: () => "Tối mật",
  tuyet_mat: () => "Tuyệt mật",
}

export function levelName(level) {
  return WORDS[level]?.() ?? level
}

// The roles a seat can have, in words.

import { t } from "../core/i18n.js"

export const SEAT_ROLES = ["chair", "secretary", "member", "guest", "observer"]

const WORDS = {
  chair: () => t("Chair"),
  secretary: () => t("Secretary"),
  member: () => t("Member"),
  guest: () => t("Guest"),
  observer: () => t("Observer"),
}

export function roleName(role) {
  return WORDS[role]?.() ?? role
}

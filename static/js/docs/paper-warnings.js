// What the secretariat should know of a paper that did become readable: a word, and what it means.

import { t } from "../core/i18n.js"

const WARNINGS = {
  preview_layout: () => [t("Preview layout"), t("Lines and pages may break differently from the original. If that matters, save the file as PDF and replace it.")],
  font_substituted: () => [t("Other font"), t("The file uses a font that is not installed here; a similar one is shown. To keep the look exactly, save the file as PDF and replace it.")],
  scan_without_text: () => [t("Scan without text"), t("The pages are pictures: they can be read but not searched. A PDF made from the original document would be better.")],
  macros_dropped: () => [t("Macros left out"), t("The file holds macros. They are not run and not shown to anybody.")],
  signed: () => [t("Digitally signed"), t("The original carries a digital signature. It stays untouched and can be downloaded.")],
  legacy_encoding: () => [t("Old font encoding"), t("The text was in an old Vietnamese encoding (TCVN3 or VNI) and was converted. Please look it over.")],
  legacy_left: () => [t("Old fonts not converted"), t("The text is in an old Vietnamese encoding that could not be converted here. Save the file as PDF on a computer that has its fonts, and replace it.")],
  legacy_kept: () => [t("Encoding left as it came"), t("The text is shown as it came: the conversion of old Vietnamese fonts was switched off for this version.")],
}

// Good news, not a warning.
const CALM = new Set(["signed"])

// → {word, meaning, tone}; a code that is not known here is still shown.
export function paperWarning(code) {
  const [word, meaning] = WARNINGS[code]?.() ?? [code, ""]
  return { word, meaning, tone: CALM.has(code) ? "info" : "warn" }
}

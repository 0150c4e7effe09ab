// What the secretariat should know of a paper that did become readable: a word, and what it means.

import { t } from "../core/i18n.js"

const WARNINGS = {
  preview_layout: () => [t("Preview layout"), t("Lines and pages may break differently from the original. If that matters, save the file as PDF and replace it.")],
  font_substituted: () => [t("Other font"), t("The file uses a font that is not installed here; a similar one is shown. To keep the look exactly, save the file as PDF and replace it.")],
  scan_without_text: () => [t("Scan without text"), t("The pages are pictures: they can be read but not searched. A PDF made from the original document would be better.")],
  macros_dropped: () => [t("Macros left out"), t("The file holds macros. They are not run and not shown to anybody.")],
  signed: () => [t("Digitally signed"), t("The original carries a digital signature. It stays untouched and can be downloaded.")],
  signature_unchanged: () => [t("Signed, unchanged"), t("The original carries a digital signature and is unchanged since it was signed. See “Versions…” for who signed it and what was checked.")],
  signature_changed: () => [t("Changed after it was signed"), t("The file was changed after it was digitally signed. Ask whoever sent it before you rely on it.")],
  signature_invalid: () => [t("Signature not valid"), t("The digital signature does not fit its certificate. Ask whoever sent the file before you rely on it.")],
  signature_unclear: () => [t("Signature could not be checked"), t("The original carries a digital signature that could not be checked here. Whether the file was changed is not known.")],
  signature_unchecked: () => [t("Signature not checked"), t("This file carries a signature which was not checked.")],
  repaired: () => [t("Repaired"), t("The file is damaged. What could be rescued of it is shown: look whether all pages are there. The original can be downloaded as it came.")],
  scripts: () => [t("Scripts left out"), t("The file holds scripts. They are not run.")],
  launches: () => [t("Commands left out"), t("The file wants to start a program or open another file. That is not done.")],
  sends_forms: () => [t("Sending left out"), t("The file wants to send what is filled in to an address, or to fetch data. That is not done.")],
  embedded_files: () => [t("Files inside"), t("Other files are packed into this one. Members see only its pages; the others are in the original alone.")],
  dynamic_form: () => [t("Dynamic form"), t("The file is a form that builds its pages itself (XFA); only what it holds as pages is shown. Print it to PDF and replace it.")],
  media: () => [t("Film or sound left out"), t("The file holds film, sound or 3-D pictures. They are not played.")],
  embedded_objects: () => [t("Embedded objects"), t("Objects of other programs are embedded in the file. Only their pictures are shown; nothing of them is run.")],
  outside_references: () => [t("Parts that lie elsewhere"), t("The file refers to pictures, templates or data at other places. They are not fetched and may be missing on the pages.")],
  data_commands: () => [t("Data commands left out"), t("The file wants to fetch data from other programs (DDE). That is not done.")],
  legacy_encoding: () => [t("Old font encoding"), t("The text was in an old Vietnamese encoding (TCVN3 or VNI) and was converted. Please look it over.")],
  legacy_left: () => [t("Old fonts not converted"), t("The text is in an old Vietnamese encoding that could not be converted here. Save the file as PDF on a computer that has its fonts, and replace it.")],
  legacy_kept: () => [t("Encoding left as it came"), t("The text is shown as it came: the conversion of old Vietnamese fonts was switched off for this version.")],
}

// Good news, not a warning.
const CALM = new Set(["signed", "signature_unchanged"])

// → {word, meaning, tone}; a code that is not known here is still shown.
export function paperWarning(code) {
  const [word, meaning] = WARNINGS[code]?.() ?? [code, ""]
  return { word, meaning, tone: CALM.has(code) ? "info" : "warn" }
}

// A long question is set smaller, never cut.

export function questionSize(text) {
  if (text.length > 220) return "hall-question hall-question-long"
  return text.length > 80 ? "hall-question hall-question-middle" : "hall-question"
}

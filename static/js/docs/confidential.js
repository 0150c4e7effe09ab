// Whether a paper is kept closer than others. By itself: every screen asks it, and few name the levels.

export function isConfidential(paper) {
  return paper.level !== undefined && paper.level !== "none"
}

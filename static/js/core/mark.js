// The address of the mark on the app bars: the sun of a bronze drum.

export const mark = new URL("../../icons/mark.svg", import.meta.url).href

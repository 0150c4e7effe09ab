import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"

const tokens = readFileSync(new URL("../../static/css/tokens.css", import.meta.url), "utf8")

function meanings(selector) {
  const start = tokens.indexOf(`${selector} {`)
  const block = tokens.slice(start + selector.length + 2, tokens.indexOf("}", start))
  return Object.fromEntries([...block.matchAll(/([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value]))
}

function colour(theme, name) {
  const raw = meanings(":root")
  let value = { ...raw, ...meanings(`:root[data-theme="${theme}"]`) }[name]
  while (value.startsWith("var(")) value = raw[value.slice(4, -1)]
  const digits = value.slice(1)
  const full = digits.length === 3 ? [...digits].map((digit) => digit + digit).join("") : digits
  return [0, 2, 4].map((at) => Number.parseInt(full.slice(at, at + 2), 16))
}

// WCAG 2.2, relative luminance and contrast ratio.
function contrast(a, b) {
  const luminance = (rgb) => {
    const [r, g, blue] = rgb.map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    return 0.2126 * r + 0.7152 * g + 0.0722 * blue
  }
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

test("the dark colours are the same chosen and by the device", () => {
  assert.deepEqual(meanings(':root[data-theme="auto"]'), meanings(':root[data-theme="dark"]'))
})

for (const theme of ["light", "dark", "contrast"]) {
  const least = theme === "contrast" ? 7 : 4.5
  const pairs = [
    ...["--text", "--text-soft", "--action", "--info", "--good", "--warn", "--bad"].flatMap((ink) =>
      ["--ground", "--surface", "--surface-2"].map((paper) => [ink, paper]),
    ),
    ...["--info", "--good", "--warn", "--bad"].map((tone) => [tone, `${tone}-soft`]),
    ...["--info-soft", "--good-soft", "--warn-soft", "--bad-soft", "--action-soft"].map((paper) => ["--text", paper]),
    ["--action", "--action-soft"],
    ["--on-brand", "--brand"],
    ["--on-action", "--action"],
    ["--on-action", "--action-strong"],
    ["--on-bad", "--bad"],
    ["--on-vote", "--vote-for"],
    ["--on-vote", "--vote-against"],
    ["--on-vote", "--vote-abstain"],
    ["--on-vote-middle", "--vote-middle"],
    ["--vote-for", "--surface"],
    ["--vote-against", "--surface"],
    ["--vote-abstain", "--surface"],
  ]
  test(`words can be read in the ${theme} colours`, () => {
    const poor = pairs
      .map(([ink, paper]) => [ink, paper, contrast(colour(theme, `${ink}`), colour(theme, `${paper}`))])
      .filter(([, , ratio]) => ratio < least)
      .map(([ink, paper, ratio]) => `${ink} on ${paper}: ${ratio.toFixed(2)}`)
    assert.deepEqual(poor, [])
  })

  test(`edges of fields can be seen in the ${theme} colours`, () => {
    assert.ok(contrast(colour(theme, "--line-strong"), colour(theme, "--surface")) >= 3)
  })
}

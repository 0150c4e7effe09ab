"""What axe-core finds on a page against WCAG 2.2 AA."""

from axe_playwright_python.base import AXE_SCRIPT

from tests.sharing import pause

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Night has other colours and nothing else: after a look by day these alone can find something new.
OF_COLOURS = ["color-contrast", "link-in-text-block"]
DAY_AND_NIGHT = ("light", "dark")
# And another language has other words and no other colours.
THEMES = {"vi": DAY_AND_NIGHT, "en": ("light",)}
MOST_PLACES = 4

# What fades or slides has come to its end; a busy machine may begin it only with its next frame. Now and
# then neither comes, in a browser with several pages, and nobody knows yet why: then it is looked at as it stands.
SETTLED = """async () => {
  const within = (ms, wait) => Promise.race([wait, new Promise((done) => setTimeout(done, ms))])
  const frame = () => within(500, new Promise(requestAnimationFrame))
  const moving = () => document.getAnimations().filter((one) => one.effect.getComputedTiming().endTime < Infinity)
  for (let turn = 0; turn < 10; turn++) {
    await within(3000, Promise.allSettled(moving().map((one) => one.finished)))
    await frame()
    await frame()
    if (!moving().some((one) => one.playState === "running")) return
  }
}"""
VIOLATIONS = """async (runOnly) => {
  const { violations } = await axe.run({ runOnly, resultTypes: ["violations"] })
  return violations.map(({ id, help, nodes }) => [id, help, nodes.map((node) => node.target)])
}"""


def look(page, what, themes=None):
    """A sentence for each rule that the page breaks."""
    found = []
    pause()
    language = page.locator("html").get_attribute("lang")
    for number, theme in enumerate(themes or THEMES[language]):
        page.emulate_media(color_scheme=theme)
        if number == 0:
            page.wait_for_timeout(250)  # what was asked for has come
        page.evaluate(SETTLED)
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE_SCRIPT)
        for rule, words, places in page.evaluate(VIOLATIONS, OF_COLOURS if number else LEVELS):
            found.append(f"{what}, {theme}: {rule}: {words}: {places[:MOST_PLACES]}")
    return found

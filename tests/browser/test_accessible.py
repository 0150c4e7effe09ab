"""Every screen measured with axe-core against WCAG 2.2 AA: light and dark in Vietnamese, the words in English."""

import pytest
from playwright.sync_api import expect

from .conftest import DESKTOP, LANDSCAPE, PORTRAIT
from .measuring import look

ROOM, PREPARATION = "/meetings/1", "/secretariat/meetings/1"
PREFER = """preferences => fetch("/api/me/preferences", { method: "PUT", body: JSON.stringify(preferences), headers:
  { "X-CSRFToken": document.querySelector('meta[name="csrf-token"]').content, "Content-Type": "application/json" } })"""
HALL = """() => fetch("/api/meetings/1/hall-screen").then((answer) => answer.json()).then(({ url }) => url)"""


class Looker:
    """Somebody who looks at screens in one language, and notes what axe finds on them."""

    def __init__(self, open_tablet, language):
        self.open_tablet, self.language = open_tablet, language
        self.found = []
        self.page = None

    def enter(self, name, size):
        self.page = self.open_tablet(name, size, reduced_motion="reduce")
        self.page.context.add_cookies(
            [{"name": "language", "value": self.language, "url": self.page.url.split("/sign-in")[0]}]
        )
        if name:
            self.page.evaluate(PREFER, {"language": self.language, "theme": "auto", "text_size": 1})

    def leave(self):
        self.page.evaluate(PREFER, {"language": "vi", "theme": "auto", "text_size": 1})

    def go(self, path, ready):
        self.page.goto("about:blank")  # some addresses differ only behind their #
        self.page.goto(path)
        self.wait(ready)

    def wait(self, ready):
        expect(self.page.locator(ready).first).to_be_visible()

    def press(self, selector, ready=None):
        self.page.locator(selector).first.click()
        if ready:
            self.wait(ready)

    def look(self, what, themes=None):
        self.found += look(self.page, what, themes)


@pytest.fixture(params=["vi", "en"])
def looker(request, open_tablet):
    return Looker(open_tablet, request.param)


def test_what_members_see(looker):
    looker.enter(None, PORTRAIT)
    looker.go("/sign-in", "#password")
    looker.look("sign-in")
    looker.enter("daibieu1", LANDSCAPE)
    looker.go("/", ".meeting-card")
    looker.look("home")
    looker.go(ROOM, ".connection-live")
    looker.look("room")
    looker.press(".room-agenda", "dialog[open] .paper")
    looker.look("agenda")
    looker.press("dialog[open] .paper:not([disabled])", ".reader .stage[data-page]")
    looker.look("reader")
    looker.press(".reader-tools .menu summary", ".reader-tools .menu-items")
    looker.look("ways to read")
    looker.page.keyboard.press("Escape")
    looker.press(".reader-tools button", ".thumb")
    looker.look("thumbnails")
    for tab, ready in ((1, "[role=tabpanel]"), (2, ".find input")):
        looker.page.locator(".reader-side [role=tab]").nth(tab).click()
        looker.wait(ready)
        looker.look(f"beside the page, {tab}")
    looker.page.locator(".find input").fill("hoi dong")
    looker.wait(".find [role=status]")
    looker.look("found in the paper")
    looker.press(".reader-place", "dialog[open] input")
    looker.look("go to page")
    looker.page.keyboard.press("Escape")
    looker.press(".reader-tools .menu summary")
    looker.press(".reader-tools .menu-items button[aria-pressed] >> nth=-1", ".text-view")
    looker.look("as text")
    looker.page.keyboard.press("Control+k")
    looker.wait(".search-field input")
    looker.page.keyboard.type("hội đồng")
    looker.wait(".search-hit")
    looker.look("search")
    looker.press("dialog[open] .dialog-header button")
    looker.press(".app-bar .menu summary", ".app-bar .menu-items")
    looker.look("account")
    looker.press(".app-bar .menu-items button >> nth=3", "dialog[open]")
    looker.look("preferences")
    looker.leave()
    assert looker.found == []


def test_what_those_see_who_lead(looker):
    looker.enter("chutoa", LANDSCAPE)
    looker.go("/meetings/1/desk", ".desk [role=tab], .desk .preview, .speakers")
    looker.look("desk")
    hall = looker.page.evaluate(HALL)
    looker.leave()
    looker.enter(None, LANDSCAPE)
    for theme in ("light", "dark"):  # it follows its address, not the machine it stands on
        looker.go(f"{hall}&lang={looker.language}&theme={theme}", ".hall-item")
        looker.look("hall", [theme])
    assert looker.found == []


def test_what_the_secretariat_sees(looker):
    looker.enter("thuky", DESKTOP)
    looker.go("/secretariat", ".app-bar + main a[href*='/secretariat/meetings/']")
    looker.look("meetings")
    looker.go("/secretariat#people", ".panel.list li")
    looker.look("people")
    looker.go(PREPARATION, ".agenda-row-main")
    looker.press(".agenda-row-main >> nth=1", ".papers > .paper")
    looker.look("agenda and papers")
    looker.press(".papers .menu summary", ".papers .menu-items")
    looker.look("more about a paper")
    looker.go(f"{PREPARATION}#seats", "[role=tabpanel] input")
    looker.look("participants")
    looker.go(f"{PREPARATION}#details", ".details input")
    looker.look("details")
    looker.leave()
    assert looker.found == []

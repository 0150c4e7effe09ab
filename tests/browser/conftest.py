"""Real browsers against a real server: `server`, `demo_server`, `browser`, `open_tablet`; `tablet` in a
meeting of its own."""

import re
import shutil
import subprocess
import warnings
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest
from babel.messages import pofile
from playwright.sync_api import expect
from sqlalchemy import select

from meeting import create_app
from meeting.config import SOURCE
from meeting.db import writing
from meeting.edge import COOKIE
from meeting.people.models import Person
from meeting.people.signing_in import start_sign_in
from tests import live

from .sitting import sit

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
# The first has no windows and takes half the processor time of the others.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
LANDSCAPE, PORTRAIT, DESKTOP, PROJECTOR = (1280, 800), (800, 1280), (1440, 900), (1920, 1080)
# What is expected comes in a moment; two busy processors may take it their time, and nobody waits for what has come.
PATIENCE_MS = 30_000
expect.set_options(timeout=PATIENCE_MS)
DEMO_PASSWORD = "hop-khong-giay"  # published in the README


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@dataclass
class Server:
    address: str
    data: Path
    process: subprocess.Popen

    @cached_property
    def app(self):
        """The same installation from this process, to prepare what a test needs: writing() in its app_context()."""
        return create_app(DATA=str(self.data))

    def sign_in(self, name):
        """What the cookie holds of somebody who has just signed in."""
        with self.app.app_context(), writing() as session:
            person_id = session.scalar(select(Person.id).where(Person.sign_in_name == name))
            return start_sign_in(session, person_id, "test", hours=12)


@contextmanager
def installed(tmp_path_factory):
    data = tmp_path_factory.mktemp("server")
    with live.serving(data) as (process, address, _said):
        yield Server(address, data, process)


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """An installation in which each file has a meeting and people of its own."""
    with installed(tmp_path_factory) as server:
        yield server


@pytest.fixture(scope="session")
def demo_server(tmp_path_factory):
    """An installation with the demo meeting under way; its papers made into pages by the quicker engine."""
    data = tmp_path_factory.mktemp("demo")
    with live.serving(data, demo=True, MEETING_ENGINE="embedded") as (process, address, _said):
        yield Server(address, data, process)


@pytest.fixture(scope="session")
def browser():
    chromium = next(filter(None, map(shutil.which, BROWSERS)), None)
    if chromium is None:
        reason = "Chromium is not installed: the screens were NOT tested in a browser"
        warnings.warn(reason, stacklevel=1)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_tablet(browser, request):
    """open_tablet("daibieu1") is the page of a tablet on which that person has signed in, at their meetings.

    `open_tablet(None)` is nobody's, at the sign-in page. With a path, such as "/meetings/1", it goes there. With a
    password the person signs in by hand, which takes two pages more. A script that fails, or is refused by the page's
    own policy, fails the test.
    """
    server = request.getfixturevalue("server" if "server" in request.fixturenames else "demo_server")
    contexts, faults = [], []

    def tablet(name, size=LANDSCAPE, touch=True, path=None, password=None, by=server.address, **more):
        context = browser.new_context(
            base_url=by,
            viewport={"width": size[0], "height": size[1]},
            has_touch=touch,
            **{"locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh"} | more,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.on("pageerror", lambda error: faults.append(f"{name}: {error}"))
        page.on("console", lambda message: faults.extend(refused_by_policy(name, message)))
        if name and password:
            page.goto("/sign-in")
            page.locator("#name").fill(name)
            page.locator("#password").fill(password)
            page.locator("form .button-primary").click()
            page.wait_for_url(lambda url: "/sign-in" not in url)
        elif name:
            context.add_cookies([{"name": COOKIE, "value": server.sign_in(name), "url": by}])
        if path or not password:
            page.goto(path or ("/" if name else "/sign-in"))
        return page

    yield tablet
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def sitting(demo_server):
    """A meeting under way among people of the demo: the chair, three members, the secretary who made it."""
    return sit(demo_server, ["daibieu1", "daibieu2", "daibieu3"])


@pytest.fixture
def tablet(open_tablet, sitting):
    """tablet("daibieu2"): that person in the room of the sitting, the tablet held upright."""

    def enter(name="daibieu1", size=PORTRAIT):
        page = open_tablet(name, size, path=sitting.room)
        expect(page.locator(".connection-live")).to_be_visible()
        return page

    return enter


@pytest.fixture(scope="session")
def vi():
    """vi("Ask to speak") is what the Vietnamese screen says for it."""
    with (SOURCE / "meeting/translations/vi/LC_MESSAGES/messages.po").open("rb") as file:
        catalogue = pofile.read_po(file)

    def say(msgid, **params):
        found = catalogue.get(msgid)
        assert found and found.string, f"no Vietnamese for {msgid!r}"
        words = found.string if isinstance(found.string, str) else found.string[0]
        return words.format(**params)

    return say


@pytest.fixture
def say(vi):
    """say("{count} name has no answer yet.", count=2) in Vietnamese, as a pattern that a screen's words may contain."""
    return lambda msgid, **params: re.compile(re.escape(vi(msgid, **params)))


def refused_by_policy(name, message):
    return [f"{name}: {message.text}"] if "Content Security Policy" in message.text else []

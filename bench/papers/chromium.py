"""A tablet to measure on: Chromium with a slower processor, its clock, and the memory of its renderer."""

import os
import shutil
import time
from contextlib import contextmanager
from pathlib import Path

from tests import live

from .rows import NotMeasured

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
# The whole ones first: they draw as a tablet's does.
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chromium-headless-shell")
SLOWER = 4
# A tablet held upright, of 1200 × 1920 pixels, as the cheap ones of ten inches have; many have 800 × 1280.
TABLET = {"viewport": {"width": 800, "height": 1280}, "device_scale_factor": 1.5, "has_touch": True}
# A dearer one of 1600 × 2560: a page is as wide as the pictures that we send.
FINE = {"device_scale_factor": 2}
DESK = {"viewport": {"width": 1280, "height": 900}}
REST_SECONDS = 1.0

# `painted(holds)`: the time at which the first frame has been painted in which `holds()` is true.
CLOCK = """
window.clock = () => performance.timeOrigin + performance.now()
window.painted = (holds) => new Promise((done, fail) => {
  setTimeout(fail, 60000, new Error("it was not painted"))
  const paint = () => requestAnimationFrame(() => {
    const after = new MessageChannel()
    after.port1.onmessage = () => done(clock())
    after.port2.postMessage(0)
  })
  if (holds()) return paint()
  const watch = new MutationObserver(() => {
    if (!holds()) return
    watch.disconnect()
    paint()
  })
  watch.observe(document, { subtree: true, childList: true, attributes: true })
})
window.heard = {}
window.WebSocket = class extends WebSocket {
  constructor(...given) {
    super(...given)
    this.addEventListener("message", ({ data, timeStamp }) => {
      const name = typeof data === "string" && /^42\\["([^"]+)"/.exec(data)?.[1]
      if (name) heard[name] = performance.timeOrigin + timeStamp
    })
  }
}
for (const kind of ["click", "keydown"]) {
  addEventListener(kind, (event) => { window.touched = performance.timeOrigin + event.timeStamp }, true)
}
"""


class Chromium:
    """One that runs, and the process that its renderers descend from."""

    def __init__(self, playwright, program):
        others = main_processes()
        self.browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        self.pid = min(main_processes() - others)

    @contextmanager
    def page(self, **more):
        """A page in a fresh context: nothing is in its cache."""
        context = self.browser.new_context(**TABLET | more)
        try:
            page = context.new_page()
            page.set_default_timeout(60_000)
            page.add_init_script(CLOCK)
            yield page
        finally:
            context.close()

    def renderer_mb(self):
        """Private memory of its largest renderer, which is that of its one page: the others are kept in store."""
        time.sleep(REST_SECONDS)
        pids = [pid for pid in live.descendants(self.pid) if b"--type=renderer" in command_of(pid)]
        return max(map(private_kb, pids)) / 1024


@contextmanager
def chromiums():
    """launch(): a Chromium; all are closed with the block."""
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        raise NotMeasured("Chromium is not installed")
    from playwright.sync_api import sync_playwright

    launched = []

    def launch():
        launched.append(Chromium(playwright, program))
        return launched[-1]

    with sync_playwright() as playwright:
        try:
            yield launch
        finally:
            for one in launched:
                one.browser.close()


def slow_down(page):
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


def arm(page, holds):
    """From now on `await_paint` knows when the condition, a JavaScript expression, was first to be seen."""
    page.evaluate(f"() => {{ window.seen = painted(() => {holds}) }}")


def await_paint(page):
    """Milliseconds since 1970, by the clock of this machine."""
    return page.evaluate("() => window.seen")


def touched(page):
    """When the last click or key was felt, by the same clock."""
    return page.evaluate("() => window.touched")


def heard(page, fact):
    """When the page was last told this by its socket, by the same clock."""
    return page.evaluate("(fact) => window.heard[fact]", fact)


def main_processes():
    """Process ids of the Chromiums that we have started, without those that they have started."""
    commands = {pid: command_of(pid) for pid in live.descendants(os.getpid())}
    return {
        pid
        for pid, command in commands.items()
        if b"--user-data-dir" in command and b"--type=" not in command
    }


def command_of(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def private_kb(pid):
    """What nobody else shares; 0 of a process that has just ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith(("Private_Clean", "Private_Dirty")))

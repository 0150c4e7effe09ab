"""The same scan in a reader on pdf.js, in the same Chromium, for comparison.

Its page turns know no network, and Chromium does not slow down the worker in which pdf.js decodes: both are to its
advantage.
"""

import mimetypes
import shutil
import subprocess
import threading
import time
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from bench.figures import median, p95

from .. import chromium
from ..making import MADE, scan_pdf
from ..rows import NotMeasured
from ..tablet import BETWEEN_SECONDS, OPENINGS, PAGES, TURNS

HERE = Path(__file__).parent
SHOWN = """document.querySelector('main canvas[data-page="%d"]')"""


def of_a_scan():
    """{pdfjs_open_scan_ms, pdfjs_turn_p95_ms, pdfjs_renderer_mb}"""
    fetch_pdfjs()
    scan_pdf(PAGES)
    with serving(HERE.parent) as address, chromium.chromiums() as launch:
        reader = f"{address}/{HERE.name}/?paper=/{MADE.name}/scan-{PAGES}.pdf"
        first = launch()
        opened = [opening(first, reader) for _ in range(OPENINGS)]
        turned, memory = turning(launch(), reader)
    return {
        "pdfjs_open_scan_ms": median(opened),
        "pdfjs_turn_p95_ms": p95(turned),
        "pdfjs_renderer_mb": memory,
    }


def fetch_pdfjs():
    if (HERE / "node_modules" / "pdfjs-dist").exists():
        return
    if not shutil.which("npm"):
        raise NotMeasured("npm is not installed")
    command = ["npm", "ci", "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund"]
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, timeout=300)
    if done.returncode:
        raise NotMeasured(f"npm could not fetch pdf.js: {done.stderr.strip()[-150:]}")


def opening(browser, reader):
    with browser.page() as page:
        page.goto(reader)
        chromium.slow_down(page)
        time.sleep(chromium.REST_SECONDS)
        return opened(page)


def opened(page):
    """Milliseconds from the tap until the first page is painted."""
    chromium.arm(page, SHOWN % 1)
    page.locator("#open").click()
    return chromium.await_paint(page) - chromium.touched(page)


def turning(browser, reader):
    """(milliseconds of each turn, from the key until it is painted; MB after all of them)"""
    with browser.page() as page:
        page.goto(reader)
        opened(page)
        chromium.slow_down(page)
        turned = [turn(page, number) for number in range(2, TURNS + 2)]
        return turned, browser.renderer_mb()


def turn(page, number):
    time.sleep(BETWEEN_SECONDS)
    chromium.arm(page, SHOWN % number)
    page.keyboard.press("ArrowRight")
    return chromium.await_paint(page) - chromium.touched(page)


class Quietly(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        """Nobody reads it."""


@contextmanager
def serving(folder):
    """An address on this machine under which the folder's files are."""
    mimetypes.add_type("text/javascript", ".mjs")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quietly, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()

"""From the end of an upload to the first page over HTTP: a PDF of 120 pages into a fresh installation.

    .venv/bin/python -m bench.first_page [runs]

Each run uploads another file, for the same content is never converted twice. Times are of the whole way: the route,
the queue, the worker's limited child, the page as a tablet fetches it.
"""

import hashlib
import http.cookiejar
import json
import re
import statistics
import sys
import tempfile
import time
import urllib.error
import urllib.request
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

from meeting.docs.uploading import MOST_CHUNK
from tests import live

PAGES = 120
PASSWORD = "hop-khong-giay"
MEETING = "/api/meetings/1"


class Secretary:
    """A browser on which the secretary has signed in."""

    def __init__(self, address):
        self.address = address
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(jar)
        form = self.read("/sign-in").decode()
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', form)[1]
        self.read("/sign-in", f"csrf_token={token}&name=thuky&password={PASSWORD}".encode())
        self.token = re.search(r'name="csrf-token" content="([^"]+)"', self.read("/").decode())[1]

    def read(self, path, body=None, method=None, **headers):
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        url, headers = self.address + path, headers | {"Accept": "text/html"}
        request = urllib.request.Request(url, body, headers, method=method)
        with self.opener.open(request, timeout=60) as response:
            return response.read()

    def get(self, path):
        return json.loads(self.read(path))

    def upload(self, item_id, name, content):
        file = {
            "file_name": name,
            "size": len(content),
            "head": sha256(content[: 64 * 1024]),
            "item_id": item_id,
        }
        path = f"{MEETING}/uploads/{self.post(f'{MEETING}/uploads', file)['upload']['id']}"
        more = {"X_CSRFToken": self.token, "Content_Type": "application/octet-stream"}
        for offset in range(0, len(content), MOST_CHUNK):
            self.read(path, content[offset : offset + MOST_CHUNK], "PATCH", Upload_Offset=str(offset), **more)
        return self.post(f"{path}/completion", {"sha256": sha256(content)})

    def post(self, path, body):
        more = {"X_CSRFToken": self.token, "Content_Type": "application/json"}
        return json.loads(self.read(path, json.dumps(body).encode(), **more))


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def make_pdf(number):
    file = BytesIO()
    page = canvas.Canvas(file, pagesize=A4)
    for index in range(PAGES):
        for line in range(40):
            page.drawString(
                60, 780 - 18 * line, f"Run {number}, page {index + 1}, line {line + 1}: " + "budget " * 6
            )
        page.showPage()
    page.save()
    return file.getvalue()


def first_page_after(secretary, item_id, number):
    """Seconds from the answer to the upload until page 1 has been received, and its bytes."""
    paper_id = secretary.upload(item_id, f"run-{number}.pdf", make_pdf(number))["paper"]["id"]
    uploaded = time.perf_counter()
    while time.perf_counter() - uploaded < 60:
        version = secretary.get(f"{MEETING}/state")["papers"][str(paper_id)]["version"]
        if version:
            page = fetch_page(secretary, f"{MEETING}/papers/{paper_id}/{version['key']}/pages/1/page")
            if page:
                return time.perf_counter() - uploaded, len(page)
        time.sleep(0.02)
    sys.exit("no first page within a minute")


def fetch_page(secretary, path):
    try:
        return secretary.read(path)
    except urllib.error.HTTPError as error:
        if error.code == 404:  # not drawn yet
            return None
        raise


def main(runs):
    with tempfile.TemporaryDirectory() as data, live.serving(data, demo=True) as (_process, address, _said):
        secretary = Secretary(address)
        await_quiet(secretary)
        item_id = next(iter(secretary.get(f"{MEETING}/state")["items"].values()))["id"]
        results = [first_page_after(secretary, item_id, number) for number in range(runs)]
    times = sorted(seconds for seconds, _size in results)
    print(f"upload's end → first page, PDF of {PAGES} pages, {runs} runs")
    print(
        f"median {statistics.median(times):.2f} s   worst {times[-1]:.2f} s   page {results[0][1] // 1024} KB"
    )


def await_quiet(secretary):
    """Until the demo's own papers are all drawn: we measure one upload, not sixteen."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        intakes = secretary.get(f"{MEETING}/state")["intakes"].values()
        if all(intake["state"] in ("ready", "failed") for intake in intakes):
            return
        time.sleep(0.5)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)

"""Tablets that do not answer, tablets that never stop asking, more tablets than there is room for: the others notice
nothing, and each of these gets a clear answer or is let go."""

import json
import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from random import Random

import requests
import websocket

from meeting.db import writing
from meeting.docs.presenting.showing import show_page
from meeting.people.signing_in import start_sign_in
from meeting.permissions import Office
from tests import make
from tests.live import await_that, descendants

from .hall import PAGES, hall, server, tablets

GOOD, SILENT, MOST = 6, 3, 12
ANSWER_SECONDS = 2  # a full room says so within
GONE_SECONDS = 20  # asked every 5 s, an answer awaited for 7, a turn to look, and a loaded machine
FLOOD = 200  # commands at once, over a socket and over HTTP
PER_SECOND = 4  # what the server is set to let through, so that a slow machine floods it, too
LATE_SECONDS = 2  # until a turned page has reached every tablet, beside three times what it takes in quiet
MOST_GROWTH_MB = 40
LIMITS = {"MEETING_MAX_TABLETS": str(MOST), "MEETING_COMMANDS_PER_SECOND": str(PER_SECOND)}


def run(folder, seed):
    """The figures of one run, among them `anomalies`: sentences, none of them when all is well."""
    with (
        hall(folder, GOOD + SILENT + 2) as room,
        server(folder, **LIMITS) as (process, address),
        tablets(address, room.meeting_id, room.cookies[:GOOD]) as good,
    ):
        watch = Watch(room, good, Random(seed))
        admin = administrator(room)
        before = memory_mb(process.pid)
        quiet = watch.latest(5)
        silent = [Peer(address, cookie, room.meeting_id) for cookie in room.cookies[GOOD : GOOD + SILENT]]
        flooded = watch.during(lambda: flood_socket(address, room.cookies[-1], room.meeting_id))
        asked = watch.during(lambda: flood_http(address, room.cookies[-1], room.path))
        full = watch.during(lambda: fill(address, room.cookies[-2]))
        gone = until_gone(address, admin)
        after = memory_mb(process.pid)
        kinds = [tablet["status"]["kind"] for tablet in good.states()]
        for peer in silent:
            peer.close()
    figures = {
        "quiet_s": quiet,
        "socket_flood": flooded,
        "http_flood": asked,
        "full": full,
        "gone_s": gone,
        "memory_mb": [before, after],
    }
    return figures | {"anomalies": anomalies(figures, kinds)}


def anomalies(figures, kinds):
    found, late = [], LATE_SECONDS + 3 * figures["quiet_s"]
    for name in ("socket_flood", "http_flood", "full"):
        if figures[name]["late_s"] > late:
            found.append(f"{name}: a page reached the others only after {figures[name]['late_s']} s")
    for name in ("socket_flood", "http_flood"):
        if not figures[name]["refused"]:
            found.append(f"{name}: nothing was refused")
        if figures[name]["answers"] - figures[name]["refused"] < 1:
            found.append(f"{name}: nothing was done either")
    if figures["full"]["status"] != 503 or not figures["full"]["retry_after"]:
        found.append(f"a full room answered {figures['full']['status']}")
    if figures["full"]["answer_s"] > ANSWER_SECONDS:
        found.append(f"a full room answered only after {figures['full']['answer_s']} s")
    if figures["gone_s"] is None:
        found.append(f"silent tablets are still counted after {GONE_SECONDS} s")
    if set(kinds) != {"live"}:
        found.append(f"the good tablets are {kinds}")
    if figures["memory_mb"][1] - figures["memory_mb"][0] > MOST_GROWTH_MB:
        found.append("the server has grown: {} → {} MB".format(*figures["memory_mb"]))
    return found


class Watch:
    """How long a turned page takes to every good tablet."""

    def __init__(self, room, good, chance):
        self.room, self.good, self.chance, self.page = room, good, chance, 1

    def turn(self):
        """Seconds until the last one shows it."""
        self.page = self.page % PAGES + 1
        with writing(self.room.meeting_id) as session:
            show_page(session, self.room.actors[0], self.room.paper_id, self.page)
        turned = time.monotonic()
        await_that(lambda: all(self._shows(tablet) for tablet in self.good.states()), seconds=30)
        return time.monotonic() - turned

    def _shows(self, tablet):
        shown = tablet["state"]["presentation"]
        return shown is not None and shown["page"] == self.page

    def latest(self, times):
        return round(max(self.turn() for _ in range(times)), 2)

    def during(self, bad):
        """What `bad` found out, and the latest page of those turned meanwhile."""
        found = {}
        doing = threading.Thread(target=lambda: found.update(bad()))
        doing.start()
        late = [self.turn()]
        while doing.is_alive():
            late.append(self.turn())
        return found | {"late_s": round(max(late), 2), "turns": len(late)}


class Peer:
    """A WebSocket spoken by hand: it has joined, and from then on does what the test says, or nothing at all."""

    def __init__(self, address, cookie, meeting_id, query="", **how):
        url = address.replace("http", "ws") + "/socket.io/?EIO=4&transport=websocket" + query
        self.line = websocket.create_connection(url, cookie=f"sign_in={cookie}", timeout=20, **how)
        self._await("0")
        self.line.send("40")
        self._await("40")
        self.line.send("420" + json.dumps(["meeting:join", {"meeting_id": meeting_id}]))
        self._await("430")

    def _await(self, beginning):
        while not (said := self.line.recv()).startswith(beginning):
            pass
        return said

    def close(self):
        with suppress(OSError, websocket.WebSocketException):
            self.line.close(timeout=1)


def flood_socket(address, cookie, meeting_id):
    """Many commands in one breath; every one is answered, most with the word that this is too fast."""
    peer = Peer(address, cookie, meeting_id)
    for number in range(FLOOD):
        peer.line.send(f'42{number}["clock:read",{{}}]')
    answers = refused = 0
    while answers < FLOOD:
        said = peer.line.recv()
        if said == "2":
            peer.line.send("3")
        elif said.startswith("43"):
            answers, refused = answers + 1, refused + ("too_fast" in said)
    peer.close()
    return {"answers": answers, "refused": refused}


def flood_http(address, cookie, path):
    """The same over HTTP, from one sign-in, eight at a time."""
    browser = requests.Session()
    browser.cookies.set("sign_in", cookie)
    page = browser.get(address + "/", timeout=30).text
    browser.headers["X-CSRFToken"] = re.search(r'name="csrf-token" content="([^"]+)"', page)[1]
    with ThreadPoolExecutor(8) as hands:
        posts = [hands.submit(browser.post, f"{address}{path}/speeches", timeout=30) for _ in range(FLOOD)]
    statuses = [post.result().status_code for post in posts]
    return {"answers": len(statuses), "refused": statuses.count(429)}


def fill(address, cookie):
    """Tablets come in until one is refused: {status, retry_after, answer_s, came}."""
    code, came = 200, -1
    while code == 200 and came <= MOST:
        began, came = time.monotonic(), came + 1
        code, headers = knock(address, cookie)
    waited = round(time.monotonic() - began, 2)
    return {"status": code, "retry_after": headers.get("Retry-After"), "answer_s": waited, "came": came}


def until_gone(address, admin):
    """Seconds from the last that came until only the good ones are counted; None when they stay."""
    began = time.monotonic()
    while (passed := time.monotonic() - began) < GONE_SECONDS:
        rows = {row["name"]: row for row in ask(address, "/api/installation", admin)["rows"]}
        if rows["tablets"]["connected"] <= GOOD:
            return round(passed, 1)
        time.sleep(0.5)
    return None


def knock(address, cookie):
    """(status, headers) of what a new tablet is answered."""
    path = "/socket.io/?EIO=4&transport=polling"
    answer = requests.get(address + path, cookies={"sign_in": cookie}, timeout=30)
    return answer.status_code, answer.headers


def ask(address, path, cookie):
    return requests.get(address + path, cookies={"sign_in": cookie}, timeout=30).json()


def administrator(room):
    with writing() as session:
        person = make.person(session, "Ngô Sơn", office=Office.ADMINISTRATOR)
        return start_sign_in(session, person.id, "test", hours=1)


def memory_mb(pid):
    """Private memory of the server's processes."""
    sizes = (Path(f"/proc/{child}/smaps_rollup").read_text().split() for child in [pid, *descendants(pid)])
    return round(sum(private_kb(words) for words in sizes) / 1024)


def private_kb(words):
    return sum(
        int(words[at + 1]) for at, word in enumerate(words) if word in ("Private_Clean:", "Private_Dirty:")
    )

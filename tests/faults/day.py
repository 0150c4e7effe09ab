"""A day's meeting in miniature: everybody joins, pages are turned, people ask to speak, votes are held, tablets lose
their line and come back. Twenty times as fast as in a council; what must not grow is watched meanwhile."""

import time
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from statistics import median

from .bad_peers import memory_mb
from .hall import PAGES

# Seconds between two of a kind, at twenty times the pace: a page every half minute, a speaker every three minutes, a
# vote every twenty, and of sixty tablets each loses its line once an hour.
EVERY = {"page": 1.5, "ask": 4.5, "next": 9, "vote": 60, "cut": 3}
SAMPLE_SECONDS = 2


class Day:
    def __init__(self, house, chance, pace=1.0):
        self.house, self.chance, self.pace = house, chance, pace
        self.numbers, self.done, self.refused = count(1), dict.fromkeys(EVERY, 0), []
        self.samples = []  # (memory in MB, open files) of the web processes together
        self.vote_id = house.room.vote_id
        self.hands = ThreadPoolExecutor(8)

    def run(self, seconds):
        began = time.monotonic()
        due = {name: began + every / self.pace for name, every in EVERY.items()}
        sampled = 0.0
        while (moment := time.monotonic()) < began + seconds:
            for name, when in due.items():
                if moment >= when:
                    getattr(self, name)()
                    self.done[name] += 1
                    due[name] = max(moment, when + EVERY[name] / self.pace)
            if moment > sampled + SAMPLE_SECONDS:
                self.samples.append(self.sample())
                sampled = moment
            time.sleep(0.05)
        self.hands.shutdown()

    def command(self, person, method, path, body=None):
        browser = self.house.browsers[person]
        answer = browser.command(method, path, body or {}, f"day {next(self.numbers)}")
        # Who is called next when all have spoken is a question with a right answer.
        code = None if answer.ok else answer.json().get("error")
        if not answer.ok and code != "nobody_waiting":
            self.refused.append(f"{method} {path}: {answer.status_code} {code}")
        return answer

    def anybody(self):
        return self.chance.randrange(1, len(self.house.browsers))

    def page(self):
        place = {"paper_id": self.house.room.paper_id, "page": self.chance.randint(1, PAGES)}
        self.command(0, "PUT", "/presentation", place)

    def ask(self):
        self.command(self.anybody(), "POST", "/speeches")

    def next(self):
        self.command(0, "POST", "/speeches/next")

    def cut(self):
        self.house.cut(self.anybody())

    def vote(self):
        """The open vote is answered by everybody, closed and published; the next one opened."""
        choices = [
            (n, self.chance.choice(("for", "against", "abstain"))) for n in range(len(self.house.browsers))
        ]
        path = f"/votes/{self.vote_id}"
        list(
            self.hands.map(
                lambda one: self.command(
                    one[0], "PUT", f"{path}/ballots/mine", {"answer": {"choice": one[1]}}
                ),
                choices,
            )
        )
        self.command(0, "POST", f"{path}/closing", {"despite_missing": True})
        self.command(0, "POST", f"{path}/publication")
        question = {"item_id": self.house.room.item_id, "title": "Thông qua", "preset": "council_resolution"}
        self.vote_id = self.command(0, "POST", "/votes", question).json()["vote"]["id"]
        self.command(0, "POST", f"/votes/{self.vote_id}/opening")

    def sample(self):
        pids = [one.process.pid for one in self.house.webs]
        return sum(map(memory_mb, pids)), sum(open_files(one.worker) for one in self.house.webs)

    def growth(self):
        """{memory_mb, growth_percent, open_files}: after a fifth of the time, and over the last fifth."""
        fifth = max(1, len(self.samples) // 5)
        early, late = self.samples[fifth : 2 * fifth] or self.samples, self.samples[-fifth:]
        memory = [median(mb for mb, _ in part) for part in (early, late)]
        files = [median(number for _, number in part) for part in (early, late)]
        percent = round(100 * (memory[1] - memory[0]) / memory[0], 1)
        return {"memory_mb": memory, "growth_percent": percent, "open_files": files}


def open_files(pid):
    return len(list(Path(f"/proc/{pid}/fd").iterdir()))

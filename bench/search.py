"""Searching 50,000 pages, as a tablet asks for it: sign-in, rights, index, snippets, JSON.

    bin/bench search [--postgresql] [pages]

The pages are made of the sentences of the demo's papers, a topic to each, and of words as rare as words are in a
language. They lie in 40 meetings; the person who searches has a seat in all of them, which is the worst case.
"""

import random
import re
import statistics
import sys
import tempfile
import time
from contextlib import contextmanager
from itertools import accumulate
from pathlib import Path

from sqlalchemy import insert

from bench.figures import p95
from meeting import create_app
from meeting.agenda.models import AgendaItem, Body, Meeting, MeetingState, Seat
from meeting.cli import migrate_database
from meeting.db import database, now, writing
from meeting.docs.models import Document, DocumentState, Page, PageState, Paper, PaperVersion
from meeting.docs.search_index import keep_words
from meeting.docs.stages.folding import fold
from meeting.memory import settle
from meeting.people.models import Person
from meeting.people.signing_in import start_sign_in
from meeting.permissions import Role
from tests import postgresql

TEXTS = Path(__file__).resolve().parent.parent / "demo" / "source" / "texts"
TARGET_MS = 200
MEETINGS, PAGES_OF_A_PAPER, LETTERS_OF_A_PAGE = 40, 40, 2200
OWN_TOPIC, ANY_TOPIC = 0.2, 0.03  # of what is written; the rest are words
ROUNDS = 7
QUERIES = (
    "ngân sách",
    "ngan sach",
    "đầu tư công",
    "dau tu cong 2027",
    '"hội đồng nhân dân"',
    "trường mầm non",
    "giải ngân vốn",
    "418/BC-UBND",
    "quy hoạch ven sông",
    "kinh",
    "nghị quy",
    "quốc phòng an ninh xuất khẩu",
    "năm",
    "không có từ này đâu",
)
ONSETS = "b c ch d đ g gh gi h k kh l m n ng nh ph qu r s t th tr v x"
RHYMES = (
    "a á à ả ạ ăn ắn âm ấm ang áng anh ành ay ây e é en ét ê ên ết i ì ịnh o ò ong óng ô ông"
    " ơ ơn ớt u ú ung ư ưng ương ước ượt"
)


def sentences():
    """{topic: its sentences}"""
    found = {}
    for path in sorted(TEXTS.glob("*.txt")):
        parts = re.split(r"(?<=[.;:])\s+|\n", path.read_text())
        found[path.stem] = [part.strip("# *") for part in parts if len(part) > 25]
    return found


def rare_words(count=6000):
    """Syllables that could be Vietnamese, and how often each comes: the n-th as often as 1/n (Zipf)."""
    words = [onset + rhyme for onset in ONSETS.split() for rhyme in RHYMES.split()]
    words += [f"{word}{ending}" for word in words for ending in ("h", "m", "p", "c")]
    random.shuffle(words)
    words = words[:count]
    return words, list(accumulate(1 / (n + 20) for n in range(len(words))))


class Author:
    """Writes pages; folding by sentence and word, for folding 100 MB letter by letter takes minutes."""

    def __init__(self):
        self.topics = sentences()
        self.words, self.weights = rare_words()
        self.folded = {one: fold(one) for part in self.topics.values() for one in part}
        self.folded |= {word: fold(word) for word in self.words}

    def page(self, topic):
        parts, length = [], 0
        while length < LETTERS_OF_A_PAGE:
            kind = random.random()
            if kind < OWN_TOPIC:
                more = [random.choice(self.topics[topic])]
            elif kind < OWN_TOPIC + ANY_TOPIC:
                more = [random.choice(self.topics[random.choice(list(self.topics))])]
            else:
                more = random.choices(self.words, cum_weights=self.weights, k=14)
            parts += more
            length += sum(map(len, more)) + len(more)
        return "\n".join(parts), " ".join(self.folded[part] for part in parts)


def fill(pages):
    """The token of somebody who may read all of it, and the id of one meeting."""
    random.seed(2027)
    author, papers = Author(), pages // PAGES_OF_A_PAPER
    with writing() as session:
        person = Person(name="Nguyễn Văn An", sign_in_name="an", password_hash="-")
        body = Body(name="Hội đồng nhân dân")
        session.add_all([person, body])
        session.flush()
        meetings = [
            Meeting(body_id=body.id, title=f"Kỳ họp thứ {n}", starts_at=now(), state=MeetingState.PUBLISHED)
            for n in range(1, MEETINGS + 1)
        ]
        session.add_all(meetings)
        session.flush()
        items = [AgendaItem(meeting_id=m.id, title="Báo cáo, tờ trình", position=1) for m in meetings]
        session.add_all(items)
        session.add_all(Seat(meeting_id=m.id, person_id=person.id, role=Role.MEMBER) for m in meetings)
        session.flush()
        places = [(item.meeting_id, item.id) for item in items]
        person_id = person.id
    for number in range(papers):
        with writing() as session:
            lay(session, author, number, *places[number * MEETINGS // papers], person_id)
    with writing() as session:
        return start_sign_in(session, person_id, "bench", hours=1), places[0][0]


def lay(session, author, number, meeting_id, item_id, person_id):
    topic = random.choice(list(author.topics))
    document = Document(
        sha256=f"{number:064}", size=1, state=DocumentState.READY, key=f"{number:024}", readable_at=now()
    )
    document.page_count = document.pages_ready = PAGES_OF_A_PAPER
    paper = Paper(meeting_id=meeting_id, item_id=item_id, title=f"{topic[3:].replace('-', ' ')} {number}")
    paper.versions = [PaperVersion(number=1, document=document, file_name="a.pdf", uploaded_by_id=person_id)]
    session.add(paper)
    session.flush()
    numbers = range(1, PAGES_OF_A_PAPER + 1)
    texts = {page: author.page(topic) for page in numbers}
    session.execute(
        insert(Page),
        [
            {"document_id": document.id, "number": page, "w": 595, "h": 842, "label": "", "mono": True}
            | {"state": PageState.READY, "text": text, "folded": folded}
            for page, (text, folded) in texts.items()
        ],
    )
    keep_words(session, document.id, list(numbers))


def measure(client, path):
    """{query: (milliseconds of each round, pages found)}, and the milliseconds of processor time of one search."""
    results, working = {}, time.process_time()
    for query in QUERIES:
        times = []
        for _ in range(ROUNDS):
            begun = time.perf_counter()
            answer = client.get(path, query_string={"q": query})
            times.append((time.perf_counter() - begun) * 1000)
            assert answer.status_code == 200
        results[query] = times, answer.json["total"]
    return results, (time.process_time() - working) * 1000 / len(QUERIES) / ROUNDS


@contextmanager
def empty_database(on_postgresql, folder):
    if not on_postgresql:
        yield f"sqlite:///{folder}/meeting.db"
        return
    with postgresql.server() as address:
        yield address


def run(pages, on_postgresql, say=print):
    """(all meetings, one meeting, ms of processor time of a search of all): the two as `measure` gives them."""
    with tempfile.TemporaryDirectory() as folder, empty_database(on_postgresql, folder) as url:
        app = create_app(DATA=folder, DATABASE_URL=url, SECRET_KEY="bench")
        with app.app_context():
            begun = time.perf_counter()
            migrate_database()
            token, meeting_id = fill(pages)
            settle()  # as the web server does when it starts
            say(f"{pages} pages written in {time.perf_counter() - begun:.0f} s, {url.split(':')[0]}")
            client = app.test_client()
            client.set_cookie("sign_in", token)
            client.get("/api/search?q=mot")
            everywhere, processor = measure(client, "/api/search")
            in_one, _ = measure(client, f"/api/meetings/{meeting_id}/search")
            database().close()
    return everywhere, in_one, processor


def all_times(results):
    """Milliseconds of every search of every query."""
    return [time for taken, _pages in results.values() for time in taken]


def main(pages, on_postgresql):
    everywhere, in_one, processor = run(pages, on_postgresql)
    print(f"{'':32} {'all meetings: median, worst, pages':>36} {'one meeting':>24}")
    for query in QUERIES:
        columns = (
            f"{statistics.median(t):6.0f} {max(t):6.0f} ms {n:6}"
            for t, n in (everywhere[query], in_one[query])
        )
        print(f"{query:32} {next(columns):>36} {next(columns):>24}")
    times = all_times(everywhere)
    print(f"processor time of a search of all meetings, on average: {processor:.0f} ms")
    print(f"median {statistics.median(times):.0f} ms   p95 {p95(times):.0f} ms   target {TARGET_MS} ms")


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:] if argument.isdecimal()]
    main(numbers[0] if numbers else 50_000, "--postgresql" in sys.argv)

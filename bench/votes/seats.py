"""A vote in the open of 500 members on one of their tablets: how long it takes to draw that one more has answered.

The page is the room as it is served, on Chromium with a processor four times slower. What the server would tell is
given to it as text at the beginning of a frame; the figure is what its main thread then does until it is painted.
The wait for the frame to begin, up to 16 ms whatever is drawn, is no part of the figure.
"""

import json
import tempfile
from pathlib import Path

from bench.figures import p95
from bench.papers import chromium
from meeting import create_app
from meeting.cli import migrate_database
from meeting.db import now, writing
from meeting.edge import COOKIE
from meeting.people.signing_in import start_sign_in
from meeting.permissions import Role
from meeting.voting.models import Elector, Secrecy, VoteState
from tests import cast, live, make

SEATS, CHANGES, WARM = 500, 200, 20

# The page's own store, out of whichever file it was put into.
FIND_STORE = """async () => {
  const names = performance.getEntriesByType("resource").map(({ name }) => name)
  const bundles = names.filter((name) => name.includes("/bundles/") && name.endsWith(".js"))
  const made = await Promise.all(bundles.map((name) => import(name)))
  window.store = made.find((one) => one.core_store).core_store.store
}"""

DRAW = """(fact) => new Promise((done) => requestAnimationFrame(() => {
  const begun = performance.now()
  store.receive([JSON.parse(fact)])
  const after = new MessageChannel()
  after.port1.onmessage = () => done(performance.now() - begun)
  after.port2.postMessage(0)
}))"""


def of_500_seats():
    """{"seat_change_500_p95_ms": number}"""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        data = Path(folder, "data")
        meeting_id, cookie = build(data)
        with (
            live.serving(data) as (_process, address, _said),
            chromium.chromiums() as launch,
            launch().page(base_url=address) as page,
        ):
            page.context.add_cookies([{"name": COOKIE, "value": cookie, "url": address}])
            page.goto(f"/meetings/{meeting_id}")
            page.locator(".seat-map").wait_for()
            page.evaluate(FIND_STORE)
            chromium.slow_down(page)
            return {"seat_change_500_p95_ms": p95(changes(page))}


def changes(page):
    """Milliseconds of each; the first ones are left out."""
    vote = page.evaluate("() => Object.values(store.state.votes).find((vote) => vote.state === 'open')")
    answers, times = list(vote["answers"]), []
    for change in range(WARM + CHANGES):
        seat = change * 7 % SEATS
        answers[seat] = "012"[(change + seat) % 3]
        progress = {
            "id": vote["id"],
            "cast": SEATS - answers.count("-"),
            "electors": vote["electors"],
            "answers": "".join(answers),
        }
        times.append(page.evaluate(DRAW, json.dumps({"name": "vote:progressed", "progress": progress})))
    # What was drawn is what was told.
    shown = page.locator(".vote-legend li strong").all_inner_texts()
    assert [int(number) for number in shown] == [answers.count(letter) for letter in "012-"]
    return times[WARM:]


def build(data):
    """A meeting of 500 with a named vote open: (its id, the cookie of one of its members)."""
    app = create_app(DATA=str(data))
    with app.app_context():
        migrate_database()
        with writing() as session:
            meeting, item, actors = cast.gather_many(session, SEATS - 1)
            vote = make.vote(session, item)
            vote.secrecy, vote.state, vote.opened_at = Secrecy.NAMED, VoteState.OPEN, now()
            session.add_all(Elector(vote_id=vote.id, seat_id=actor.seat_id, present=True) for actor in actors)
            cookie = start_sign_in(session, actors[7].person_id, "bench", hours=12)
            found = meeting.id, cookie
    app.extensions["database"].close()
    assert actors[7].role == Role.MEMBER
    return found


if __name__ == "__main__":
    print(of_500_seats())

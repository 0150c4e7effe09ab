"""A vote in the open of 500 members on one of their tablets: how long it takes to draw that one more has answered, and
to draw a whole snapshot in which everybody has.

The page is the room as it is served, on Chromium with a processor four times slower. What the server would tell is
given to it as text at the beginning of a frame; the figure is what its main thread then does until it is painted.
The wait for the frame to begin, up to 16 ms whatever is drawn, is no part of the figure.
Beside it the processor time of that thread for such frames, as Chromium's trace has it: what else runs on the machine
is in the one and not in the other.
"""

import json
import tempfile
from functools import partial
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

SEATS, CHANGES, WARM, SNAPSHOTS = 500, 200, 20, 20
TRACED = ["toplevel", "blink", "cc", "devtools.timeline"]

# The page's own store, out of whichever file it was put into.
FIND_STORE = """async () => {
  const names = performance.getEntriesByType("resource").map(({ name }) => name)
  const bundles = names.filter((name) => name.includes("/bundles/") && name.endsWith(".js"))
  const made = await Promise.all(bundles.map((name) => import(name)))
  window.store = made.find((one) => one.core_store).core_store.store
}"""

# Made once: what it takes to read this script itself is no part of the figure.
DRAWING = """() => {
  window.draw = ([act, text]) => new Promise((done) => requestAnimationFrame(() => {
    const begun = performance.now()
    store[act](JSON.parse(text))
    const after = new MessageChannel()
    after.port1.onmessage = () => done(performance.now() - begun)
    after.port2.postMessage(0)
  }))
}"""


def of_500_seats():
    """{name: number} of the figures that begin with "seat"."""
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
            page.evaluate(DRAWING)
            chromium.slow_down(page)
            changed = changes(page, Path(folder, "trace"))
            return changed | {"seats_snapshot_500_p95_ms": p95(snapshots(page))}


def changes(page, trace):
    """Of one seat at a time, until it is painted; and once more, for tracing takes time, the processor time of it."""
    vote = open_vote(page)
    answers = list(vote["answers"])
    answer_one_by_one(page, vote, answers, range(WARM))
    times = answer_one_by_one(page, vote, answers, range(WARM, WARM + CHANGES))
    page.context.browser.start_tracing(page=page, path=trace, categories=TRACED)
    answer_one_by_one(page, vote, answers, range(WARM + CHANGES, WARM + 2 * CHANGES))
    page.context.browser.stop_tracing()
    assert_shown(page, answers)
    return {
        "seat_change_500_p95_ms": p95(times),
        "seat_change_500_cpu_p95_ms": p95(frames_in(json.loads(trace.read_text())["traceEvents"])),
    }


def answer_one_by_one(page, vote, answers, changes):
    """Milliseconds of each; every one is the first answer of its seat, for 7 and 500 have no common factor."""
    times = []
    for change in changes:
        answers[change * 7 % SEATS] = "012"[change % 3]
        told = {"name": "vote:progressed", "progress": progress(vote, answers)}
        times.append(draw(page, "receive", [told]))
    return times


def snapshots(page):
    """Milliseconds of each; every seat has another answer than in the one before."""
    vote, times = open_vote(page), []
    state = page.evaluate("() => store.state")
    for turn in range(SNAPSHOTS):
        answers = ["012"[(seat + turn) % 3] for seat in range(SEATS)]
        state["votes"][str(vote["id"])] = vote | progress(vote, answers)
        times.append(draw(page, "replace", state))
        assert_shown(page, answers)
    return times


def open_vote(page):
    return page.evaluate("() => Object.values(store.state.votes).find((vote) => vote.state === 'open')")


def progress(vote, answers):
    cast = SEATS - answers.count("-")
    return {"id": vote["id"], "cast": cast, "electors": vote["electors"], "answers": "".join(answers)}


def draw(page, act, told):
    return page.evaluate("(drawn) => draw(drawn)", [act, json.dumps(told)])


def assert_shown(page, answers):
    """What was drawn is what was told."""
    shown = page.locator(".vote-legend li strong").all_inner_texts()
    assert [int(number) for number in shown] == [answers.count(letter) for letter in "012-"]


def frames_in(events):
    """Milliseconds of processor time of each frame in which a script was at work."""
    whole = [event for event in events if event.get("ph") == "X" and "tdur" in event]
    scripts = [event for event in whole if event["name"] == "FireAnimationFrame"]
    frames = [event for event in whole if event["name"] == "ProxyMain::BeginMainFrame"]
    return [frame["tdur"] / 1000 for frame in frames if any(map(partial(is_in, frame), scripts))]


def is_in(frame, event):
    return event["tid"] == frame["tid"] and 0 <= event["ts"] - frame["ts"] <= frame["dur"]


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

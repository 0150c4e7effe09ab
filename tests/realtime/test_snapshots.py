"""A thousand tablets that return at once: the meeting is looked at a few times, and nobody gets another's part."""

import gzip
import json
import threading
import time

import pytest

from meeting.agenda.meetings import find_meeting, tell
from meeting.agenda.models import Seat
from meeting.db import now, reading, writing
from meeting.docs import visibility
from meeting.docs.models import Document, Paper, PaperVersion
from meeting.docs.readings.models import Reading
from meeting.errors import Stale
from meeting.permissions import Role
from meeting.realtime import snapshots
from meeting.realtime.snapshots import Snapshots
from meeting.state import meeting_state
from tests import cast
from tests.databases import on_both_databases

EVERYBODY = (*cast.SEATED, "hall")
DESK = {"mai", "thu"}
# {title: what limits it, and who sees it all the same}
PAPERS = {
    "Cho mọi người": ((), set(EVERYBODY)),
    "Cho đại biểu": (("roles", [Role.MEMBER], []), DESK | set(cast.MEMBERS)),
    "Cho khách và người dự": (("roles", [Role.GUEST, Role.OBSERVER], []), DESK | {"khoi", "lan"}),
    "Cho An và Lan": (("people", [], ["an", "lan"]), DESK | {"an", "lan"}),
    "Giữ lại": (("desk", [], []), DESK),
    "Mật của phòng": ("confidential", set(EVERYBODY) - {"hall"}),
    "Chưa đọc được": ("unreadable", DESK),
}


@pytest.fixture
def papers(house):
    """{title: paper's id}, each read by everybody who has a seat, and a vote in which all have answered."""
    made = {}
    with writing(house.meeting.id) as session:
        for number, (title, (limit, _)) in enumerate(PAPERS.items(), 1):
            paper = lay(session, house, number, title, limit)
            made[title] = paper.id
            if limit and isinstance(limit, tuple):
                kind, roles, names = limit
                people = [getattr(house, name).person_id for name in names]
                visibility.set_visibility(session, house.thu, paper.id, kind, roles, people)
            for name in cast.SEATED:
                read(session, getattr(house, name), paper.newest)
    return made


def lay(session, house, number, title, limit):
    document = Document(
        sha256=f"{number}" * 64,
        size=1000,
        media_type="application/pdf",
        state="ready",
        key=f"{number}" * 24,
        page_count=3,
        pages_ready=3,
    )
    document.readable_at = None if limit == "unreadable" else house.meeting.starts_at
    document.changed_at = house.meeting.starts_at
    level = "confidential" if limit == "confidential" else "none"
    paper = Paper(
        meeting_id=house.meeting.id, item_id=house.item.id, title=title, position=number, level=level
    )
    paper.versions = [
        PaperVersion(number=1, document=document, file_name="a.pdf", uploaded_by_id=house.thu.person_id)
    ]
    session.add(paper)
    session.flush()
    return paper


def read(session, actor, version):
    session.add(
        Reading(
            person_id=actor.person_id,
            version_id=version.id,
            page=1,
            page_at=now(),
            furthest=1,
            first_opened_at=now(),
            last_opened_at=now(),
        )
    )


def take(app, actor):
    return json.loads(app.extensions["snapshots"].take(actor).text)


def without_clock(state):
    return {name: value for name, value in state.items() if name not in ("ok", "now")}


@on_both_databases
def test_what_is_put_together_is_what_each_would_be_told_alone(app, house, papers, sign_in):
    ask_for_a_vote(house, sign_in)
    for _ in range(2):  # made, then kept
        for name in EVERYBODY:
            actor = getattr(house, name)
            with reading() as session:
                alone = meeting_state(session, actor)
            assert without_clock(take(app, actor)) == json.loads(json.dumps(without_clock(alone))), name


def test_nobody_gets_another_s_part(app, house, papers, sign_in):
    """The whole matrix, all asking at the same moment: papers, what was read, ballots, drafts, turnouts."""
    vote_id = ask_for_a_vote(house, sign_in)
    states = all_at_once(app, [getattr(house, name) for name in EVERYBODY])
    for name in EVERYBODY:
        actor, state = getattr(house, name), states[getattr(house, name)]
        seen = {title for title, (_, readers) in PAPERS.items() if name in readers}
        assert {paper["title"] for paper in state["papers"].values()} == seen, name
        assert state["me"]["person_id"] == actor.person_id and state["me"]["role"] == actor.role
        ids = {str(papers[title]) for title in seen} if actor.person_id else set()
        assert set(state["readings"]) == ids, name
        choice = {"an": "for", "binh": "against"}.get(name)
        assert [ballot["answer"]["choice"] for ballot in state["ballots"].values()] == (
            [choice] if choice else []
        ), name
        assert ("turnouts" in state) == ("intakes" in state) == (name in DESK), name
        assert [vote["state"] for id, vote in state["votes"].items() if id != str(vote_id)] == (
            ["draft"] if name in DESK else []
        ), name
        for title, (_, readers) in PAPERS.items():
            assert name in readers or title not in json.dumps(state, ensure_ascii=False), (name, title)


def ask_for_a_vote(house, sign_in):
    """The id of an open vote in which An is for, Bình against; there is a draft besides."""
    desk, vote = sign_in(house.thu), {"item_id": house.item.id, "preset": "council_resolution"}
    desk.post(f"{house.path}/votes", vote | {"title": "Nháp"})
    vote_id = desk.post(f"{house.path}/votes", vote | {"title": "Thông qua"})[1]["vote"]["id"]
    desk.post(f"{house.path}/votes/{vote_id}/opening")
    for name, choice in (("an", "for"), ("binh", "against")):
        mine = f"{house.path}/votes/{vote_id}/ballots/mine"
        assert sign_in(getattr(house, name)).put(mine, {"answer": {"choice": choice}})[0] == 200
    return vote_id


def all_at_once(app, actors):
    states, failures = {}, []
    start = threading.Barrier(len(actors))

    def ask(actor):
        start.wait()
        try:
            with app.app_context():
                states[actor] = take(app, actor)
        except Exception as failure:
            failures.append(failure)

    threads = [threading.Thread(target=ask, args=(actor,)) for actor in actors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    return states


def test_a_paper_taken_away_is_gone_from_the_very_next_answer(app, house, papers):
    assert str(papers["Cho mọi người"]) in take(app, house.binh)["papers"]
    with writing(house.meeting.id) as session:
        an = house.an.person_id
        visibility.set_visibility(session, house.thu, papers["Cho mọi người"], "people", [], [an])
    assert str(papers["Cho mọi người"]) not in take(app, house.binh)["papers"]
    assert str(papers["Cho mọi người"]) in take(app, house.an)["papers"]
    assert str(papers["Cho mọi người"]) not in take(app, house.hall)["papers"]


def test_whoever_lost_the_role_while_waiting_gets_nothing_of_it(app, house):
    with writing(house.meeting.id) as session:
        session.get(Seat, house.mai.seat_id).role = Role.MEMBER
    with pytest.raises(Stale):
        app.extensions["snapshots"].take(house.mai)
    with writing(house.meeting.id) as session:
        find_meeting(session, house.meeting.id).state = "draft"
    for who in (house.an, house.hall):
        with pytest.raises(Stale):
            app.extensions["snapshots"].take(who)


def test_three_hundred_who_return_at_once_cost_few_looks(app):
    with writing() as session:
        _meeting, _item, actors = cast.gather_many(session, 300)
    states = all_at_once(app, actors)
    kept = app.extensions["snapshots"]
    assert {state["me"]["person_id"] for state in states.values()} == {a.person_id for a in actors}
    assert kept.made == 2, "one for the chair, one for all others"
    assert kept.served == len(actors) and kept.looks < len(actors) / 5


def test_in_a_lively_meeting_the_shared_part_is_made_no_more_than_twice_a_second(app, house):
    kept, began = app.extensions["snapshots"], time.monotonic()
    kept.calm = snapshots.CALM_SECONDS
    for _ in range(4):
        with writing(house.meeting.id) as session:
            tell(session, find_meeting(session, house.meeting.id))
        state = take(app, house.an)
        with reading() as session:
            assert state["seqs"] == meeting_state(session, house.an)["seqs"]
    assert kept.made == 4 and time.monotonic() - began >= 3 * snapshots.CALM_SECONDS * 0.9


def test_what_no_fact_tells_is_seen_after_a_while(app, house, monkeypatch):
    take(app, house.an)
    with writing() as session:
        session.get(Seat, house.an.seat_id).person.name = "Nguyễn Văn Ân"
    monkeypatch.setattr(snapshots, "KEPT_SECONDS", 0)
    assert take(app, house.an)["seats"][str(house.an.seat_id)]["name"] == "Nguyễn Văn Ân"


def test_no_more_is_kept_than_was_said(app, monkeypatch):
    monkeypatch.setattr(snapshots, "MOST_KEPT", 2)
    with writing() as session:
        rooms = [cast.gather(session) for _ in range(3)]
    kept = Snapshots()
    for room in rooms:
        kept.take(room.an)
        kept.take(room.mai)
    assert len(kept._kept) == 2 and kept._gatherer.open == {} and len(kept._gatherer.turns) == 0


def test_a_failure_is_told_to_all_who_wait_and_does_not_last(app, house, monkeypatch):
    def fail(*_):
        raise RuntimeError

    with monkeypatch.context() as broken:
        broken.setattr(snapshots, "shared_state", fail)
        for _ in range(2):
            with pytest.raises(RuntimeError):
                take(app, house.an)
    assert take(app, house.an)["me"]["seat_id"] == house.an.seat_id


def test_compressed_it_says_the_same(app, house, papers, sign_in):
    for name in EVERYBODY:
        device = sign_in(getattr(house, name))
        path, packing = f"{house.path}/state", {"Accept-Encoding": "gzip"}
        packed = device.client.get(path, headers=device.headers | packing)
        plain = device.client.get(path, headers=device.headers)
        assert packed.headers["Content-Encoding"] == "gzip" and "Content-Encoding" not in plain.headers
        assert len(packed.data) < len(plain.data) / 2
        unpacked = json.loads(gzip.decompress(packed.data))
        assert without_clock(unpacked) == without_clock(plain.get_json())

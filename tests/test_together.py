"""Acts of one moment that are saved together, each answered by itself and only after the commit; looks that are taken
together."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from types import SimpleNamespace

import pytest
from sqlalchemy import event, func, select

from meeting import db, edge, gathering
from meeting.db import database, reading, writing
from meeting.errors import Overloaded, Refused
from meeting.gathering import Asked, Gatherer
from meeting.people.models import Person
from meeting.permissions import Permission
from meeting.together import HalfDone, attempt
from meeting.voting.models import Ballot
from tests import cast
from tests.databases import on_both_databases
from tests.voting.acts import opened_vote

FOR = {"answer": {"choice": "for"}}


@pytest.fixture
def settings():
    return {"GATHER_SECONDS": 0.5, "PROPAGATE_EXCEPTIONS": False}


@pytest.fixture
def address(house):
    with writing(house.meeting.id) as session:
        vote_id = opened_vote(session, house).id
    return f"{house.path}/votes/{vote_id}/ballots/mine"


def all_answer(house, sign_in, address, bodies, devices=None):
    devices = devices or [sign_in(getattr(house, name)) for name in bodies]
    with ThreadPoolExecutor(len(devices)) as hands:
        return list(
            hands.map(lambda one: one[0].put(address, one[1]), zip(devices, bodies.values(), strict=True))
        )


def stored():
    with reading() as session:
        return session.scalar(select(func.count()).select_from(Ballot))


def test_ballots_of_one_moment_are_one_commit(house, sign_in, address):
    commits = []
    event.listen(database().engine, "commit", commits.append)
    answers = all_answer(house, sign_in, address, dict.fromkeys(cast.VOTERS, FOR))
    assert [status for status, _ in answers] == [200] * len(cast.VOTERS)
    # The progress that follows is one of its own; signing in has ended before the first ballot.
    assert stored() == len(cast.VOTERS) and len(commits) < 2 * len(cast.VOTERS)


def test_who_is_refused_takes_nobody_along(house, sign_in, address):
    bodies = {"an": FOR, "binh": {"answer": {"choice": "x"}}, "lan": FOR, "phuc": FOR, "cuong": FOR}
    answers = all_answer(house, sign_in, address, bodies)
    assert [status for status, _ in answers] == [200, 422, 403, 404, 200]
    assert stored() == 2


def test_who_is_refused_reads_it_in_their_own_language(house, sign_in, address):
    with writing() as session:
        session.get(Person, house.lan.person_id).language = "en"
    answers = all_answer(house, sign_in, address, {"lan": FOR, "khoi": FOR})
    assert answers[0][1]["message"] == "You may not do this in this meeting."
    assert answers[1][1]["message"] != answers[0][1]["message"]


def test_where_the_commit_fails_nobody_is_acknowledged(house, sign_in, address, monkeypatch):
    devices = [sign_in(house.an), sign_in(house.binh)]
    monkeypatch.setattr(db, "log_facts", lambda session: 1 / 0)
    answers = all_answer(house, sign_in, address, {"an": FOR, "binh": FOR}, devices)
    assert [status for status, _ in answers] == [500, 500]
    monkeypatch.undo()
    assert stored() == 0


def test_a_refusal_after_something_was_changed_undoes_the_transaction(session):
    def half():
        session.add(Person(name="Vũ", sign_in_name="vu", password_hash="-"))
        raise Refused("No.")

    with pytest.raises(HalfDone):
        attempt(session, half)


class Killed(BaseException):
    """What stops a greenlet is no Exception."""


@pytest.fixture
def ask(app):
    """Asks at one moment, and once more afterwards: what each is told."""

    def ask(gatherer):
        def one(_number):
            try:
                with app.app_context():
                    return gatherer.ask(1, Asked(), 0.3)
            except Killed:
                return "killed"

        with ThreadPoolExecutor(3) as hands:
            return [*sorted(hands.map(one, range(3))), one(3)]

    return ask


def once_killed(act):
    killed = []

    def once(*args):
        if not killed:
            killed.append(True)
            raise Killed
        return act(*args)

    return once


def save(_meeting_id, asked):
    for one in asked:
        one.outcome = "saved"


def test_nobody_is_acknowledged_whose_leader_was_killed_before_the_commit(ask):
    assert ask(Gatherer(once_killed(save), 3)) == ["killed", "saved", "saved", "saved"]


def test_nobody_joins_a_leader_who_was_killed_while_waiting(ask, monkeypatch):
    sleep = gathering.time.sleep
    monkeypatch.setattr(gathering.time, "sleep", once_killed(sleep))
    assert ask(Gatherer(save, 3)) == ["killed", "saved", "saved", "saved"]


def test_what_fails_takes_nobody_along(ask):
    def fails_for_several(_key, asked):
        if len(asked) > 1:
            raise RuntimeError
        save(_key, asked)

    assert ask(Gatherer(fails_for_several, 3, alone=True)) == ["saved"] * 4


def crowded(tried):
    def crowded(*_what):
        tried.append(True)
        raise Overloaded("No.")

    return crowded


@pytest.mark.parametrize(
    "gatherer",
    [
        lambda tried: Gatherer(crowded(tried), 3),
        lambda tried: Gatherer(crowded(tried), 3, alone=True),
        lambda tried: Gatherer(save, 3, turn=crowded(tried)),
        lambda tried: Gatherer(save, 3, calm=crowded(tried)),
    ],
    ids=["looking", "acting", "in turn", "while it becomes calm"],
)
def test_where_the_server_has_too_much_to_do_all_who_wait_are_told_so_at_once(gatherer):
    tried, start = [], threading.Barrier(3)
    gatherer = gatherer(tried)

    def one(_number):
        start.wait(10)
        with pytest.raises(Overloaded):
            gatherer.ask(1, Asked(), 0.3)

    with ThreadPoolExecutor(3) as hands:
        list(hands.map(one, range(3)))
    assert tried == [True] and gatherer.open == {}


@pytest.fixture
def hanging():
    """A gatherer whose first look has begun, asked by one, and goes on when it is told to."""
    began, goes_on, served = threading.Event(), threading.Event(), []

    def look(_key, asked):
        served.append(len(asked))
        began.set()
        assert goes_on.wait(10)
        save(_key, asked)

    gatherer = Gatherer(look)
    with ThreadPoolExecutor(3) as hands:
        first = hands.submit(gatherer.ask, 1, Asked())
        assert began.wait(10)
        yield SimpleNamespace(gatherer=gatherer, hands=hands, first=first, goes_on=goes_on, served=served)
        goes_on.set()


def test_where_a_look_hangs_the_others_are_not_kept_waiting_for_ever(hanging, monkeypatch):
    monkeypatch.setattr(gathering, "PATIENCE", 0.1)
    with pytest.raises(Overloaded):
        hanging.gatherer.ask(1, Asked())
    hanging.goes_on.set()
    assert hanging.first.result() == "saved"


def test_a_failure_is_raised_to_each_as_if_it_were_their_own():
    gatherer = Gatherer(lambda *_what: 1 / 0, 3)

    def depth(_number):
        with pytest.raises(ZeroDivisionError) as failure:
            gatherer.ask(1, Asked(), 0.3)
        return len(failure.traceback)

    with ThreadPoolExecutor(3) as hands:
        together = set(hands.map(depth, range(3)))
    assert together == {depth(None)}


def test_who_asks_while_others_are_looked_up_is_looked_up_afterwards(hanging):
    gatherer = hanging.gatherer
    later = [hanging.hands.submit(gatherer.ask, 1, Asked()) for _ in range(2)]
    while not gatherer.open or len(gatherer.open[1].asked) < 2:
        time.sleep(0.01)
    hanging.goes_on.set()
    assert {one.result() for one in (hanging.first, *later)} == {"saved"}
    assert hanging.served == [1, 2]


def test_no_more_are_served_at_once_than_said(app):
    served = []

    def count(_key, asked):
        served.append(len(asked))
        save(_key, asked)

    gatherer = Gatherer(count, 2)
    with ThreadPoolExecutor(5) as hands:
        list(hands.map(lambda _number: gatherer.ask(1, Asked(), 0.3), range(5)))
    assert sorted(served) == [1, 2, 2]


@on_both_databases
def test_who_asks_at_one_moment_is_looked_up_at_once_and_taken_for_nobody_else(
    app, house, sign_in, monkeypatch
):
    names = (*cast.SEATED, "phuc", None)
    cookies = {
        name: device.client.get_cookie("sign_in")
        for name, device in ((name, sign_in(name and getattr(house, name))) for name in names)
    }
    monkeypatch.setattr(edge.seat_lookups, "ask", partial(edge.seat_lookups.ask, seconds=0.5))
    looks = []
    event.listen(database().reader.kw["bind"], "begin", looks.append)

    def look(name):
        headers = {"Cookie": f"sign_in={cookies[name].value}"} if cookies[name] else {}
        with app.test_request_context(headers=headers):
            try:
                return edge.require_actor_together(house.meeting.id, Permission.SEE_DESK)
            except Refused as refusal:
                return refusal.code

    with ThreadPoolExecutor(len(names)) as hands:
        found = dict(zip(names, hands.map(look, names), strict=True))
    desk = {name: getattr(house, name) for name in ("mai", "thu")}
    others = dict.fromkeys(set(cast.SEATED) - {*desk}, "not_allowed")
    assert found == {**others, **desk, "phuc": "not_found", None: "not_signed_in"}
    assert len(looks) < len(names) / 2

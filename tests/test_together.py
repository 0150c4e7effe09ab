"""Acts of one moment that are saved together, each answered by itself and only after the commit."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import event, func, select

from meeting import db, together
from meeting.db import database, reading, writing
from meeting.errors import Refused
from meeting.people.models import Person
from meeting.together import Asked, Gatherer, HalfDone, attempt
from meeting.voting.models import Ballot
from tests import cast
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
                    return gatherer.ask(1, Asked(None, None, None, {}), 0.3)
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
    assert ask(Gatherer(once_killed(save))) == ["killed", "saved", "saved", "saved"]


def test_nobody_joins_a_leader_who_was_killed_while_waiting(ask, monkeypatch):
    sleep = together.time.sleep
    monkeypatch.setattr(together.time, "sleep", once_killed(sleep))
    assert ask(Gatherer(save)) == ["killed", "saved", "saved", "saved"]

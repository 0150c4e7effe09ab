"""Nothing that is left of a secret vote tells who answered what; and the search would find it if it did."""

import json
import logging
import random

import pytest
from sqlalchemy import select

from meeting.voting.answers import parse_answer, shape_of
from meeting.voting.models import Ballot, Elector
from meeting.voting.urn import opening, sealing
from tests import ballots

from . import forensics
from .linking import control, find_links

ANSWERS = {person: ("for", "against", "abstain")[person * 7 % 10 % 3] for person in range(50)}


@pytest.mark.parametrize("kind", forensics.RUNS)
def test_nothing_that_is_left_of_a_secret_vote_tells_who_answered_what(tmp_path, kind):
    figures = forensics.run(tmp_path, seed=1, kinds=[kind])
    assert figures["anomalies"] == [], figures
    assert figures[kind]["files"] >= 5 and figures[kind]["properties"] >= 10


@pytest.mark.parametrize("kind", forensics.RUNS)
def test_a_key_that_is_not_destroyed_is_found(tmp_path, kind, monkeypatch):
    monkeypatch.setattr("meeting.voting.urn.opening.afterwards", lambda session, act: None)
    figures = forensics.run(tmp_path, seed=1, members=6, kinds=[kind])
    assert any("the urn's key in" in one for one in figures["anomalies"])


def test_an_answer_that_is_logged_is_found(tmp_path, monkeypatch):
    def talkative(shape, answer):
        logging.getLogger("meeting").info("counted %s", json.dumps(answer))
        return parse_answer(shape, answer)

    monkeypatch.setattr(sealing, "parse_answer", talkative)
    figures = forensics.run(tmp_path, seed=1, members=6, kinds=["sqlite"])
    assert any("an answer in plain words in" in one for one in figures["anomalies"])


@pytest.mark.parametrize("kind", forensics.RUNS)
def test_answers_as_long_as_their_words_are_found(tmp_path, kind, monkeypatch):
    """In the copy made while the vote was open."""
    monkeypatch.setattr(ballots, "padded", lambda shape, answer: json.dumps(answer).encode())
    monkeypatch.setattr("meeting.voting.urn.check", lambda vote, sealed: None)
    figures = forensics.run(tmp_path, seed=1, kinds=[kind])
    assert any("length of ballot.sealed" in one for one in figures["anomalies"])


def test_rows_written_in_the_order_of_the_answers_are_found(tmp_path, monkeypatch):
    """PostgreSQL keeps where a row lies."""

    def mark_by_answer(session, vote):
        key = opening.keys().find(vote.id, vote.urn_key)
        given = session.scalars(select(Ballot).where(Ballot.vote_id == vote.id)).all()
        for ballot in sorted(
            given, key=lambda one: sealing.written(opening.unseal(key, shape_of(vote), one.sealed))
        ):
            session.get(Elector, (vote.id, ballot.seat_id)).has_voted = True
            session.flush()

    monkeypatch.setattr(opening, "mark_voted", mark_by_answer)
    figures = forensics.run(tmp_path, seed=1, kinds=["postgresql"])
    assert any("elector.place" in one for one in figures["anomalies"])


def test_what_betrays_the_answers_is_found_and_chance_is_not():
    links, asked = find_links(control(ANSWERS), ANSWERS, random.Random(1))
    assert {name.rsplit(" as ", 1)[0] for _, name in links} == {
        "place in the order of the answers",
        "length of the answer",
    }
    assert asked >= 3


def test_a_weak_link_is_found_too():
    """Of half of the members the answer shows, of the others nothing."""
    known = {person: answer if person % 2 else "?" for person, answer in ANSWERS.items()}
    links, _ = find_links({"mark": known}, ANSWERS, random.Random(1))
    assert links


def test_a_row_for_each_ballot_in_the_order_of_answering_is_a_link_where_the_answers_stand_in_it_too():
    order = random.Random(1).sample(list(ANSWERS), len(ANSWERS))
    copied = {person: ANSWERS[person] for person in order}
    links, _ = find_links({"answer beside the same number": copied}, ANSWERS, random.Random(1))
    assert links


@pytest.mark.parametrize(
    "content",
    [b'x{"choice": "for"}', b'{\\"choice\\":\\"for\\"}', b'"picks": [1, 2]', b'"each":{"1":"high"}'],
)
def test_an_answer_in_plain_words_is_seen_in_any_writing(content):
    assert forensics.PLAIN.search(content)


@pytest.mark.parametrize(
    "content", [b'"min_picks": [1]', b'"form": "each", "options": []', b'"counts": {"for": 3}']
)
def test_what_is_said_of_every_vote_is_no_answer(content):
    assert not forensics.PLAIN.search(content)

"""What several tests of votes stand on."""

import json

import pytest

from meeting.voting import urn
from meeting.voting.models import Ballot, Elector


@pytest.fixture
def glass_urn(monkeypatch):
    """Stands in for the sealed urn: what is in it can be read by anybody."""

    def open_and_destroy(session, vote):
        ballots = session.query(Ballot).filter_by(vote_id=vote.id).all()
        answers = [json.loads(ballot.sealed) for ballot in ballots]
        for ballot in ballots:
            session.get(Elector, (vote.id, ballot.seat_id)).has_voted = True
            session.delete(ballot)
        session.flush()
        return sorted(answers, key=str)

    def discard(session, vote):
        session.query(Ballot).filter(Ballot.vote_id == vote.id, Ballot.sealed.is_not(None)).delete()

    monkeypatch.setattr(urn, "discard", discard)
    monkeypatch.setattr(urn, "prepare", lambda session, vote: setattr(vote, "urn_key", "ab" * 32))
    monkeypatch.setattr(urn, "check", lambda vote, sealed: None)
    monkeypatch.setattr(urn, "open_and_destroy", open_and_destroy)

"""Making the result of a vote and keeping it: from ballots that bear a name, answers that bear none, or totals."""

import unicodedata

from sqlalchemy import select

from ..agenda.models import Seat
from ..db import record
from ..facts import TurnoutChanged, VoteClosed
from ..people.models import Person
from .models import Elector
from .payloads import counted_payload, list_electors, turnout_payload
from .record.events import record_count
from .sums import add_up
from .tally import SMALL, make_result, question_of


def count(session, vote, answers=None, sums=None, side=None):
    """The vote with its result, in the transaction of its close.

    `answers`: those of a secret vote, of nobody in particular; `sums`: totals entered by hand, with the `side` of
    whoever decides a tie. Without either the ballots are counted.
    """
    session.flush()
    question, electors = question_of(vote), list_electors(session, [vote.id])
    names = names_of(session, vote)
    ballots = None
    if answers is not None:
        sums = add_up(question.shape, answers)
    elif sums is None:
        ballots = {elector.seat_id: elector.answer for elector in electors if elector.answer}
    voted = [elector.seat_id for elector in electors if elector.has_voted]
    vote.result = make_result(
        question,
        electorate=[elector.seat_id for elector in electors],
        present=sum(elector.present for elector in electors),
        sums=sums,
        ballots=ballots,
        voted=sorted(voted, key=lambda seat_id: by_name(names[seat_id]))
        if knows_who(answers, ballots)
        else None,
        casting=next((elector.seat_id for elector in electors if elector.casting), None),
        side=side,
        by_hand=vote.by_hand,
        warnings=warnings_of(vote, len(electors)),
        names=names,
        groups=groups_of(session, vote),
    )
    session.flush()
    return vote


def count_later(session, vote, answers, sealed):
    """Of a vote closed before it could be counted: when two tellers have opened its urn, in which `sealed` lay."""
    count(session, vote, answers)
    record_count(session, vote, sealed)
    tell_closed(session, vote)
    return vote


def tell_closed(session, vote):
    session.flush()
    record(session, VoteClosed(vote.meeting_id, counted_payload(session, vote)))
    record(session, TurnoutChanged(vote.meeting_id, turnout_payload(session, vote)))


def knows_who(answers, ballots):
    """Totals entered by hand do not say who has answered."""
    return answers is not None or ballots is not None


def warnings_of(vote, electorate):
    """What was gone on despite of, in the result for good."""
    tiny = vote.is_secret and electorate < SMALL
    return [
        *(["no_quorum"] if vote.despite_quorum else []),
        *(["missing_ballots"] if vote.despite_missing else []),
        *(["tiny_electorate"] if tiny else []),
    ]


def names_of(session, vote):
    """{seat id: name} of the meeting."""
    this = select(Seat.id, Person.name).join(Person, Person.id == Seat.person_id)
    return dict(session.execute(this.where(Seat.meeting_id == vote.meeting_id)).all())


def groups_of(session, vote):
    """{seat id: group} of the electorate, as it was frozen."""
    return dict(
        session.execute(select(Elector.seat_id, Elector.group).where(Elector.vote_id == vote.id)).all()
    )


def by_name(name):
    """Vietnamese names stand by their last word. An order that says nothing of when anybody answered."""
    plain = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return letters.split()[-1:], letters, name

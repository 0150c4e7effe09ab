"""Opening a vote: from here on the question, the rule and the electorate stand."""

from sqlalchemy import false, insert, literal, select

from ..agenda.meetings import find_meeting, require_running
from ..agenda.models import MeetingState, Seat
from ..agenda.payloads import quorum_payload
from ..db import now, record
from ..errors import Refused
from ..facts import TurnoutChanged, VoteChanged, VoteOpened
from ..people.models import Person
from ..permissions import VOTING_ROLES, Permission, Role, require
from . import urn
from .drafting import copy_rule, find_vote
from .models import Elector, Manner, Recusal, Vote, VoteState
from .payloads import counted_payload, opening_turnout_payload
from .record.events import record_opening
from .tally import SMALL


def open_vote(session, actor, vote_id, despite_quorum=False, despite_tiny=False):
    """Opening a vote that has been opened changes nothing.

    Raises Refused with code "no_quorum" when too few are present, unless told to go on, which is kept; with code
    "tiny_electorate" when so few are to vote secretly that the result may tell of each of them.
    """
    require(actor, Permission.RUN_VOTES)
    vote = find_vote(session, actor, vote_id)
    if vote.state != VoteState.DRAFT:
        return vote
    meeting = find_meeting(session, actor.meeting_id)
    require_its_time(session, meeting, vote)
    vote.despite_quorum = needs_quorum(vote) and require_quorum(session, meeting, despite_quorum)
    electors = list_entitled(session, vote)
    require_enough(vote, electors, despite_tiny)
    vote.rule = copy_rule(vote.preset)
    freeze_electorate(session, vote, electors)
    if vote.is_secret and vote.manner == Manner.TABLET:
        urn.prepare(session, vote)
    vote.state, vote.opened_at = VoteState.OPEN, now()
    session.flush()
    record_opening(session, vote, actor, electors)
    record(session, VoteOpened(vote.meeting_id, counted_payload(session, vote)))
    record(session, TurnoutChanged(vote.meeting_id, opening_turnout_payload(vote, electors)))
    tell_earlier(session, vote)
    return vote


def tell_earlier(session, vote):
    """The vote that is taken again refers to this one from now on."""
    if vote.rerun_of_id:
        earlier = session.get(Vote, vote.rerun_of_id)
        record(session, VoteChanged(vote.meeting_id, counted_payload(session, earlier)))


def require_its_time(session, meeting, vote):
    """What circulates does so between meetings too, and a test of the tablets comes before the session."""
    if vote.manner == Manner.CIRCULATION:
        require_published(meeting)
        if vote.deadline_at <= now():
            raise Refused("The deadline is in the past.", code="deadline_passed")
        return
    if vote.is_test:
        require_before_its_end(meeting)
    else:
        require_running(meeting)
    require_none_open(session, meeting.id)


def require_published(meeting):
    if meeting.state == MeetingState.DRAFT:
        raise Refused("Publish the meeting to its members first.", code="not_published")


def require_before_its_end(meeting):
    require_published(meeting)
    if meeting.state == MeetingState.ENDED:
        raise Refused("The meeting has ended.", code="not_running")


def require_none_open(session, meeting_id):
    other = find_open_vote(session, meeting_id)
    if other:
        raise Refused(
            "Another vote is open: %(title)s. Close it first.", code="another_open", title=other.title
        )


def find_open_vote(session, meeting_id):
    """The vote open in the room; what circulates is beside it."""
    this = (Vote.meeting_id == meeting_id) & (Vote.state == VoteState.OPEN)
    return session.scalar(select(Vote).where(this, Vote.manner != Manner.CIRCULATION))


def needs_quorum(vote):
    return not vote.is_test and vote.manner != Manner.CIRCULATION


def require_quorum(session, meeting, despite_quorum):
    """Whether the vote is opened although the quorum is not met."""
    quorum = quorum_payload(session, meeting)
    if not quorum["met"] and not despite_quorum:
        raise Refused(
            "There is no quorum: %(present)s members are present, %(needed)s are needed.",
            code="no_quorum",
            present=quorum["present"],
            needed=quorum["needed"],
        )
    return not quorum["met"]


def list_entitled(session, vote):
    """[{seat_id, name, present, casting}] in the order of the seats, of all who vote and have not recused themselves.
    Read once, as rows: a thousand members, each a seat with its person, would take longer than all the rest of it."""
    rows = session.execute(
        select(Seat.id, Person.name, Seat.present, Seat.role == Role.CHAIR)
        .join(Person, Person.id == Seat.person_id)
        .where(is_entitled(vote))
        .order_by(Seat.position, Seat.id)
    ).all()
    chairs = [seat_id for seat_id, _, _, is_chair in rows if is_chair]
    return [
        {"seat_id": seat_id, "name": name, "present": present, "casting": chairs == [seat_id]}
        for seat_id, name, present, _ in rows
    ]


def is_entitled(vote):
    recused = select(Recusal.seat_id).where(Recusal.vote_id == vote.id)
    return (Seat.meeting_id == vote.meeting_id) & Seat.role.in_(VOTING_ROLES) & Seat.id.not_in(recused)


def require_enough(vote, electors, despite_tiny):
    if not electors:
        raise Refused("Nobody in this meeting is entitled to vote.", code="no_electorate")
    if vote.is_secret and len(electors) < SMALL and not despite_tiny:
        raise Refused(
            "Only %(count)s are entitled to vote: so few that a secret result may show who answered what.",
            code="tiny_electorate",
            count=len(electors),
        )


def freeze_electorate(session, vote, electors):
    """In the database itself: nobody's seat changes meanwhile, for the meeting does one act at a time."""
    casting = next((elector["seat_id"] for elector in electors if elector["casting"]), None)
    rows = select(literal(vote.id), Seat.id, Seat.present, Seat.id.is_not_distinct_from(casting), false())
    columns = ["vote_id", "seat_id", "present", "casting", "has_voted"]
    session.execute(insert(Elector).from_select(columns, rows.where(is_entitled(vote))))

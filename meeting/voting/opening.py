"""Opening a vote: from here on the question, the rule and the electorate stand."""

from sqlalchemy import Integer, bindparam, false, insert, select

from ..agenda.meetings import find_meeting, require_running
from ..agenda.models import MeetingState, QuorumRule, Seat
from ..agenda.payloads import attendance_payload
from ..db import now, record
from ..errors import Refused
from ..facts import TurnoutChanged, VoteOpened
from ..people.models import Person
from ..permissions import VOTING_ROLES, Permission, Role, require
from . import urn
from .drafting import copy_rule, find_vote
from .hall import tell_room
from .models import IS_OPEN, Elector, Manner, Recusal, Vote, VoteState
from .payloads import (
    Known,
    counted_payload,
    is_live,
    list_tellers,
    opening_turnout_payload,
    teller_payload,
    vote_payload,
)
from .record.events import list_recused, record_opening
from .tally import SMALL

# Made once, for a whole room waits for them.
HERE = (Seat.meeting_id == bindparam("meeting")) & Seat.role.in_(VOTING_ROLES)
MEMBERS = (
    select(
        *(Seat.id.label("seat_id"), Person.name, Seat.group, Seat.present),
        (Seat.role == Role.CHAIR).label("is_chair"),
    )
    .join(Person, Person.id == Seat.person_id)
    .where(HERE)
    .order_by(Seat.position, Seat.id)
)
# In the words of the index of open votes, which answers it; the results of all others would have to be read otherwise.
OPEN_IN_ROOM = select(Vote).where(Vote.meeting_id == bindparam("meeting"), IS_OPEN)
FROZEN = ["vote_id", "seat_id", "present", "group_name", "casting", "has_voted"]


def open_vote(session, actor, vote_id, despite_quorum=False, despite_tiny=False):
    """Opening a vote that has been opened changes nothing.

    Raises Refused with code "no_quorum" when too few are present, unless told to go on, which is kept, or
    "quorum_required" where the body does not let the desk go on; "tiny_electorate" when so few are to vote secretly
    that the result may tell of each of them.
    """
    vote, _payload = put_to_room(session, actor, vote_id, despite_quorum, despite_tiny)
    return vote


def put_to_room(session, actor, vote_id, despite_quorum=False, despite_tiny=False):
    """The same: (the vote, what is told of it). Each question to the database is asked once, and what has just been
    written is not read again: until it is done nobody can be told of the vote."""
    require(actor, Permission.RUN_VOTES)
    vote = find_vote(session, actor, vote_id)
    if vote.state != VoteState.DRAFT:
        return vote, counted_payload(session, vote)
    meeting = find_meeting(session, actor.meeting_id)
    require_its_time(session, meeting, vote)
    members, recused = list_members(session, vote), list_recused(session, vote.id)
    vote.despite_quorum = needs_quorum(vote) and require_quorum(meeting, members, despite_quorum)
    electors = leave_out(members, recused)
    require_enough(vote, electors, despite_tiny)
    vote.rule = copy_rule(vote.preset)
    freeze_electorate(session, vote, electors)
    if vote.is_secret and vote.manner == Manner.TABLET:
        urn.prepare(session, vote)
    vote.state, vote.opened_at = VoteState.OPEN, now()
    record_opening(session, vote, actor, electors, recused)
    payload = opened_payload(session, vote, electors, recused)
    record(session, VoteOpened(vote.meeting_id, payload))
    record(session, TurnoutChanged(vote.meeting_id, opening_turnout_payload(vote, electors)))
    tell_earlier(session, vote)
    return vote, payload


def tell_earlier(session, vote):
    """The vote that is taken again refers to this one from now on."""
    if vote.rerun_of_id:
        tell_room(session, session.get(Vote, vote.rerun_of_id))


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
    return session.scalar(OPEN_IN_ROOM, {"meeting": meeting_id})


def needs_quorum(vote):
    return not vote.is_test and vote.manner != Manner.CIRCULATION


def require_quorum(meeting, members, despite_quorum):
    """Whether the vote is opened although the quorum is not met. Who takes no part in this one vote is there too."""
    quorum = attendance_payload(meeting, [present for *_, present, _ in members])
    if quorum["met"]:
        return False
    numbers = {"present": quorum["present"], "needed": quorum["needed"]}
    if quorum["rule"] == QuorumRule.REFUSE:
        raise Refused(
            "No vote is opened without a quorum: %(present)s present, %(needed)s needed.",
            code="quorum_required",
            **numbers,
        )
    if not despite_quorum:
        raise Refused(
            "There is no quorum: %(present)s members are present, %(needed)s are needed.",
            code="no_quorum",
            **numbers,
        )
    return True


def list_members(session, vote):
    """[(seat id, name, group, present, is the chair)] in the order of the seats, of all who vote in the meeting. As
    rows: a thousand members, each a seat with its person, would take longer than all the rest of it."""
    return session.connection().execute(MEMBERS, {"meeting": vote.meeting_id}).all()


def leave_out(members, recused):
    """Those who are entitled: [(seat id, name, group, present, casting)]; `casting`: a tie may be decided by their
    side."""
    out = {one["seat_id"] for one in recused}
    electors = [member for member in members if member[0] not in out] if out else members
    has_one_chair = sum(is_chair for *_, is_chair in electors) == 1
    return electors if has_one_chair else [(*elector[:-1], False) for elector in electors]


def require_enough(vote, electors, despite_tiny):
    if not electors:
        raise Refused("Nobody in this meeting is entitled to vote.", code="no_electorate")
    if vote.is_secret and len(electors) < SMALL and not despite_tiny:
        raise Refused(
            "Only %(count)s are entitled to vote: so few that a secret result may show who answered what.",
            code="tiny_electorate",
            count=len(electors),
        )


def is_entitled():
    recused = select(Recusal.seat_id).where(Recusal.vote_id == bindparam("vote"))
    return HERE & Seat.id.not_in(recused)


FREEZE = insert(Elector).from_select(
    FROZEN,
    select(
        bindparam("vote", type_=Integer),
        Seat.id,
        Seat.present,
        Seat.group,
        Seat.id.is_not_distinct_from(bindparam("casting", type_=Integer)),
        false(),
    ).where(is_entitled()),
)


def freeze_electorate(session, vote, electors):
    """In the database itself: nobody's seat changes meanwhile, for the meeting does one act at a time."""
    [casting] = [seat_id for seat_id, *_, casting in electors if casting] or [None]
    values = {"meeting": vote.meeting_id, "vote": vote.id, "casting": casting}
    session.connection().execute(FREEZE, values)


def opened_payload(session, vote, electors, recused):
    """As counted_payload has it of a vote that has just been opened: nobody has answered, nor taken it again."""
    known = Known(
        electorate=len(electors),
        recused=sorted(one["seat_id"] for one in recused),
        tellers=[teller_payload(teller, bool(vote.urn_key)) for teller in list_tellers(session, [vote])],
        answers=[(seat_id, None) for seat_id, *_ in electors] if is_live(vote) else [],
    )
    return vote_payload(vote, known)

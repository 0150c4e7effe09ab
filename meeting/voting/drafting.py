"""Preparing a vote. Until it is opened only the desk knows of it."""

from sqlalchemy import select

from ..agenda.items import find_item
from ..agenda.models import Seat
from ..db import now, record
from ..errors import Invalid, NotFound, Refused
from ..facts import VoteDrafted, VoteRemoved
from ..permissions import VOTING_ROLES, Permission, require
from .draft import Draft, complete
from .majority import PRESETS, rule_payload
from .models import Recusal, Vote, VoteState
from .payloads import counted_payload
from .urn import tellers

# What a vote may be taken again after.
FINAL = (VoteState.CLOSED, VoteState.PUBLISHED, VoteState.ANNULLED)

# Fields of a draft that a vote has in another form: its tellers, and the answers on its ballot.
ELSEWHERE = ("tellers", "may_abstain")


def draft_vote(session, actor, item_id, title, preset, position=None, **more):
    """`more`: further fields of a Draft. At the end of the item's drafts, unless `position` says where, from 1."""
    require(actor, Permission.RUN_VOTES)
    vote = Vote(meeting_id=actor.meeting_id)
    return fill_draft(session, actor, vote, item_id, Draft(title, preset, **more), position)


def change_vote(session, actor, vote_id, item_id, title, preset, position=None, **more):
    """All fields anew. It stays where it is among the drafts of its item, unless told otherwise."""
    vote = find_draft(session, actor, vote_id)
    return fill_draft(session, actor, vote, item_id, Draft(title, preset, **more), position)


def fill_draft(session, actor, vote, item_id, draft, position):
    item = find_item(session, vote.meeting_id, item_id)
    draft = complete(draft, now(), item.title)
    require_rerun_possible(session, vote, draft.rerun_of_id)
    require_seated(session, vote.meeting_id, draft.tellers)
    is_new_here, refers_anew = vote.item_id != item.id, vote.rerun_of_id != draft.rerun_of_id
    vote.item_id, vote.options, vote.rule = item.id, draft.options, copy_rule(draft.preset)
    for name, value in vars(draft).items():
        if name not in ELSEWHERE:
            setattr(vote, name, value)
    session.add(vote)
    session.flush()
    tellers.name_tellers(session, vote, draft.tellers)
    if refers_anew:
        take_over_recusals(session, actor, vote)
    if is_new_here or position is not None:
        put_in_place(session, vote, position)
    return tell_draft(session, vote)


def copy_rule(preset):
    return rule_payload(PRESETS[preset])


def require_rerun_possible(session, vote, earlier_id):
    if earlier_id is None:
        return
    earlier = session.get(Vote, earlier_id)
    if earlier is None or earlier.meeting_id != vote.meeting_id or earlier.state not in FINAL:
        raise Invalid("Only a vote of this meeting that is closed can be taken again.", field="rerun_of_id")


def take_over_recusals(session, actor, vote):
    """Whoever stayed out of a question does so when it is put again, until the desk takes that back."""
    this = (Recusal.vote_id == vote.rerun_of_id) & Seat.role.in_(VOTING_ROLES)
    for earlier in session.scalars(select(Recusal).join(Seat, Seat.id == Recusal.seat_id).where(this)).all():
        if session.get(Recusal, (vote.id, earlier.seat_id)) is None:
            session.add(recusal_of(actor, vote, earlier.seat_id, earlier.reason))


def recusal_of(actor, vote, seat_id, reason):
    return Recusal(vote_id=vote.id, seat_id=seat_id, reason=reason, recorded_by_id=actor.person_id)


def require_seated(session, meeting_id, tellers):
    this = (Seat.meeting_id == meeting_id) & Seat.id.in_(tellers)
    if tellers and len(session.scalars(select(Seat.id).where(this)).all()) < len(tellers):
        raise Invalid("A teller needs a seat in this meeting.", field="tellers")


def put_in_place(session, vote, position):
    """The drafts of an item are numbered 1, 2, 3 …; those that move are told."""
    drafts = select(Vote).where(
        Vote.item_id == vote.item_id, Vote.state == VoteState.DRAFT, Vote.id != vote.id
    )
    others = list(session.scalars(drafts.order_by(Vote.position, Vote.id)))
    others.insert(len(others) if position is None else position - 1, vote)
    for number, draft in enumerate(others, start=1):
        moved, draft.position = draft.position != number, number
        if moved and draft is not vote:
            tell_draft(session, draft)


def remove_vote(session, actor, vote_id):
    """Only a draft: what has been put to the room stays."""
    vote = find_draft(session, actor, vote_id)
    tellers.release(session, vote)
    session.delete(vote)
    record(session, VoteRemoved(actor.meeting_id, vote.id))


def find_draft(session, actor, vote_id):
    require(actor, Permission.RUN_VOTES)
    vote = find_vote(session, actor, vote_id)
    if vote.state != VoteState.DRAFT:
        raise Refused("This vote has been opened; it can no longer be changed.")
    return vote


def find_vote(session, actor, vote_id):
    """Raises NotFound also for a draft, unless the actor sees the desk."""
    vote = session.get(Vote, vote_id)
    hidden = vote and vote.state == VoteState.DRAFT and not actor.may(Permission.SEE_DESK)
    if vote is None or vote.meeting_id != actor.meeting_id or hidden:
        raise NotFound("There is no such vote.")
    return vote


def tell_draft(session, vote):
    session.flush()
    record(session, VoteDrafted(vote.meeting_id, counted_payload(session, vote)))
    return vote

"""Preparing a vote. Until it is opened only the desk knows of it."""

from ..agenda.items import find_item
from ..db import record
from ..errors import Invalid, NotFound, Refused
from ..facts import VoteDrafted, VoteRemoved
from ..permissions import Permission, require
from .majority import PRESETS, rule_payload
from .models import OPTIONS, Vote, VoteKind, VoteState
from .payloads import vote_payload


def draft_vote(session, actor, item_id, title, preset):
    require(actor, Permission.RUN_VOTES)
    find_item(session, actor.meeting_id, item_id)
    vote = Vote(
        meeting_id=actor.meeting_id,
        item_id=item_id,
        title=title,
        options=OPTIONS[VoteKind.MOTION],
        preset=preset,
        rule=copy_rule(preset),
    )
    session.add(vote)
    return tell_draft(session, vote)


def change_vote(session, actor, vote_id, item_id, title, preset):
    vote = find_draft(session, actor, vote_id)
    find_item(session, actor.meeting_id, item_id)
    vote.item_id, vote.title, vote.preset, vote.rule = item_id, title, preset, copy_rule(preset)
    return tell_draft(session, vote)


def remove_vote(session, actor, vote_id):
    """Only a draft: what has been put to the room stays."""
    vote = find_draft(session, actor, vote_id)
    session.delete(vote)
    record(session, VoteRemoved(actor.meeting_id, vote.id))


def copy_rule(preset):
    if preset not in PRESETS:
        raise Invalid("Please choose one of the answers offered.", field="preset")
    return rule_payload(PRESETS[preset])


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
    record(session, VoteDrafted(vote.meeting_id, vote_payload(vote)))
    return vote

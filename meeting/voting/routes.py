"""Votes over HTTP."""

from flask import Blueprint

from ..edge import Body, Id, Text, meeting_act, person_read
from ..permissions import Permission
from . import casting, closing, drafting, opening, publishing
from .majority import PRESETS, preset_payload
from .payloads import ballot_payload, counted_payload

bp = Blueprint("voting", __name__, url_prefix="/api")

VOTES = "/meetings/<int:meeting_id>/votes"
VOTE = f"{VOTES}/<int:vote_id>"


class VoteForm(Body):
    item_id: Id
    title: Text(500, 1)
    preset: Text(40)


class Opening(Body):
    despite_quorum: bool = False


class Closing(Body):
    despite_missing: bool = False


class Answer(Body):
    """What is in it is for the rules to judge: they know the vote."""

    answer: dict | None = None
    sealed: Text(8192) | None = None
    comment: Text(2000) = ""


@bp.get("/majority-rules")
@person_read
def majority_rules(session, person):
    return {"presets": [preset_payload(rule) for rule in PRESETS.values()]}


@bp.post(VOTES)
@meeting_act(Permission.RUN_VOTES, VoteForm)
def draft_vote(session, actor, body):
    return vote_reply(session, drafting.draft_vote(session, actor, **body.model_dump()))


@bp.put(VOTE)
@meeting_act(Permission.RUN_VOTES, VoteForm)
def change_vote(session, actor, body, vote_id):
    return vote_reply(session, drafting.change_vote(session, actor, vote_id, **body.model_dump()))


@bp.delete(VOTE)
@meeting_act(Permission.RUN_VOTES)
def remove_vote(session, actor, vote_id):
    drafting.remove_vote(session, actor, vote_id)


@bp.post(f"{VOTE}/opening")
@meeting_act(Permission.RUN_VOTES, Opening)
def open_vote(session, actor, body, vote_id):
    return vote_reply(session, opening.open_vote(session, actor, vote_id, body.despite_quorum))


@bp.put(f"{VOTE}/ballots/mine")
@meeting_act(Permission.VOTE, Answer)
def cast_ballot(session, actor, body, vote_id):
    ballot, vote = casting.cast_ballot(session, actor, vote_id, **body.model_dump())
    return {"ballot": ballot_payload(ballot), **vote_reply(session, vote)}


@bp.post(f"{VOTE}/closing")
@meeting_act(Permission.RUN_VOTES, Closing)
def close_vote(session, actor, body, vote_id):
    return vote_reply(session, closing.close_vote(session, actor, vote_id, body.despite_missing))


@bp.post(f"{VOTE}/publication")
@meeting_act(Permission.RUN_VOTES)
def publish_vote(session, actor, vote_id):
    return vote_reply(session, publishing.publish_vote(session, actor, vote_id))


def vote_reply(session, vote):
    return {"vote": counted_payload(session, vote)}

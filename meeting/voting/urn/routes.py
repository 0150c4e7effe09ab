"""What tellers of a split urn do, over HTTP. Who is one, the rules know: they are named with the vote."""

from typing import Annotated, Literal

from flask import Blueprint
from pydantic import Field, StringConstraints

from ...edge import Body, meeting_act, meeting_read
from ...permissions import Permission
from ..payloads import counted_payload
from . import counting, tellers

bp = Blueprint("tellers", __name__, url_prefix="/api")

TELLERS = "/meetings/<int:meeting_id>/votes/<int:vote_id>/tellers"

Key = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Share = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{160}$")]  # 32 bytes in a sealed box
Shares = Annotated[dict[Literal["1", "2", "3"], Share], Field(min_length=2)]


class TabletKey(Body):
    public_key: Key


class Deal(Body):
    commitments: Annotated[list[Key], Field(min_length=2, max_length=2)]
    shares: Annotated[Shares, Field(min_length=3)]


class UrnKey(Body):
    urn_key: Key


class Handing(Body):
    shares: Shares


class Count(Body):
    answers: Annotated[list[dict | None], Field(max_length=10_000)]


@bp.put(f"{TELLERS}/mine/key")
@meeting_act(Permission.TELL_VOTES, TabletKey)
def make_key(session, actor, body, vote_id):
    return {"telling": tellers.make_key(session, actor, vote_id, body.public_key)}


@bp.put(f"{TELLERS}/mine/deal")
@meeting_act(Permission.TELL_VOTES, Deal)
def deal(session, actor, body, vote_id):
    return {"telling": tellers.deal(session, actor, vote_id, **body.model_dump())}


@bp.put(f"{TELLERS}/mine/urn-key")
@meeting_act(Permission.TELL_VOTES, UrnKey)
def agree(session, actor, body, vote_id):
    return {"telling": tellers.agree(session, actor, vote_id, body.urn_key)}


@bp.put(f"{TELLERS}/mine/share")
@meeting_act(Permission.TELL_VOTES, Handing)
def hand_share(session, actor, body, vote_id):
    return {"telling": counting.hand_share(session, actor, vote_id, body.shares)}


@bp.get(f"{TELLERS}/mine/ballots")
@meeting_read(Permission.TELL_VOTES)
def list_ballots(session, actor, vote_id):
    return {"sealed": counting.list_shuffled(session, actor, vote_id)}


@bp.put(f"{TELLERS}/mine/count")
@meeting_act(Permission.TELL_VOTES, Count, most=counting.most_bytes)
def post_count(session, actor, body, vote_id):
    vote, telling = counting.post_count(session, actor, vote_id, body.answers)
    return {"telling": telling, "vote": counted_payload(session, vote)}


@bp.delete(f"{TELLERS}/keys")
@meeting_act(Permission.RUN_VOTES)
def start_over(session, actor, vote_id):
    return {"vote": counted_payload(session, tellers.start_over(session, actor, vote_id))}

"""What happens to votes beside their plain course, over HTTP: annulment, recusal, admission, by hand, circulation."""

from typing import Annotated, Literal

from flask import Blueprint
from pydantic import Field

from ..db import iso
from ..edge import Body, Id, Moment, Text, meeting_act, meeting_read, person_read
from ..permissions import Permission
from . import admitting, annulling, by_hand, circulating, recusing, roll_call, tie_breaking
from .models import Manner
from .routes import SUBJECTS, VOTE, Revision, vote_reply

bp = Blueprint("vote_life", __name__, url_prefix="/api")


class Reason(Body):
    reason: Text(500, 1)


class Continuation(Reason):
    manner: Literal[Manner.ROLL_CALL, Manner.BY_HAND]
    with_seat_id: Id | None = None


class Entry(Body):
    """An answer as called out; none takes the entry back."""

    answer: dict | None
    revision: Revision = 0


class Totals(Body):
    totals: dict
    reason: Text(500) = ""
    side: Text(40, 1) | None = None
    revision: Revision = 0


class BrokenTie(Body):
    method: Literal["lot", "chair"]
    chosen: Annotated[list[Id], Field(max_length=SUBJECTS)] = []
    side: Literal["for", "against"] | None = None
    note: Text(500) = ""


class Confirmation(Body):
    totals: dict | None = None
    side: Text(40, 1) | None = None


class Deadline(Body):
    deadline_at: Moment


@bp.post(f"{VOTE}/tie-break")
@meeting_act(Permission.RUN_VOTES, BrokenTie)
def break_tie(session, actor, body, vote_id):
    return vote_reply(session, tie_breaking.break_tie(session, actor, vote_id, **body.model_dump()))


@bp.post(f"{VOTE}/annulment")
@meeting_act(Permission.RUN_VOTES, Reason)
def ask_annulment(session, actor, body, vote_id):
    return vote_reply(session, annulling.ask_annulment(session, actor, vote_id, body.reason))


@bp.post(f"{VOTE}/annulment/confirmation")
@meeting_act(Permission.RUN_VOTES)
def confirm_annulment(session, actor, vote_id):
    return vote_reply(session, annulling.confirm_annulment(session, actor, vote_id))


@bp.delete(f"{VOTE}/annulment")
@meeting_act(Permission.RUN_VOTES)
def withdraw_annulment(session, actor, vote_id):
    return vote_reply(session, annulling.withdraw_annulment(session, actor, vote_id))


@bp.get(f"{VOTE}/recusals/mine")
@meeting_read(Permission.VOTE)
def find_own_recusal(session, actor, vote_id):
    recusal = recusing.find_own_recusal(session, actor, vote_id)
    return {"recusal": {"reason": recusal.reason, "at": iso(recusal.at)}}


@bp.put(f"{VOTE}/recusals/<int:seat_id>")
@meeting_act(Permission.RUN_VOTES, Reason)
def recuse(session, actor, body, vote_id, seat_id):
    return vote_reply(session, recusing.recuse(session, actor, vote_id, seat_id, body.reason))


@bp.delete(f"{VOTE}/recusals/<int:seat_id>")
@meeting_act(Permission.RUN_VOTES)
def withdraw_recusal(session, actor, vote_id, seat_id):
    return vote_reply(session, recusing.withdraw_recusal(session, actor, vote_id, seat_id))


@bp.post(f"{VOTE}/admissions/<int:seat_id>")
@meeting_act(Permission.RUN_VOTES)
def admit(session, actor, vote_id, seat_id):
    return vote_reply(session, admitting.admit(session, actor, vote_id, seat_id))


@bp.post(f"{VOTE}/continuation")
@meeting_act(Permission.RUN_VOTES, Continuation)
def continue_by_hand(session, actor, body, vote_id):
    return vote_reply(session, by_hand.continue_by_hand(session, actor, vote_id, **body.model_dump()))


@bp.put(f"{VOTE}/ballots/<int:seat_id>")
@meeting_act(Permission.RUN_VOTES, Entry, again=roll_call.reply_again)
def enter_ballot(session, actor, body, vote_id, seat_id):
    entry = roll_call.enter_ballot(session, actor, vote_id, seat_id, **body.model_dump())
    return roll_call.entry_reply(entry)


@bp.post(f"{VOTE}/by-hand")
@meeting_act(Permission.RUN_VOTES, Totals, again=by_hand.reply_again)
def enter_totals(session, actor, body, vote_id):
    return by_hand.totals_reply(session, by_hand.enter_totals(session, actor, vote_id, **body.model_dump()))


@bp.post(f"{VOTE}/by-hand/confirmation")
@meeting_act(Permission.RUN_VOTES, Confirmation)
def confirm_totals(session, actor, body, vote_id):
    return vote_reply(session, by_hand.confirm_totals(session, actor, vote_id, **body.model_dump()))


@bp.put(f"{VOTE}/deadline")
@meeting_act(Permission.RUN_VOTES, Deadline)
def extend_deadline(session, actor, body, vote_id):
    return vote_reply(session, circulating.extend_deadline(session, actor, vote_id, body.deadline_at))


@bp.post(f"{VOTE}/reminders")
@meeting_act(Permission.RUN_VOTES)
def remind(session, actor, vote_id):
    vote, reminded = circulating.remind(session, actor, vote_id)
    return vote_reply(session, vote) | {"reminded": reminded}


@bp.get("/me/opinions")
@person_read
def list_awaited(session, person):
    return {"opinions": circulating.list_awaited(session, person)}

"""What the record says where something is changed about a vote that has been opened."""

from ...db import iso
from .chain import add
from .events import person

ADMITTED, RECUSED, BY_HAND = "admitted", "recused", "by_hand"
EXTENDED, REMINDED = "circulation_extended", "reminded"
TIE_BROKEN = "tie_broken"
ANNULMENT_ASKED, ANNULMENT_WITHDRAWN, ANNULLED = "annulment_asked", "annulment_withdrawn", "annulled"


def record_admission(session, vote, actor, seat, elector):
    told = {name: getattr(elector, name) for name in ("group", "present", "casting")}
    return add(session, vote, ADMITTED, {"by": person(actor), **named(seat), **told})


def record_recusal(session, vote, actor, seat, reason):
    return add(session, vote, RECUSED, {"by": person(actor), **named(seat), "reason": reason})


def record_continuation(session, vote):
    """Of a vote that goes on by hand; `discarded` answers given on tablets do not count."""
    parts = ("reason", "by", "with", "discarded")
    return add(
        session, vote, BY_HAND, {"manner": vote.manner, **{name: vote.by_hand[name] for name in parts}}
    )


def record_extension(session, vote, actor, earlier):
    content = {"by": person(actor), "earlier": iso(earlier), "deadline_at": iso(vote.deadline_at)}
    return add(session, vote, EXTENDED, content)


def record_reminder(session, vote, actor, seat_ids):
    return add(session, vote, REMINDED, {"by": person(actor), "seats": seat_ids})


def record_annulment_step(session, vote, actor, event):
    return add(session, vote, event, {"by": person(actor), "reason": vote.annulment["reason"]})


def record_annulment(session, vote):
    told = {name: vote.annulment[name] for name in ("reason", "by", "with")}
    return add(session, vote, ANNULLED, told | {"result_hash": vote.result and vote.result["hash"]})


def record_tie_break(session, vote, actor, at):
    """With the whole result: what was counted is in the entry of the count."""
    told = {"by": person(actor), "at": at, "result": vote.result, "result_hash": vote.result["hash"]}
    return add(session, vote, TIE_BROKEN, told)


def named(seat):
    return {"seat_id": seat.id, "name": seat.person.name}

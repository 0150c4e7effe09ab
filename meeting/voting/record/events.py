"""What the record says of each thing that happens to a vote. Of a secret one, never who answered what.

The electorate stands by name where the vote is opened; from there on a seat's number is enough.
"""

from functools import lru_cache
from itertools import starmap

from sqlalchemy import bindparam, select

from ...agenda.models import AgendaItem, Seat
from ...agenda.payloads import item_numbers
from ...db import iso
from ...people.models import Person
from ..models import Ballot, Elector, Recusal
from ..payloads import question_payload
from .canonical import Written, canonical, digest, dump, normal
from .chain import add

OPENED, CLOSED, COUNTED, PUBLISHED = "opened", "closed", "counted", "published"
SHOWN_IN_HALL = "shown_in_hall"


# Made once: a whole room waits for them.
RECUSED = (
    select(Seat.id.label("seat_id"), Person.name, Recusal.reason)
    .join(Seat, Seat.id == Recusal.seat_id)
    .join(Person, Person.id == Seat.person_id)
    .where(Recusal.vote_id == bindparam("vote"))
    .order_by(Seat.position, Seat.id)
)
ITEMS = select(AgendaItem.id, AgendaItem.parent_id, AgendaItem.position, AgendaItem.title).where(
    AgendaItem.meeting_id == bindparam("meeting")
)
TRUTHS = {False: "false", True: "true"}


def record_opening(session, vote, actor, electors, recused):
    """`electors`: rows (seat id, name, group, present, casting) in the order of the seats; `recused`: as of
    list_recused."""
    listed = Written(electors_text(electors))
    content = question_payload(vote) | {
        "by": person(actor),
        "opened_at": iso(vote.opened_at),
        "item": item_of(session, vote),
        "despite_quorum": vote.despite_quorum,
        "urn_key": vote.urn_key,
        "rerun_of": vote.rerun_of_id,
        "electors": listed,
        "electorate": len(electors),
        "electorate_hash": digest(listed),
        "recused": recused,
    }
    return add(session, vote, OPENED, content)


def electors_text(electors):
    """The canonical form of [{seat_id, name, group, present, casting}]. Of a thousand it takes twenty times as long to
    make it of a thousand objects, and nobody knows of the vote meanwhile."""
    return f"[{','.join(starmap(elector_text, electors))}]"


@lru_cache(maxsize=4096)  # from vote to vote most are who they were
def elector_text(seat_id, name, group, present, casting):
    return (
        f'{{"casting":{TRUTHS[casting]},"group":{dump(normal(group))},"name":{dump(normal(name))},'
        f'"present":{TRUTHS[present]},"seat_id":{seat_id}}}'
    )


def record_closing(session, vote, actor=None):
    """`actor`: None where nobody closes it, but the end of a deadline. The urn of the tellers is counted later."""
    electors = list_electors(session, vote.id)
    content = {
        "by": person(actor),
        "closed_at": iso(vote.closed_at),
        "despite_missing": vote.despite_missing,
        "by_hand": vote.by_hand,
        "electors": [elector["seat_id"] for elector in electors],
        "present": [elector["seat_id"] for elector in electors if elector["present"]],
        **counted(session, vote),
    }
    if comments := list_comments(session, vote.id):
        content["comments"] = comments
    return add(session, vote, CLOSED, content)


def record_count(session, vote, sealed):
    """Of a vote that was closed before it could be counted; `sealed`: the list that was opened, as sealed_list has it,
    to be held against the one recorded at the close."""
    return add(session, vote, COUNTED, counted(session, vote) | {"sealed": sealed})


def counted(session, vote):
    if vote.result is None:
        return {"result": None, "sealed": sealed_list(session, vote)}
    return {
        "cast": vote.result["cast"],
        "ballots_hash": digest(ballots_of(session, vote)),
        "result": vote.result,
        "result_hash": vote.result["hash"],
    }


def sealed_list(session, vote):
    """{number, hash} of the ballots that the tellers are to open: before any of them does, so that each tablet can tell
    whether it was handed all of them and no others. The hash is that of their sorted list, which tells of nobody."""
    ballots = session.scalars(select(Ballot.sealed).where(Ballot.vote_id == vote.id))
    sealed = sorted(ballot.hex() for ballot in ballots)
    return {"number": len(sealed), "hash": digest(sealed)}


def record_publication(session, vote, actor):
    told = {
        "published_at": iso(vote.published_at),
        "on_hall": vote.hall_at is not None,
        "result_hash": vote.result["hash"],
    }
    return add(session, vote, PUBLISHED, {"by": person(actor)} | told)


def record_showing(session, vote, actor):
    """Of a result that is put on the hall screen by itself, be it before the tablets have it or later."""
    told = {"hall_at": iso(vote.hall_at), "result_hash": vote.result["hash"]}
    return add(session, vote, SHOWN_IN_HALL, {"by": person(actor)} | told)


def ballots_of(session, vote):
    """What was counted, in an order that tells nothing: the answers of a named vote, sorted; otherwise the sums."""
    if vote.is_secret or vote.result["roll_call"] is None:
        return sums(vote.result)
    answers = session.scalars(select(Ballot.answer).where(Ballot.vote_id == vote.id))
    return sorted(canonical(answer) for answer in answers)


def sums(result):
    return {
        "counts": result["counts"],
        "subjects": {str(subject["id"]): subject["counts"] for subject in result["subjects"]},
        "invalid": result["invalid"],
        "blank": result["blank"],
    }


def list_electors(session, vote_id):
    """[{seat_id, name, present, casting}] in the order of the seats."""
    rows = session.execute(
        select(Elector.seat_id, Person.name, Elector.present, Elector.casting)
        .join(Seat, Seat.id == Elector.seat_id)
        .join(Person, Person.id == Seat.person_id)
        .where(Elector.vote_id == vote_id)
        .order_by(Seat.position, Seat.id)
    )
    return [dict(row) for row in rows.mappings()]


def list_comments(session, vote_id):
    """[{seat_id, comment}] of those who added one to their opinion, in the order of the seats."""
    rows = session.execute(
        select(Ballot.seat_id, Ballot.comment)
        .join(Seat, Seat.id == Ballot.seat_id)
        .where(Ballot.vote_id == vote_id, Ballot.comment != "")
        .order_by(Seat.position, Seat.id)
    )
    return [dict(row) for row in rows.mappings()]


def list_recused(session, vote_id):
    """[{seat_id, name, reason}] of those who are no part of the electorate for a conflict of interest."""
    return [dict(row) for row in session.connection().execute(RECUSED, {"vote": vote_id}).mappings()]


def item_of(session, vote):
    items = session.connection().execute(ITEMS, {"meeting": vote.meeting_id}).all()
    [title] = [item.title for item in items if item.id == vote.item_id]
    return {"id": vote.item_id, "number": item_numbers(items)[vote.item_id], "title": title}


def person(actor):
    return actor and {"seat_id": actor.seat_id, "name": actor.name}

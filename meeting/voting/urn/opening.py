"""The sealed urn: its key is made when the vote is opened, used once when it is closed, and destroyed.

No answer is ever written down beside a name: the plain ones exist in memory, for as long as the counting takes, and
what comes out is sorted. The sealed ones are deleted in the transaction that stores the result, the key right after it.
"""

from functools import partial

from sqlalchemy import delete, exists, select, update

from ...db import afterwards, database
from ...errors import Refused
from ..answers import shape_of
from ..models import Ballot, Elector, Secrecy, VoteState
from . import tellers
from .keys import KeyFolder
from .sealing import require_sealed_size, sort_answers, unseal


def keys():
    return KeyFolder(database().folder)


def prepare(session, vote):
    """On opening: the urn's public key stands in vote.urn_key; the private one is on the disk before anybody answers.

    Of a split urn the tellers have made it before: raises Refused with code "tellers_not_ready" where they have not.
    """
    if vote.secrecy == Secrecy.SPLIT:
        return tellers.require_ready(session, vote)
    try:
        vote.urn_key = keys().make(vote.id)
    except OSError:
        raise Refused(
            "The key of the urn cannot be kept on this server's disk. A secret vote cannot be opened now.",
            code="urn_not_kept",
        ) from None


def check(vote, sealed):
    """Raises Invalid (code "sealed_wrong_size") for bytes that are no sealed answer to this vote."""
    require_sealed_size(shape_of(vote), sealed)


def open_and_destroy(session, vote):
    """On closing: the plain answers, sorted, with None for each that cannot be counted.

    The sealed ones are gone with this transaction and the key right after it; who has voted is marked. A split urn
    stays as it is, and there are no answers (None) until two tellers have counted, see counting.py.
    Raises Refused with code "urn_key_lost" where nobody can open the urn any more.
    """
    if vote.secrecy == Secrecy.SPLIT:
        return None
    key = keys().find(vote.id, vote.urn_key)
    if key is None:
        raise Refused(
            "The key of this secret vote is lost: nobody can read the ballots. The vote can only be annulled, "
            "or continued by hand.",
            code="urn_key_lost",
        )
    shape = shape_of(vote)
    answers = sort_answers(unseal(key, shape, sealed) for sealed in list_sealed(session, vote))
    discard(session, vote)
    return answers


def list_sealed(session, vote):
    return session.scalars(select(Ballot.sealed).where(Ballot.vote_id == vote.id)).all()


def mark_voted(session, vote):
    """In one statement, so that nothing is left of the order in which they came."""
    has_ballot = exists().where(Ballot.vote_id == Elector.vote_id, Ballot.seat_id == Elector.seat_id)
    session.execute(
        update(Elector).where(Elector.vote_id == vote.id).values(has_voted=has_ballot),
        execution_options={"synchronize_session": "fetch"},
    )


def discard(session, vote):
    """Also for whoever annuls a secret vote or lets it go on by hand: what was sealed is deleted unread, and the key is
    destroyed. Who has voted is marked if the vote is over (say so first), not if it begins anew on paper."""
    if vote.state != VoteState.OPEN:
        mark_voted(session, vote)
    session.execute(
        delete(Ballot).where(Ballot.vote_id == vote.id, Ballot.sealed.is_not(None)),
        execution_options={"synchronize_session": "fetch"},
    )
    tellers.dismiss(session, vote)
    afterwards(session, partial(keys().destroy, vote.id))

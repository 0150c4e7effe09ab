"""Counting a split urn after the close. Two tellers' tablets open it, each by itself, and must come to the same.

The server hands out the sealed answers shuffled and without names. What a tablet found is not kept, only its hash; the
second of two that agree brings the answers from which the result is made, by the same counting as of every other vote.
"""

import secrets

from sqlalchemy import func, select

from ...db import iso, now
from ...errors import Invalid, Refused
from ..answers import shape_of
from ..counting import count_later
from ..models import Elector
from ..record.events import sealed_list
from .opening import discard, list_sealed
from .sealing import count_hash, judge, padded_size, sort_answers
from .tellers import find_own_telling, list_tellers, tell
from .telling import Step, agreed_count, part, step_of

SMALL_BODY = 1024


def hand_share(session, actor, vote_id, shares):
    """Step 4: the teller's share, sealed for each of the others."""
    vote, teller = find_own_telling(session, actor, vote_id)
    require_step(session, vote, Step.SHARES, Step.COUNT)
    teller.handed = part(teller) | {"shares": shares}
    return tell(session, vote, teller)


def list_shuffled(session, actor, vote_id):
    """The sealed answers, in hexadecimal and in an order of chance."""
    vote, _teller = find_own_telling(session, actor, vote_id)
    require_step(session, vote, Step.COUNT)
    sealed = [one.hex() for one in list_sealed(session, vote)]
    secrets.SystemRandom().shuffle(sealed)
    return sealed


def most_bytes(session, actor, vote_id):
    """Of a count: every answer as long as one can be that was sealed, read and written again (at worst twice as long:
    what was sealed may be no answer at all). Raises what anybody is refused with who has nothing to count here."""
    vote, _teller = find_own_telling(session, actor, vote_id)
    members = session.scalar(select(func.count()).where(Elector.vote_id == vote.id))
    return SMALL_BODY + members * 2 * (padded_size(shape_of(vote)) + len(","))


def post_count(session, actor, vote_id, answers):
    """What the teller's tablet found: the answers, None for each that cannot be counted. → (vote, telling)

    Two that agree make the result. Where two differ, the third decides with which of them it agrees.
    """
    vote, teller = find_own_telling(session, actor, vote_id)
    require_step(session, vote, Step.COUNT)
    answers = sort_answers(read_count(session, vote, answers))
    teller.opened = {"hash": count_hash(vote.id, answers), "at": iso(now())}
    telling = tell(session, vote, teller)
    if agreed_count(list_tellers(session, vote)):
        sealed = sealed_list(session, vote)
        discard(session, vote)
        count_later(session, vote, answers, sealed)
    return vote, telling


def read_count(session, vote, answers):
    if len(answers) != len(list_sealed(session, vote)):
        raise Invalid("This is not a count of all the ballots.", code="count_incomplete", field="answers")
    return [judge(shape_of(vote), answer) for answer in answers]


def require_step(session, vote, *steps):
    step = step_of(vote, list_tellers(session, vote))
    if step == Step.OVER and vote.result is None:
        raise Refused(
            "The urn of this vote was given up: its ballots will not be opened.", code="urn_given_up"
        )
    if step == Step.OVER:
        raise Refused("The ballots of this vote have been counted.", code="counted_already")
    if step not in steps:
        raise Refused("It is not time for this yet.", code="not_yet")

"""Breaking a tie of a vote that is counted and not published yet. The software never does it by itself: people draw
lots, or the chair decides where the rules of the body say so, and it is recorded how, by whom and with what outcome."""

from ..db import iso, now
from ..errors import Invalid, Refused
from ..permissions import Permission, require
from .counting import names_of
from .drafting import find_vote
from .models import VoteState
from .ongoing import tell_changed
from .publishing import require_counted
from .record.changes import record_tie_break
from .record.events import person
from .tally import TieBreak, places_left, with_tie_broken


def break_tie(session, actor, vote_id, method, chosen=(), side=None, note=""):
    """`method`: "lot" or "chair"; `chosen`: ids of those who take the last places; of a motion, the `side` that wins.

    The same again changes nothing. Raises Refused with code "no_tie", or "tie_broken" where it was decided otherwise.
    """
    require(actor, Permission.RUN_VOTES)
    vote = find_vote(session, actor, vote_id)
    chosen = sorted(set(chosen))
    earlier = (vote.result or {}).get("tie_break")
    if earlier and (earlier["method"], earlier["chosen"], earlier["side"]) == (method, chosen, side):
        return vote
    if vote.state == VoteState.PUBLISHED or vote.is_in_hall_only:
        raise Refused(
            "This result has been published as it is. The vote can be taken again.", code="published"
        )
    require_counted(vote)
    require_tie(vote)
    require_fit(vote.result, chosen, side)
    made = TieBreak(method, person(actor), chosen, side, note)
    vote.result = with_tie_broken(vote.result, made, vote.title, names_of(session, vote))
    record_tie_break(session, vote, actor, iso(now()))
    return tell_changed(session, vote)


def require_tie(vote):
    if vote.result.get("tie_break"):
        raise Refused("How this tie was broken has been recorded already.", code="tie_broken")
    if vote.result["outcome"] != "tied":
        raise Refused("There is no tie in this vote.", code="no_tie")


def require_fit(result, chosen, side):
    if not result["ties"]:
        if side not in ("for", "against") or chosen:
            raise Invalid("Please choose one of the answers offered.", field="side")
        return
    if side is not None:
        raise Invalid("Here names are chosen, not a side for or against.", field="side")
    if not set(chosen) <= set(result["ties"][0]) or len(chosen) != places_left(result):
        raise Invalid(
            "Please choose %(places)s of those who have equal votes.",
            field="chosen",
            places=places_left(result),
        )

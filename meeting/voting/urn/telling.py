"""What a teller's tablet is told of a split urn: how far the three are, and what was sealed for it. Pure."""

from enum import StrEnum

from ..models import Manner, VoteState

TELLERS = 3
NEEDED = 2


class Step(StrEnum):
    """What the three have to do next."""

    KEYS = "keys"
    DEAL = "deal"
    AGREE = "agree"
    READY = "ready"  # for the opening; nothing to do until the close
    SHARES = "shares"  # the vote is closed: two tellers are wanted
    COUNT = "count"
    OVER = "over"


def step_of(vote, tellers):
    if vote.state == VoteState.DRAFT:
        return step_of_key(vote, tellers)
    if vote.state == VoteState.OPEN:
        return Step.READY if vote.manner == Manner.TABLET else Step.OVER  # by hand there is nothing to open
    if vote.state == VoteState.CLOSED and vote.result is None:
        shared = sum("shares" in part(teller) for teller in tellers)
        return Step.COUNT if shared >= NEEDED else Step.SHARES
    return Step.OVER


def step_of_key(vote, tellers):
    if not all(teller.public_key for teller in tellers):
        return Step.KEYS
    if not all("deal" in part(teller) for teller in tellers):
        return Step.DEAL
    return Step.READY if vote.urn_key else Step.AGREE


def agreed_key(tellers):
    """The urn's public key that all three found, or None."""
    found = {part(teller).get("urn_key") for teller in tellers}
    return found.pop() if len(found) == 1 else None


def agreed_count(tellers):
    """The hash that two tellers found, or None."""
    found = [teller.opened["hash"] for teller in tellers if teller.opened]
    return next((one for one in found if found.count(one) >= NEEDED), None)


def telling_payload(vote, mine, tellers, sealed=None, is_over=False):
    """`sealed`: what was published of the ballots at the close, {number, hash}. `dealt` and `shares`: {number of the
    teller who sealed it for this one: hexadecimal}."""
    return {
        "id": vote.id,
        "title": vote.title,
        "number": mine.number,
        "step": Step.OVER if is_over else step_of(vote, tellers),
        "urn_key": vote.urn_key,
        "sealed": sealed,
        "tellers": [
            {
                "number": teller.number,
                "seat_id": teller.seat_id,
                "public_key": teller.public_key,
                "commitments": part(teller).get("deal", {}).get("commitments"),
                "urn_key": part(teller).get("urn_key"),
                "has_shared": "shares" in part(teller),
                "count_hash": teller.opened and teller.opened["hash"],
            }
            for teller in tellers
        ],
        "dealt": sealed_for(mine, tellers, lambda handed: handed.get("deal", {}).get("shares")),
        "shares": sealed_for(mine, tellers, lambda handed: handed.get("shares")),
    }


def part(teller):
    return teller.handed or {}


def sealed_for(mine, tellers, pick):
    found = {str(teller.number): pick(part(teller)) for teller in tellers}
    return {
        number: shares[str(mine.number)]
        for number, shares in found.items()
        if shares and str(mine.number) in shares
    }

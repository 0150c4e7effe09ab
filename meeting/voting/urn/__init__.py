"""The sealed urn: where the answers of a secret vote lie until it is closed, and nobody reads them."""

from ...errors import Refused


def prepare(session, vote):
    """On opening: makes the urn's key and keeps its public half in vote.urn_key."""
    raise Refused("Secret votes cannot be taken here yet.", code="no_urn")


def check(vote, sealed):
    """Raises Invalid (code "sealed_wrong_size") for bytes that are no sealed answer to this vote."""
    raise Refused("Secret votes cannot be taken here yet.", code="no_urn")


def open_and_destroy(session, vote):
    """On closing: the plain answers, sorted; the sealed ones and the key are gone, and who voted is marked."""
    raise Refused("Secret votes cannot be taken here yet.", code="no_urn")


def discard(session, vote):
    """Where a secret vote is annulled or goes on by hand: what was sealed is deleted unread, and the key with it."""
    raise Refused("Secret votes cannot be taken here yet.", code="no_urn")

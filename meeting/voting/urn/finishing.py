"""What a process that was killed left undone: the key of a vote that is no longer open. Done when a server starts.

The result and the deletion of what was sealed are one transaction, so a close is never half done: either the vote is
still open, with its key and its ballots, and is closed again; or it is closed and only its key is left to destroy.
"""

from ...db import reading, writing
from ..models import Manner, Secrecy, Vote, VoteState
from .opening import keys


def destroy_leftover_keys():
    """→ the ids of the votes whose keys were destroyed."""
    return [vote_id for vote_id in keys().vote_ids() if destroy_if_over(vote_id)]


def destroy_if_over(vote_id):
    """Asked within an act of the vote's meeting: another process may be opening it, its key on the disk and the vote
    not yet. A vote unknown to the database keeps its key: perhaps it is another database, looked into by mistake."""
    with reading() as session:
        vote = session.get(Vote, vote_id)
    if vote is None:
        return False
    with writing(vote.meeting_id) as session:
        if needs_key(session.get(Vote, vote_id)):
            return False
        keys().destroy(vote_id)
    return True


def needs_key(vote):
    """An open secret vote that goes on by hand has given its urn up."""
    is_open = vote is not None and vote.state == VoteState.OPEN
    return is_open and vote.secrecy == Secrecy.SECRET and vote.manner == Manner.TABLET

"""Whether the urns of the open secret votes can be opened again. For /healthz: the meeting goes on either way."""

from sqlalchemy import select

from ...db import reading
from ..models import Manner, Secrecy, Vote, VoteState
from .opening import keys


def check():
    """ "ok", or what is wrong."""
    with reading() as session:
        open_votes = session.execute(
            select(Vote.id, Vote.urn_key).where(
                Vote.state == VoteState.OPEN, Vote.secrecy == Secrecy.SECRET, Vote.manner == Manner.TABLET
            )
        ).all()
    lost = [vote_id for vote_id, public in open_votes if keys().find(vote_id, public) is None]
    return f"key lost of vote {', '.join(map(str, lost))}" if lost else "ok"

"""Sealed answers as a tablet makes them, from what it is told of the vote. tests/voting/urn/test_sealing.py holds this
against the tablet's own program."""

from nacl.public import PublicKey, SealedBox

from meeting.voting.answers import VoteShape
from meeting.voting.models import Form
from meeting.voting.urn.sealing import padded


def seal(vote, answer):
    """In hexadecimal. `vote`: its payload."""
    subjects = tuple(subject["id"] for subject in vote["subjects"])
    shape = VoteShape(Form(vote["form"]), tuple(vote["options"]), subjects)
    return SealedBox(PublicKey(bytes.fromhex(vote["urn_key"]))).encrypt(padded(shape, answer)).hex()

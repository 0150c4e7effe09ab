"""What lies in an urn: answers padded to one length and put into libsodium's sealed boxes. Pure.

The tablets do the sealing (static/js/voting/urn/sealing.js); both sides know the length by the same reckoning.
"""

import hashlib
import json

from nacl.bindings import crypto_box_SEALBYTES
from nacl.exceptions import CryptoError
from nacl.public import SealedBox

from ...errors import Invalid
from ..answers import KEYS, parse_answer
from ..models import Form


def sealed_size(shape):
    """Bytes of every sealed answer to this vote, so that its length tells nothing of the answer."""
    return padded_size(shape) + crypto_box_SEALBYTES


def padded_size(shape):
    """As much as the longest answer takes: the longest option for each subject, or every subject picked."""
    option = max(shape.options, key=len, default="")
    longest = {
        Form.ONE: option,
        Form.PICKS: list(shape.subjects),
        Form.EACH: {str(subject): option for subject in shape.subjects},
    }[shape.form]
    return len(written({KEYS[shape.form]: longest}))


def written(answer):
    """The one way in which an answer is written: JSON without blanks, keys in order, ASCII alone."""
    return json.dumps(answer, separators=(",", ":"), sort_keys=True)


def padded(shape, answer):
    return written(answer).ljust(padded_size(shape)).encode()


def require_sealed_size(shape, sealed):
    """All that can be asked of a sealed answer while nobody can read it."""
    if len(sealed) != sealed_size(shape):
        raise Invalid(
            "This is not a sealed answer to this vote. Please load the page again.",
            code="sealed_wrong_size",
            field="sealed",
        )


def unseal(private_key, shape, sealed):
    """The answer, or None where there is none: forged, damaged, or not one that this vote takes. Never raises."""
    try:
        return judge(shape, json.loads(SealedBox(private_key).decrypt(sealed)))
    except (CryptoError, ValueError, RecursionError):
        return None


def judge(shape, answer):
    """The answer in its normal form, or None where the vote takes none such."""
    try:
        return parse_answer(shape, answer)
    except Invalid:
        return None


def sort_answers(answers):
    """In an order that comes from the answers alone; what is no answer (None) stands last."""
    return sorted(answers, key=lambda answer: (answer is None, written(answer)))


def count_hash(vote_id, answers):
    """SHA-256 of all that came out of an urn: two who opened it by themselves compare this."""
    return hashlib.sha256(written({"answers": sort_answers(answers), "vote": vote_id}).encode()).hexdigest()

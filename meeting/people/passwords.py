"""Argon2 hashes, computed off the loop that serves the room."""

import secrets

import gevent
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from gevent import monkey

from ..errors import Invalid

MIN_LENGTH = 8  # NIST SP 800-63B, section 3.1.1.2
MAX_LENGTH = 200

# Without letters and digits that are easily taken for one another on paper.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"

_hasher = PasswordHasher()  # RFC 9106, second recommended option: 64 MiB, three passes
# Checked when the name is unknown, so that the answer takes as long either way.
_nobody = "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA$5gSuj37uPsk1CPQPdyUYL/iBnXJHjQLlZ6nCEvkbPXI"


def hash_password(password):
    """The hash to keep. Raises Invalid for one that is too short or too long."""
    if not MIN_LENGTH <= len(password) <= MAX_LENGTH:
        raise Invalid(
            "A password has %(least)s to %(most)s characters.",
            field="password",
            least=MIN_LENGTH,
            most=MAX_LENGTH,
        )
    return off_loop(_hasher.hash, password)


def new_password():
    """One to hand over on paper: three groups of four letters and digits, 59 bits."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))


def is_password(password_hash, password):
    """Whether the password belongs to the hash; None stands for nobody's hash."""
    return off_loop(_verify, password_hash or _nobody, password[:MAX_LENGTH]) and password_hash is not None


def _verify(password_hash, password):
    try:
        return _hasher.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def off_loop(work, *args):
    """A hash takes 50 ms of CPU: under gevent it runs in a real thread, elsewhere where it stands."""
    if monkey.is_module_patched("threading"):
        return gevent.get_hub().threadpool.apply(work, args)
    return work(*args)

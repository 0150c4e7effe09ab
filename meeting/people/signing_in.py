"""Signing in and out: a random token in the cookie, its hash in our own table."""

import hashlib
import secrets
from datetime import timedelta

from blinker import Signal
from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import joinedload

from ..db import now, tell_others
from ..errors import NotFound, NotSignedIn
from .models import Command, Person, SignIn

sign_ins_ended = Signal("Sign-ins that have just ended; `ids` is the list. Sent after the commit.")


def find_person_to_sign_in(session, sign_in_name):
    """(person id or None, password hash or None) for a name as typed."""
    person = session.scalar(select(Person).where(Person.sign_in_name == normal_name(sign_in_name)))
    return (None, None) if person is None or person.locked else (person.id, person.password_hash)


def normal_name(sign_in_name):
    # PostgreSQL cannot be asked for a name with a zero character in it.
    return sign_in_name.replace("\0", "").strip().lower()


def start_sign_in(session, person_id, device, hours):
    """A new sign-in for this device; returns the token for its cookie, which is kept nowhere else."""
    forget_the_old(session, person_id)
    token = secrets.token_urlsafe(32)
    session.add(
        SignIn(
            person_id=person_id,
            token_hash=token_hash(token),
            device=device[:200],
            expires_at=now() + timedelta(hours=hours),
        )
    )
    return token


def forget_the_old(session, person_id):
    """Answers kept for repeated commands, and ended sign-ins, serve nothing after a while."""
    week, month = now() - timedelta(days=7), now() - timedelta(days=30)
    session.execute(delete(Command).where(Command.person_id == person_id, Command.at < week))
    session.execute(delete(SignIn).where(SignIn.person_id == person_id, SignIn.expires_at < month))


# Made once, for it is asked with every page and every socket. The person with it: whose it is every caller asks next.
BY_TOKENS = (
    select(SignIn)
    .options(joinedload(SignIn.person))
    .where(SignIn.token_hash.in_(bindparam("hashes", expanding=True)))
)


def find_sign_in(session, token):
    """The valid sign-in of a cookie's token. Raises NotSignedIn."""
    sign_in = token and find_sign_ins(session, [token]).get(token)
    if not sign_in:
        raise NotSignedIn("Please sign in.")
    return sign_in


def find_sign_ins(session, tokens):
    """{token: its sign-in}, of those that are valid."""
    whose = {token_hash(token): token for token in tokens}
    found = session.scalars(BY_TOKENS, {"hashes": list(whose)})
    return {whose[one.token_hash]: one for one in found if not has_ended(one, one.person)}


def has_ended(sign_in, person):
    return bool(sign_in.ended_at or sign_in.expires_at <= now() or person.locked)


def end_sign_in(session, person, sign_in_id):
    """Signs one device of the person out. Returns the ids of the sign-ins that ended."""
    sign_in = session.get(SignIn, sign_in_id)
    if sign_in is None or sign_in.person_id != person.id:
        raise NotFound("There is no such sign-in.")
    tell_others(session, "sign-ins")
    return _end(sign_in)


def end_all_sign_ins(session, person, keep=None):
    """Signs every device of the person out, but for `keep`."""
    rows = session.scalars(select(SignIn).where(SignIn.person_id == person.id, SignIn.ended_at.is_(None)))
    tell_others(session, "sign-ins")
    return [id for row in rows if row.id != keep for id in _end(row)]


def _end(sign_in):
    if sign_in.ended_at is None:
        sign_in.ended_at = now()
    return [sign_in.id]


def change_password(session, person, password_hash, keep):
    """A new password, and every other device signed out. Returns the ids of the sign-ins that ended."""
    person.password_hash = password_hash
    return end_all_sign_ins(session, person, keep)


def token_hash(token):
    return hashlib.sha256(token.encode()).hexdigest()

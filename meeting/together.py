"""Acts that many do at the same moment, saved together: a thousand ballots within a second are some thirty commits.

Each is asked by a request of its own, and answered only after the commit. What is refused changes nothing.
"""

import hmac
import json
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import select

from .agenda.seats import find_actors
from .db import database, reading, writing
from .errors import NotSignedIn, Refused
from .gathering import Asked, Gatherer
from .people.models import Command
from .permissions import require

MOST = 200  # in one transaction, lest the others in the meeting wait for long


@dataclass(eq=False)
class AskedAct(Asked):
    """Who asks, with which key, and what."""

    token: str | None
    command: tuple[str, str] | None  # (key, fingerprint)
    act: Any  # of (session, actor)
    url: dict
    again: Any = None  # of (session, actor, told=…): the answer where it has been carried out before
    language: str | None = None


def gatherer_of_acts(permission, look_up=None):
    """Carries out, by the meeting's id, the acts of those who have the permission there. Where it fails, each is tried
    alone: what has been saved all the same, though we were not told, is answered by its key."""
    return Gatherer(
        partial(carry_out, permission, look_up),
        MOST,
        turn=lambda meeting_id: database().turn(meeting_id),
        alone=True,
    )


def carry_out(permission, look_up, meeting_id, asked):
    """Gives each its outcome; those who may not do it do not even hold up the meeting."""
    with reading() as session:
        able = [one for one, _actor in find_able(session, permission, meeting_id, asked)]
    if not able:
        return
    outcomes = []
    with writing(meeting_id) as session:
        acting = find_able(session, permission, meeting_id, able)
        if look_up:
            look_up(session, [(actor, one.url) for one, actor in acting])
        known = find_commands(session, acting)
        for one, actor in acting:
            again = one.again and partial(one.again, session, actor, **one.url)
            act = partial(
                once_known,
                session,
                known,
                actor.person_id,
                one.command,
                partial(one.act, session, actor),
                again,
            )
            outcomes.append((one, attempt(session, act)))
    for one, outcome in outcomes:  # nobody is answered before the commit
        one.outcome = outcome


def find_able(session, permission, meeting_id, asked):
    """[(AskedAct, actor)] of those who may do it; the others have their refusal as outcome."""
    found = find_actors(session, {one.token for one in asked if one.token}, meeting_id)
    able = []
    for one in asked:
        actor, one.language = found.get(one.token, (NotSignedIn("Please sign in."), None))
        try:
            if isinstance(actor, Refused):
                raise actor
            require(actor, permission)
            able.append((one, actor))
        except Refused as refusal:
            one.outcome = refusal
    return able


def find_commands(session, acting):
    """{(person id, key): the command carried out under it earlier}"""
    people = {actor.person_id for one, actor in acting if one.command}
    keys = {one.command[0] for one, _actor in acting if one.command}
    this = select(Command).where(Command.person_id.in_(people), Command.key.in_(keys))
    return {(command.person_id, command.key): command for command in session.scalars(this)} if keys else {}


def once_known(session, known, person_id, command, act, again=None):
    """The same where it is `known` what was carried out earlier: {(person id, key): Command}. `again(told=…)`, where
    given, makes the answer of now from that of then."""
    if not command:
        return act()
    key, fingerprint = command
    earlier = known.get((person_id, key))
    if earlier and not hmac.compare_digest(earlier.fingerprint, fingerprint):
        raise Refused("This command key was used for something else.", code="key_reused")
    if earlier:
        told = json.loads(earlier.reply)
        return again(told=told) if again else told
    answer = act() or {}
    if isinstance(answer, dict):
        done = Command(person_id=person_id, key=key, fingerprint=fingerprint, reply=json.dumps(answer))
        session.add(done)
        known[person_id, key] = done
    return answer


class HalfDone(Exception):
    """An act was refused after it had changed something: nothing of its transaction may be saved."""


def attempt(session, act):
    """The act's answer, or its refusal."""
    before = changes(session)
    try:
        return act()
    except Refused as refusal:
        if changes(session) != before:
            raise HalfDone from refusal
        return refusal


def changes(session):
    """How much there is to save by now."""
    return len(session.new), len(session.deleted), len(session.info.get("facts", ()))

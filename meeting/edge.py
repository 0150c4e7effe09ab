"""What every route shares: who asks, what they may, the parsed body, one transaction, one answer.

A route declares who may call it with one of the decorators below; a route without a declaration is refused.
The rule it calls checks again: a rule may also be reached from a socket or a command line.
"""

import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial, wraps
from typing import Annotated

from flask import Response, current_app, g, make_response, request
from flask_babel import refresh
from pydantic import (
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)

from .agenda.hall import find_hall
from .agenda.seats import find_actors
from .db import reading, writing
from .errors import Invalid, NotAllowed, NotFound, NotSignedIn, Refused
from .gathering import Asked, Gatherer
from .pace import require_pace
from .people.models import Command
from .people.signing_in import find_sign_in
from .permissions import Permission, require
from .together import AskedAct, gatherer_of_acts, once_known

COOKIE = "sign_in"
PUBLIC, SIGNED_IN = "public", "signed in"


class Body(BaseModel):
    """A request's JSON body: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")


# What a database's integer holds; a larger number can belong to nothing.
Id = Annotated[int, Field(ge=1, le=2**31 - 1)]

# The first and the last moment that can be written are none in another time zone.
Moment = Annotated[
    AwareDatetime, Field(gt=datetime(1900, 1, 1, tzinfo=UTC), lt=datetime(2200, 1, 1, tzinfo=UTC))
]


def Text(most, least=0):  # noqa: N802  (reads as a type where it is used)
    """Text in its normal form, which is what has the length asked for: blanks alone are nothing."""
    return Annotated[str, StringConstraints(max_length=most, min_length=least), BeforeValidator(normal)]


def normal(text):
    """NFC, without blanks around it, nor the zero character, which PostgreSQL cannot keep."""
    return unicodedata.normalize("NFC", text.replace("\0", "")).strip() if isinstance(text, str) else text


def public(view):
    """Anybody may call this, signed in or not."""
    view.access = PUBLIC
    return view


def person_read(view):
    """For anybody signed in: view(session, person, **url)."""

    @wraps(view)
    def handle(**url):
        with reading() as session:
            return reply(view(session, require_sign_in(session).person, **url))

    handle.access = SIGNED_IN
    return handle


def person_act(body=None, before=None, remember=True):
    """For anybody signed in: view(session, person, [body], **url) in one transaction.

    `before(person, *[body])` does slow work, such as hashing, outside of it; the view takes its result last.
    `remember=False` keeps an answer that holds a secret out of the table of answers.
    """

    def declare(view):
        @wraps(view)
        def handle(**url):
            with reading() as session:
                person = require_sign_in(session).person
            require_steady_hand()
            args = parsed(body)
            if before:
                args.append(before(person, *args))
            with writing() as session:
                person = require_sign_in(session).person
                act = partial(view, session, person, *args, **url)
                return reply(once(session, person.id, act) if remember else act())

        handle.access = SIGNED_IN
        return handle

    return declare


def meeting_read(permission):
    """For those with the permission in the meeting: view(session, actor, **url)."""

    def declare(view):
        @wraps(view)
        def handle(meeting_id, **url):
            with reading() as session:
                return reply(view(session, require_actor(session, meeting_id, permission), **url))

        handle.access = permission
        return handle

    return declare


def meeting_look(permission):
    """For those with the permission: view(actor, **url), which looks by itself, in a transaction of its own."""

    def declare(view):
        @wraps(view)
        def handle(meeting_id, **url):
            return reply(view(require_actor_together(meeting_id, permission), **url))

        handle.access = permission
        return handle

    return declare


def meeting_act(permission, body=None, before=None, most=None, again=None):
    """The same in one transaction, at most once per idempotency key: view(session, actor, [body], **url).

    `most(session, actor, **url)`: the bytes that the body may have, where that is more than usual; see config.py.
    `before(actor, *[body], **url)` does slow work outside of it; the view takes its result last.
    `again(session, actor, **url, told=…)` makes the answer to a command carried out before from what was `told` then.
    """

    def declare(view):
        @wraps(view)
        def handle(meeting_id, **url):
            with reading() as session:  # a stranger does not hold up the meeting
                actor = require_actor(session, meeting_id, permission)
                if most:
                    request.max_content_length = most(session, actor, **url)
            require_steady_hand()
            args = parsed(body)
            if before:
                args.append(before(actor, *args, **url))
            with writing(meeting_id) as session:
                actor = require_actor(session, meeting_id, permission)
                act = partial(view, session, actor, *args, **url)
                return reply(
                    once(session, actor.person_id, act, again and partial(again, session, actor, **url))
                )

        handle.access = permission
        return handle

    return declare


def meeting_act_together(permission, body=None, look_up=None, again=None):
    """As meeting_act, for what a thousand do within a second: those that come at one moment are saved in one
    transaction, and each is answered after it. The view must refuse before it changes anything.

    `look_up(session, [(actor, url)])` reads at once what the rule will need of each. `again(session, actor, **url,
    told=…)` makes the answer to a command carried out before from what was `told` then.
    """

    def declare(view):
        @wraps(view)
        def handle(meeting_id, **url):
            try:
                args, command = steady_args(body)
            except Refused:
                with reading() as session:  # who may not do it at all is told that instead
                    require_actor(session, meeting_id, permission)
                raise
            asked = AskedAct(request.cookies.get(COOKIE), command, partial(act, args, url), url, again)
            try:
                return reply(gatherer.ask(meeting_id, asked, current_app.config["GATHER_SECONDS"]))
            finally:
                speak(asked.language)

        def act(args, url, session, actor):
            return view(session, actor, *args, **url)

        gatherer = gatherer_of_acts(permission, look_up)
        handle.access = permission
        return handle

    return declare


def steady_args(body):
    """(the parsed body as arguments, the command's key) of a request that does not come too fast."""
    if hall_token():
        raise NotAllowed("You may not do this in this meeting.")
    require_steady_hand()
    return parsed(body), command_of_request()


def require_steady_hand():
    """Raises TooFast; asked when it is known who reads the sentence. The pieces of a file follow each other as fast as
    the line carries them: each is work enough."""
    if (token := request.cookies.get(COOKIE)) and request.method != "PATCH":
        require_pace("sign-in", token)


def require_sign_in(session):
    """The sign-in of the request's cookie. Raises NotSignedIn."""
    sign_in = find_sign_in(session, request.cookies.get(COOKIE))
    speak(sign_in.person.language)
    return sign_in


def speak(language):
    """From now on in the language of whoever asks, where that is known."""
    if language:
        g.language = language
        refresh()  # a sentence may have been translated before it was known who reads it


def require_actor(session, meeting_id, permission=Permission.READ_MEETING, hall=None):
    """The person, or hall screen, of the request as seated in the meeting, if they have the permission.

    A hall screen shows its token in the Authorization header or, on a socket, has shown it (`hall`) at the door.
    """
    token = hall or hall_token()
    if token:
        actor = find_hall(session, token, current_app.config["SECRET_KEY"])
        if actor.meeting_id != meeting_id:
            raise NotFound("There is no such meeting.")
    else:
        actor = find_actor_here(session, meeting_id)
    require(actor, permission)
    return actor


def find_actor_here(session, meeting_id):
    """Whoever is signed in with the request's cookie, as seated in the meeting."""
    token = request.cookies.get(COOKIE, "")
    return recognised(*find_actors(session, [token], meeting_id).get(token, nobody()))


def recognised(actor, language):
    speak(language)
    if isinstance(actor, Refused):
        raise actor
    return actor


def nobody():
    return NotSignedIn("Please sign in."), None


def require_actor_together(meeting_id, permission, hall=None):
    """As require_actor, looked up in one go with all who ask at the same moment. Not inside a transaction."""
    if hall or hall_token():
        with reading() as session:
            return require_actor(session, meeting_id, permission, hall)
    actor = recognised(*seat_lookups.ask(meeting_id, SeatLookup(request.cookies.get(COOKIE, ""))))
    require(actor, permission)
    return actor


@dataclass(eq=False)
class SeatLookup(Asked):
    """The outcome: (Actor or the refusal it gets, language)."""

    token: str


def look_up_seats(meeting_id, lookups):
    with reading() as session:
        found = find_actors(session, {one.token for one in lookups}, meeting_id)
    for one in lookups:
        one.outcome = found.get(one.token, nobody())


seat_lookups = Gatherer(look_up_seats)


def hall_token():
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token if scheme == "Bearer" else None


def parsed(body):
    """[the body as the model reads it], or [] where the route takes none. Raises Invalid naming the field.

    Called before the act begins: a body that arrives slowly would otherwise hold up the meeting until it is here.
    """
    data = request.get_data()
    if body is None:
        return []
    try:
        return [body.model_validate_json(data or b"{}")]
    except ValidationError as error:
        raise invalid(error) from None


SENTENCES = {
    "missing": "Please fill in this field.",
    "string_too_short": "Please fill in this field.",
    "string_too_long": "This is longer than %(max_length)s characters.",
    "extra_forbidden": "This field is not known here.",
    "int_parsing": "Please enter a whole number.",
    "int_type": "Please enter a whole number.",
    "greater_than_equal": "This must be at least %(ge)s.",
    "less_than_equal": "This must be at most %(le)s.",
    "enum": "Please choose one of the answers offered.",
    "literal_error": "Please choose one of the answers offered.",
    "datetime_from_date_parsing": "Please enter a date and a time.",
    "datetime_parsing": "Please enter a date and a time.",
    "json_invalid": "The request could not be read.",
}


def invalid(error):
    first = error.errors()[0]
    sentence = SENTENCES.get(first["type"], "This is not a value that can be kept here.")
    context = {key: value for key, value in first.get("ctx", {}).items() if key in ("max_length", "ge", "le")}
    return Invalid(sentence, field=".".join(str(part) for part in first["loc"]) or None, **context)


def once(session, person_id, act, again=None):
    """Carries a command out, or answers as the first time when its key has been seen from this person.
    `again`: see once_known."""
    command = command_of_request()
    if not command or person_id is None:
        return act()
    earlier = session.get(Command, (person_id, command[0]))
    known = {(person_id, command[0]): earlier} if earlier else {}
    return once_known(session, known, person_id, command, act, again)


def command_of_request():
    """(key, fingerprint of what is asked under it), or None without a key."""
    key = request.headers.get("Idempotency-Key")
    if not key:
        return None
    if len(key) > 64:
        raise Invalid("The request could not be read.")
    said = f"{request.method} {request.path}\n".encode() + request.get_data()
    return key, hashlib.sha256(said).hexdigest()


def reply(answer):
    """`{"ok": true, …}`; a view may also return a response of its own."""
    return answer if isinstance(answer, Response) else make_response({"ok": True, **(answer or {})})

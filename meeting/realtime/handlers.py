"""The socket commands. Each declares who may; each reads the actor anew; each answers as HTTP would."""

from dataclasses import dataclass
from functools import wraps

from flask import current_app, request
from flask_socketio import ConnectionRefusedError, join_room, leave_room
from pydantic import ValidationError

from ..agenda.hall import find_hall
from ..db import epoch, iso, now, reading, writing
from ..docs.presenting.routes import Share, ShownPage
from ..docs.presenting.showing import require_presenter, show_page
from ..edge import COOKIE, Body, Id, Text, invalid, require_actor, require_actor_together, speak
from ..errors import Invalid, NotAllowed, NotFound, NotSignedIn, Refused, body
from ..gathering import Asked, Gatherer
from ..pace import require_pace
from ..people.signing_in import find_sign_ins, sign_ins_ended
from ..permissions import Actor, Permission, Role
from ..shell import translate
from ..state import me_payload, sequences_of
from . import socketio
from .connections import Connection
from .devices import kind_of
from .rooms import desk_room, hall_room, meeting_room, person_room

CUT_SECONDS = 2

# {command: the permission it takes in the meeting, or None where it concerns no meeting}
COMMANDS = {}


class Joining(Body):
    """`device`: a name that the tablet has made up and keeps; `touch`: its screen can be touched."""

    meeting_id: Id
    device: Text(40) = ""
    touch: bool = False


class Page(ShownPage):
    meeting_id: Id


class Shows(Body):
    """What is to be seen on a tablet now; None: none."""

    meeting_id: Id
    paper_id: Id | None = None
    page: Id | None = None
    vote_id: Id | None = None


class Pointer(Body):
    """A point of the page shown, in fractions of it; without x and y the pointer is taken away."""

    meeting_id: Id
    x: Share | None = None
    y: Share | None = None


class Nothing(Body):
    pass


def on(command, permission, form):
    """Register a command: its form parsed, its outcome acknowledged in the body that HTTP has."""
    COMMANDS[command] = permission

    def decorate(handler):
        @socketio.on(command)
        @wraps(handler)
        def handle(data=None, *_rest):
            socketio.sleep(0)  # between the commands of one tablet, the others have their turn
            try:
                require_pace("socket", request.sid)
                return {"ok": True, **(handler(read_form(form, data)) or {})}
            except Refused as error:
                return body(error, translate)
            except Exception:
                current_app.logger.exception("unhandled error in %s", command)
                return body(unforeseen(), translate)

        return handle

    return decorate


def read_form(form, data):
    try:
        return form.model_validate(data or {})
    except ValidationError as error:
        raise invalid(error) from None


def connection_here():
    return current_app.extensions["connections"].get(request.sid)


def actor_here(session, meeting_id, permission):
    return require_actor(session, meeting_id, permission, hall_here())


def hall_here():
    """The token that this connection has shown, if it is a hall screen's."""
    connection = connection_here()
    if connection is None:  # ended by us while the command was on its way
        raise NotSignedIn("Please sign in.")
    return connection.hall_token


@socketio.on("connect")
def connect(auth=None):
    token = auth.get("hall") if isinstance(auth, dict) else None
    try:
        whose = hall_screen(str(token)) if token else signed_in_person()
        connection = Connection(request.sid, **whose, line=line_here())
        if has_gone(request.sid):  # while we looked; Socket.IO would keep a place for it for ever
            raise ConnectionRefusedError("gone")
        current_app.extensions["connections"].add(connection)
    except Refused as error:
        raise refused_at_the_door(error) from None
    except ConnectionRefusedError:
        raise
    except Exception:  # Socket.IO would leave it at the door, named and never answered
        current_app.logger.exception("unhandled error at the door")
        raise refused_at_the_door(unforeseen()) from None


def refused_at_the_door(error):
    return ConnectionRefusedError(error.code, body(error, translate))


def unforeseen():
    return Refused("Something went wrong here. What you did was not recorded.", "internal")


def hall_screen(token):
    with reading() as session:
        find_hall(session, token, current_app.config["SECRET_KEY"])
    return {"hall_token": token}


def signed_in_person():
    token = request.cookies.get(COOKIE)
    sign_in = token and sign_in_lookups.ask(None, SignInLookup(token))
    if not sign_in:
        raise NotSignedIn("Please sign in.")
    speak(sign_in.person.language)
    return {"sign_in_id": sign_in.id, "person_id": sign_in.person_id}


@dataclass(eq=False)
class SignInLookup(Asked):
    """The outcome: the sign-in of the cookie's token, or None."""

    token: str


def look_up_sign_ins(_key, lookups):
    with reading() as session:
        found = find_sign_ins(session, {one.token for one in lookups})
    for one in lookups:
        one.outcome = found.get(one.token)


# A room that comes back within a second is looked up in few goes.
sign_in_lookups = Gatherer(look_up_sign_ins)


def has_gone(sid):
    """Whether the line of somebody who is just coming in has ended."""
    server = socketio.server
    return server.manager.eio_sid_from_sid(sid, "/") not in server.environ


@socketio.on("disconnect")
def disconnect(*_reason):
    connection = current_app.extensions["connections"].remove(request.sid)
    if connection is None:
        return
    for meeting_id in connection.actors:
        current_app.extensions["presence"].tell_soon(meeting_id)
    current_app.extensions["pointers"].leave(connection.sid)
    socketio.start_background_task(cut_soon, connection)


def cut_soon(connection):
    """Not at once: the word that it is over is on its way."""
    socketio.sleep(CUT_SECONDS)
    connection.cut()


def line_here():
    is_websocket = "websocket" in request.environ.get("HTTP_UPGRADE", "").lower()
    return request.environ.get("gunicorn.socket") if is_websocket else None


@on("meeting:join", Permission.READ_MEETING, Joining)
def join(form):
    actor = known_here(form.meeting_id)
    connection = connection_here()
    if connection is None:  # the line ended meanwhile
        raise NotSignedIn("Please sign in.")
    connection.device = form.device or connection.sid
    connection.kind = kind_of(request.user_agent.string, form.touch)
    enter(connection, actor)
    current_app.extensions["presence"].tell_soon(actor.meeting_id)
    # After entering: what comes later is heard, what came before is in these numbers.
    require_unchanged(connection, actor)
    numbers = number_lookups.ask(actor.meeting_id, NumbersLookup(actor))
    return {**numbers, "now": iso(now()), "me": me_payload(actor)}


def known_here(meeting_id):
    """Whoever has this connection, as seated in the meeting; looked up with others who ask at the same moment."""
    return require_actor_together(meeting_id, Permission.READ_MEETING, hall_here())


@dataclass(eq=False)
class NumbersLookup(Asked):
    """The outcome: {epoch, seqs} of what the actor hears."""

    actor: Actor


def look_up_numbers(meeting_id, lookups):
    with reading() as session:
        this_epoch, seqs = epoch(session), sequences_of(session, meeting_id, {one.actor for one in lookups})
    for one in lookups:
        one.outcome = {"epoch": this_epoch, "seqs": seqs[one.actor]}


number_lookups = Gatherer(look_up_numbers)


def enter(connection, actor):
    """From here on the connection is found when the actor loses the seat or the role."""
    connection.actors[actor.meeting_id] = actor
    current_app.extensions["announcer"].begin()
    for room in rooms_of(actor):
        join_room(room)


def leave(connection, actor):
    connection.actors.pop(actor.meeting_id, None)
    for room in rooms_of(actor):
        leave_room(room)


def rooms_of(actor):
    meeting_id = actor.meeting_id
    yield hall_room(meeting_id) if actor.role == Role.HALL else meeting_room(meeting_id)
    if actor.may(Permission.SEE_DESK):
        yield desk_room(meeting_id)
    if actor.person_id is not None:
        yield person_room(meeting_id, actor.person_id)


def require_unchanged(connection, actor):
    """Whoever lost the role between the check and the entering was not found yet, and must join afresh."""
    try:
        if known_here(actor.meeting_id) == actor:
            return
    except (NotAllowed, NotFound):
        pass
    except Exception:  # it is not known whether they may hear anything
        leave(connection, actor)
        raise
    current_app.extensions["announcer"].drop(request.sid)
    raise NotAllowed("You may not do this in this meeting.")


@on("clock:read", None, Nothing)
def read_clock(_form):
    return {"now": iso(now())}


@on("page:show", Permission.ASK_TO_PRESENT, Page)
def turn_page(form):
    if not joined_as_presenter(form.meeting_id):  # a stranger does not hold up the meeting
        with reading() as session:
            require_presenter(session, actor_here(session, form.meeting_id, Permission.ASK_TO_PRESENT))
    with writing(form.meeting_id) as session:
        actor = actor_here(session, form.meeting_id, Permission.ASK_TO_PRESENT)
        show_page(session, actor, *form.place())


@on("pointer:move", Permission.ASK_TO_PRESENT, Pointer)
def move_pointer(form):
    with reading() as session:
        actor = actor_here(session, form.meeting_id, Permission.ASK_TO_PRESENT)
        require_presenter(session, actor)
    point = None if form.x is None or form.y is None else {"x": form.x, "y": form.y}
    current_app.extensions["pointers"].move(form.meeting_id, point, request.sid)


@on("tablet:shows", Permission.READ_MEETING, Shows)
def note_what_is_shown(form):
    """For the desk's board; only of a meeting that has been joined."""
    connection = connection_here()
    if connection is None or form.meeting_id not in connection.actors:
        raise NotFound("There is no such meeting.")
    connection.shows = {"paper_id": form.paper_id, "page": form.page, "vote_id": form.vote_id}


def joined_as_presenter(meeting_id):
    """Whether this connection entered as one who may. It decides nothing: the act itself asks anew."""
    connection = connection_here()
    actor = connection and connection.actors.get(meeting_id)
    return bool(actor and actor.may(Permission.PRESENT))


@socketio.on("*")
def unknown(command, *_data):
    return body(Invalid("This is not known here.", code="unknown_command"), translate)


def listen_for_ended_sign_ins(app):
    def close(sender, ids):
        for connection in app.extensions["connections"]:
            if connection.sign_in_id in ids:
                app.extensions["announcer"].end(connection.sid)

    app.extensions["close_ended"] = close  # blinker holds its listeners weakly
    sign_ins_ended.connect(close, app)

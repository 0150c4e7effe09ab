"""The screens as pages: each is a shell that its script fills."""

from flask import Blueprint, g, jsonify, render_template, request

from .agenda.meetings import list_meetings, require_secretariat
from .agenda.payloads import meeting_payload
from .db import reading
from .edge import public, require_actor, require_sign_in
from .errors import NotFound
from .people.routes import preferences
from .permissions import Permission
from .shell import LANGUAGES, catalogue, page_config, static_url

bp = Blueprint("pages", __name__)


def page(permission=None):
    """A page for those signed in or, given a permission, for those who have it in the meeting."""

    def declare(view):
        def handle(meeting_id=None):
            with reading() as session:
                person = g.person = require_sign_in(session).person
                actor = require_actor(session, meeting_id, permission) if permission else None
                return view(session, actor or person)

        handle.access, handle.__name__ = permission or "signed in", view.__name__
        return handle

    return declare


def screen(name, **config):
    person = g.get("person")
    chosen = preferences(person) if person else {}
    return render_template("screen.html", screen=name, page_config=page_config(screen=name, me=chosen, **config))


@bp.get("/")
@page()
def home(session, person):
    meetings = [
        meeting_payload(session, meeting) | {"role": seat.role} for meeting, seat in list_meetings(session, person)
    ]
    config = page_config(screen="home", me=preferences(person), meetings=meetings)
    return render_template("home.html", screen="home", meetings=meetings, page_config=config)


@bp.get("/meetings/<int:meeting_id>")
@page(Permission.READ_MEETING)
def room(session, actor):
    return screen("room", meeting_id=actor.meeting_id)


@bp.get("/meetings/<int:meeting_id>/desk")
@page(Permission.SEE_DESK)
def desk(session, actor):
    return screen("desk", meeting_id=actor.meeting_id)


@bp.get("/secretariat")
@page()
def secretariat(session, person):
    require_secretariat(person)
    return screen("secretariat", meeting_id=None, office=person.office)


@bp.get("/secretariat/meetings/<int:meeting_id>")
@page(Permission.PREPARE_MEETING)
def prepare(session, actor):
    return screen("secretariat", meeting_id=actor.meeting_id)


@bp.get("/hall")
@public
def hall():
    return screen("hall")


@bp.get("/i18n/<lang>.json")
@public
def messages(lang):
    if lang not in LANGUAGES:
        raise NotFound("There is no such page.")
    response = jsonify(catalogue(lang))
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    return response.make_conditional(request)


@bp.get("/favicon.ico")
@public
def favicon():
    return "", 302, {"Location": static_url("icons/icon.svg"), "Cache-Control": "max-age=86400"}

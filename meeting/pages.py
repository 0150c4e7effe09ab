"""The screens as pages: each is a shell that its script fills."""

from flask import Blueprint, current_app, g, jsonify, render_template, request

from .agenda.meetings import require_secretariat
from .db import reading
from .edge import person_read, public, require_actor, require_sign_in
from .errors import NotFound
from .health import health
from .installation import state_of_installation
from .people.directory import require_administrator
from .permissions import Permission
from .shell import LANGUAGES, catalogue, static_url

bp = Blueprint("pages", __name__)


def page(permission=None):
    """A page for those signed in or, given a permission, for those who have it in the meeting."""

    def declare(view):
        def handle(meeting_id=None):
            with reading() as session:
                person = g.person = require_sign_in(session).person
                session.expunge(
                    person
                )  # a page that is refused still shows whose it is, after the session ended
                actor = require_actor(session, meeting_id, permission) if permission else None
                return view(session, actor or person)

        handle.access, handle.__name__ = permission or "signed in", view.__name__
        return handle

    return declare


def screen(name, template="screen.html", **config):
    time_zone = current_app.config["TIME_ZONE"]
    return render_template(template, screen=name, page_config={"time_zone": time_zone, **config})


@bp.get("/")
@page()
def home(session, person):
    return screen("home", template="home.html")


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
    return screen("secretariat", meeting_id=None)


@bp.get("/secretariat/meetings/<int:meeting_id>")
@page(Permission.PREPARE_MEETING)
def prepare(session, actor):
    return screen("secretariat", meeting_id=actor.meeting_id)


@bp.get("/installation")
@page()
def installation(session, person):
    require_administrator(person)
    return screen("installation")


@bp.get("/api/installation")
@person_read
def installation_state(session, person):
    return {"rows": state_of_installation(person)}


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
    return "", 302, {"Location": static_url("icons/favicon.svg"), "Cache-Control": "max-age=86400"}


@bp.get("/healthz")
@public
def healthz():
    report = health()
    return report, 200 if report["ok"] else 503

"""Doors: sign-in, one's own account, the directory."""

from typing import Literal

from flask import Blueprint, current_app, g, redirect, render_template, request, url_for
from flask import session as form
from sqlalchemy import select

from ..db import iso, now, reading, writing
from ..edge import COOKIE, Body, Text, person_act, person_read, public, require_sign_in
from ..errors import Invalid, Refused
from ..permissions import Office
from . import directory, signing_in
from .models import SignIn
from .passwords import hash_password, is_password, new_password
from .throttle import Throttle

bp = Blueprint("people", __name__)

NEIGHBOURS = 20  # people of one hall who may share an address and mistype on the same morning


@bp.get("/sign-in")
@public
def sign_in_form():
    return render_template("sign_in.html", next=local_path(request.args.get("next")))


@bp.post("/sign-in")
@public
def sign_in():
    name, password = request.form.get("name", ""), request.form.get("password", "")
    doors = sign_in_throttles(name)
    try:
        person_id = find_person_with(name, password, doors)
    except Refused as refusal:
        page = render_template(
            "sign_in.html", refusal=refusal, name=name, next=local_path(request.form.get("next"))
        )
        return page, 429 if refusal.status == 429 else 401
    by_name, key = doors[0]  # the address goes on being counted: others may share it
    by_name.succeeded(key)
    with writing() as session:
        token = signing_in.start_sign_in(
            session, person_id, request.user_agent.string, current_app.config["SIGN_IN_HOURS"]
        )
    form.clear()  # a form token from before the sign-in is worth nothing after it
    response = redirect(local_path(request.form.get("next")))
    set_cookie(response, token)
    return response


def sign_in_throttles(name):
    """[(throttle, key)]: per name and address, and per address for those who try one password on many names."""
    by_name, by_address = current_app.extensions["throttles"]
    name = signing_in.normal_name(name)[:100]  # nobody's is longer, and each key is kept for a while
    return [(by_name, (name, request.remote_addr)), (by_address, request.remote_addr)]


def find_person_with(name, password, doors):
    """Id of the person whose name and password these are. Raises Refused, and TooMany after too many tries."""
    require_patience(doors)
    with reading() as session:
        person_id, password_hash = signing_in.find_person_to_sign_in(session, name)
    is_right = is_password(password_hash, password)
    require_patience(
        doors
    )  # again: thousands may have been sent at once, before the first of them had failed
    if not is_right:
        for throttle, key in doors:
            throttle.failed(key)
        raise Refused("The name or the password is not right.")
    return person_id


def require_patience(doors):
    for throttle, key in doors:
        throttle.check(key)


@bp.post("/sign-out")
@public
def sign_out():
    try:
        with writing() as session:
            sign_in = require_sign_in(session)
            ended = signing_in.end_sign_in(session, sign_in.person, sign_in.id)
        signing_in.sign_ins_ended.send(current_app._get_current_object(), ids=ended)
    except Refused:
        pass  # already signed out: the wish is fulfilled
    form.clear()
    response = redirect(url_for("people.sign_in_form"))
    response.delete_cookie(COOKIE)
    return response


@bp.post("/language")
@public
def choose_language():
    response = redirect(local_path(request.form.get("next"), url_for("people.sign_in_form")))
    if request.form.get("language") in ("vi", "en"):
        response.set_cookie("language", request.form["language"], max_age=365 * 86400, samesite="Lax")
    return response


def set_cookie(response, token):
    hours = current_app.config["SIGN_IN_HOURS"]
    response.set_cookie(
        COOKIE, token, max_age=hours * 3600, httponly=True, samesite="Lax", secure=current_app.config["HTTPS"]
    )


def local_path(path, default="/"):
    """Only a path of our own: never a way to send somebody elsewhere after signing in.

    A tab or line end is dropped on the way to the browser, so that "/⇥/elsewhere" would become "//elsewhere".
    """
    is_local = path and path.isprintable() and path.startswith("/") and not path.startswith(("//", "/\\"))
    return path if is_local else default


class Preferences(Body):
    language: Literal["vi", "en"]
    theme: Literal["auto", "light", "dark", "contrast"]
    text_size: Literal[0, 1, 2, 3]


class NewPassword(Body):
    current: str
    new: str


class PersonForm(Body):
    name: Text(200, 1)
    title: Text(200) = ""
    locked: bool = False


class NewPerson(Body):
    name: Text(200, 1)
    sign_in_name: Text(100, 1)
    title: Text(200) = ""
    password: str | None = None
    office: Office = Office.MEMBER


@bp.get("/api/me")
@person_read
def me(session, person):
    return {"person": directory.person_payload(person) | preferences(person)}


def preferences(person):
    return {"language": person.language, "theme": person.theme, "text_size": person.text_size}


@bp.put("/api/me/preferences")
@person_act(Preferences)
def choose_preferences(session, person, body):
    person.language, person.theme, person.text_size = body.language, body.theme, body.text_size
    return preferences(person)


def check_new_password(person, body):
    if not is_password(person.password_hash, body.current):
        raise Invalid("That is not your present password.", field="current")
    return hash_password(body.new)


@bp.put("/api/me/password")
@person_act(NewPassword, before=check_new_password, remember=False)
def change_password(session, person, body, password_hash):
    keep = require_sign_in(session).id
    end_after_commit(signing_in.change_password(session, person, password_hash, keep))


@bp.get("/api/me/sign-ins")
@person_read
def sign_ins(session, person):
    this = require_sign_in(session).id
    rows = session.scalars(
        select(SignIn)
        .where(SignIn.person_id == person.id, SignIn.ended_at.is_(None), SignIn.expires_at > now())
        .order_by(SignIn.id.desc())
    )
    return {
        "sign_ins": [
            {"id": row.id, "device": row.device, "created_at": iso(row.created_at), "this": row.id == this}
            for row in rows
        ]
    }


@bp.delete("/api/me/sign-ins/<int:sign_in_id>")
@person_act()
def end_sign_in(session, person, sign_in_id):
    end_after_commit(signing_in.end_sign_in(session, person, sign_in_id))


@bp.get("/api/people")
@person_read
def people(session, person):
    found = directory.list_people(session, person, request.args.get("q", ""))
    return {"people": [directory.person_payload(p) for p in found]}


def make_password(keeper, body=None):
    """(password to hand over, its hash)"""
    directory.require_keeper(keeper)
    password = (body and body.password) or new_password()
    return password, hash_password(password)


@bp.post("/api/people")
@person_act(NewPerson, before=make_password, remember=False)
def add_person(session, person, body, made):
    password, password_hash = made
    form = body.model_dump(exclude={"password"})
    added = directory.add_person(session, person, password_hash=password_hash, **form)
    return {"person": directory.person_payload(added), "password": password}


@bp.put("/api/people/<int:person_id>")
@person_act(PersonForm)
def change_person(session, person, body, person_id):
    changed, ended = directory.change_person(session, person, person_id, **body.model_dump())
    end_after_commit(ended)
    return {"person": directory.person_payload(changed)}


@bp.post("/api/people/<int:person_id>/password")
@person_act(before=make_password, remember=False)
def reset_password(session, person, made, person_id):
    password, password_hash = made
    end_after_commit(directory.reset_password(session, person, person_id, password_hash))
    return {"password": password}


def end_after_commit(ids):
    """The sockets of ended sign-ins are closed once the answer goes out, that is, after the commit."""
    g.ended_sign_ins = ids


@bp.after_app_request
def close_sockets(response):
    ids = g.pop("ended_sign_ins", None)
    if ids and response.status_code < 400:
        signing_in.sign_ins_ended.send(current_app._get_current_object(), ids=ids)
    return response


def init_app(app):
    tries = app.config["SIGN_IN_TRIES"]
    app.extensions["throttles"] = Throttle(tries), Throttle(tries * NEIGHBOURS)
    app.register_blueprint(bp)

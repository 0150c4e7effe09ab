"""A meeting with papers: Minh leads it, Thu keeps it, Lan and Hùng are members, Quang a guest, Ola looks on."""

import itertools
import json
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from meeting import create_app
from meeting.agenda.models import AgendaItem, Body, Meeting, MeetingState, Seat
from meeting.db import Database, FactEntry, now, reading, writing
from meeting.docs import converting, progress, sandbox
from meeting.docs.adding import Upload, add_paper
from meeting.docs.engine_room import EngineRoom
from meeting.docs.jobs import Jobs, convert_now
from meeting.docs.models import Document
from meeting.docs.store import Store
from meeting.people.models import Person
from meeting.permissions import Actor, Role
from meeting.realtime.snapshots import Snapshots

from . import files
from .sending import send

CAST = {
    "minh": Role.CHAIR,
    "thu": Role.SECRETARY,
    "lan": Role.MEMBER,
    "hung": Role.MEMBER,
    "quang": Role.GUEST,
    "ola": Role.OBSERVER,
}


@pytest.fixture(scope="session")
def engines(tmp_path_factory):
    """The engines are looked for once; the folder holds LibreOffice's profile and the font cache."""
    return tmp_path_factory.mktemp("engines")


@pytest.fixture(scope="session")
def room(engines):
    return EngineRoom(Store(engines / "papers"), "auto", folder=engines / "room")


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """The application is built once: that takes longer than most of these tests."""
    settings = {"TESTING": True, "PAGE_PATIENCE_SECONDS": 0, "MAX_PAPER_MB": 5, "WTF_CSRF_ENABLED": False}
    settings["COMMANDS_PER_SECOND"] = 0  # a test is quicker than any hand
    return create_app(DATA=str(tmp_path_factory.mktemp("built")), SECRET_KEY="only for tests", **settings)


@pytest.fixture
def app(request, kind, tmp_path, room, built):
    """The application with an empty database, store and queue of this test's own."""
    url, data = request.getfixturevalue(kind).fresh(), tmp_path / "data"
    data.mkdir()
    built.config.update(DATA=str(data), DATABASE_URL=url)
    database = built.extensions["database"] = Database(url, built.config["DATA"])
    jobs = built.extensions["paper_jobs"] = Jobs(built)
    jobs._room = borrowed(room, jobs.store)
    built.extensions["snapshots"] = Snapshots(calm=0)  # the numbers begin again
    yield built
    jobs.huey.storage.close()
    database.close()


def borrowed(room, store, choice="auto"):
    """The session's engine room, working for another store."""
    copy = object.__new__(EngineRoom)
    copy.__dict__ |= room.__dict__ | {"store": store, "choice": choice}
    return copy


@pytest.fixture
def embedded(app):
    """As on a machine without LibreOffice; quicker, too."""
    app.extensions["paper_jobs"].room.choice = "embedded"


@pytest.fixture
def meeting(app):
    """A published meeting with one agenda item; everybody of the cast as an actor."""
    with app.app_context(), writing() as session:
        body = Body(name="Hội đồng nhân dân tỉnh")
        session.add(body)
        session.flush()
        meeting = Meeting(
            body_id=body.id,
            title="Kỳ họp thứ 12",
            starts_at=now() + timedelta(days=3),
            state=MeetingState.PUBLISHED,
        )
        session.add(meeting)
        session.flush()
        item = AgendaItem(meeting_id=meeting.id, title="Dự toán ngân sách năm 2027", position=1)
        session.add(item)
        people = {name: Person(name=name, sign_in_name=name, password_hash="-") for name in CAST}
        session.add_all(people.values())
        session.flush()
        seats = {
            name: Seat(meeting_id=meeting.id, person_id=people[name].id, role=role)
            for name, role in CAST.items()
        }
        session.add_all(seats.values())
        session.flush()
        actors = {
            name: Actor(meeting.id, role, people[name].id, seats[name].id, name)
            for name, role in CAST.items()
        }
        actors["hall"] = Actor(meeting.id, Role.HALL)
        return SimpleNamespace(id=meeting.id, item_id=item.id, **actors)


@pytest.fixture
def session(app, meeting):
    """For the rules: no server, no sockets."""
    with app.app_context(), writing(meeting.id) as session:
        yield session


@pytest.fixture
def bring(app, meeting):
    """bring(content, name, convert=True): the paper's id; Thu puts a file on the table of the item."""

    def bring(content, name="Tờ trình.pdf", convert=True, act=None):
        upload = keep(app, content, name)
        with app.app_context():
            with writing(meeting.id) as session:
                paper = (act or (lambda s: add_paper(s, meeting.thu, meeting.item_id, upload)))(session)
                paper_id, document_id = paper.id, paper.newest.document_id
            if convert:
                convert_now(app, document_id)
        return paper_id

    return bring


@pytest.fixture
def lay(app, bring, document_of):
    """lay(pages): a paper that can be read, without a child having drawn it: for the rules, which are many."""

    def lay(pages=1, act=None):
        paper_id = bring(f"{pages} {next(app.numbers)}".encode(), convert=False, act=act)
        make_readable(app, document_of(paper_id), pages)
        return paper_id

    app.numbers = itertools.count()
    return lay


@pytest.fixture
def lay_named(app, lay, meeting):
    """lay_named(file_name, pages): as `lay`, under a name of its own."""

    def lay_named(file_name, pages=1):
        upload = keep(app, f"{file_name} {next(app.numbers)}".encode(), file_name)
        return lay(pages, act=lambda session: add_paper(session, meeting.thu, meeting.item_id, upload))

    return lay_named


def make_readable(app, document, pages):
    with app.app_context():
        progress.begin(document.id)
        progress.checked(document.id, "pdf", "application/pdf", [])
        sizes = [{"w": 595.0, "h": 842.0, "label": ""}] * pages
        key = converting.key_of(document.sha256, "test", "1", document.rewriting)
        progress.opened(document.id, "test", "1", key, sizes, [], [])
        progress.pages_drawn(document.id, {1: {"mono": True, "text": "Trang 1"}}, [])
        if pages > 1:
            rest = {number: {"mono": True, "text": f"Trang {number}"} for number in range(2, pages + 1)}
            progress.pages_drawn(document.id, rest, [])


def keep(app, content, name="Tờ trình.pdf", note=""):
    with app.extensions["paper_jobs"].store.receive() as incoming:
        incoming.write(content)
        incoming.keep()
        return Upload(incoming.sha256, incoming.size, name, note)


@pytest.fixture
def document_of(app):
    """The document of the newest version of a paper, as it stands now."""
    from meeting.docs.models import Paper

    def document_of(paper_id):
        with app.app_context(), reading() as session:
            document = session.get(Paper, paper_id).newest.document
            session.expunge(document)
            return document

    return document_of


@pytest.fixture
def facts(app):
    """facts(): [(channel, name, payload)] of all that has been told, in order."""

    def facts():
        with app.app_context(), reading() as session:
            entries = session.query(FactEntry).order_by(FactEntry.id).all()
            return [(entry.channel, entry.name, json.loads(entry.payload)) for entry in entries]

    return facts


@pytest.fixture
def client(app, meeting):
    """client(name): a browser in which that person of the cast is signed in."""
    from meeting.people.signing_in import start_sign_in

    def client(name):
        with app.app_context(), writing() as session:
            token = start_sign_in(session, getattr(meeting, name).person_id, "test", 1)
        browser = app.test_client()
        browser.set_cookie("sign_in", token)
        return browser

    return client


@pytest.fixture
def upload(meeting):
    """upload(browser, content, name): the last answer; for the item of the meeting unless said."""

    def upload(browser, content, name="Tờ trình.pdf", **more):
        target = {} if "paper_id" in more else {"item_id": meeting.item_id}
        return send(browser, f"/api/meetings/{meeting.id}/uploads", content, name, **target | more)

    return upload


def remains(app):
    """What children left behind: nothing, ever."""
    return list(app.extensions["paper_jobs"].store.children.glob("*"))


__all__ = ["Document", "Path", "borrowed", "files", "keep", "remains", "sandbox"]

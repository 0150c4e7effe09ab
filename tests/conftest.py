"""What every test stands on. Rule tests take `session` and `room`: one transaction that is undone. Tests over HTTP
and sockets take `app`, `house`, `sign_in` and `tablet`: a database of their own."""

import hypothesis
import pytest

from meeting import create_app
from meeting.agenda.hall import hall_token
from meeting.db import database, reading, writing
from meeting.people.signing_in import start_sign_in
from meeting.realtime import socketio

from . import cast
from . import postgresql as server
from .databases import PostgreSQL, SQLite

pytest_plugins = ["tests.sharing"]

# How quick the machine is at the moment is no property of what is tested.
hypothesis.settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("any machine")

SETTINGS = {
    "TESTING": True,
    "SECRET_KEY": "only for tests",
    "WTF_CSRF_ENABLED": False,
    # Nothing happens behind a test's back: counts are told at once, and nobody looks at a clock.
    "COALESCE_SECONDS": 0,
    "GATHER_SECONDS": 0,
    "TAIL_SECONDS": 0,
    "HEARTBEAT_SECONDS": 0,
    "COMMANDS_PER_SECOND": 0,
}


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory):
    return SQLite(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgresql():
    with server.server() as address:
        yield PostgreSQL(address)


@pytest.fixture
def kind(request):
    """The database of this test; `on_both_databases` asks for two."""
    return getattr(request, "param", "sqlite")


@pytest.fixture
def settings():
    """Override in a test module for an application with other settings."""
    return {}


@pytest.fixture
def app(request, kind, settings, tmp_path):
    """An application with an empty database of its own."""
    url = request.getfixturevalue(kind).fresh()
    app = create_app(**SETTINGS | {"DATA": str(tmp_path), "DATABASE_URL": url} | settings)
    app.extensions["snapshots"].calm = 0  # one test waits for the calm, the others need not
    with app.app_context():
        yield app
        database().close()


@pytest.fixture(scope="session")
def rules_app(sqlite, tmp_path_factory):
    app = create_app(**SETTINGS, DATA=str(tmp_path_factory.mktemp("data")), DATABASE_URL=sqlite.fresh())
    yield app
    with app.app_context():
        database().close()


@pytest.fixture
def session(rules_app):
    """One transaction, undone after the test: rules are called with it as an act would call them."""
    with rules_app.app_context(), database().writer() as session:
        session.begin()
        yield session
        session.rollback()


@pytest.fixture
def told(session):
    """Facts recorded since the last call, as (name, channels, payload)."""

    def take():
        session.flush()
        facts = session.info.pop("facts", [])
        return [(fact.name, fact.channels(), fact.payload()) for fact in facts]

    return take


@pytest.fixture
def room(session):
    """The cast in a running meeting, its first item under discussion, all who vote present."""
    return cast.gather(session)


@pytest.fixture
def house(app):
    """The same, saved in the application's database."""
    with writing() as session:
        return cast.gather(session)


class Device:
    """A browser with somebody signed in on it. Every call answers (status, body)."""

    def __init__(self, app, token=None, bearer=None):
        self.client = app.test_client()
        self.headers = {"Authorization": f"Bearer {bearer}"} if bearer else {}
        if token:
            self.client.set_cookie("sign_in", token)

    def get(self, path, **more):
        return self._open("GET", path, **more)

    def post(self, path, body=None, **more):
        return self._open("POST", path, **{"json": body or {}} | more)

    def put(self, path, body=None, **more):
        return self._open("PUT", path, json=body or {}, **more)

    def delete(self, path, **more):
        return self._open("DELETE", path, **more)

    def _open(self, method, path, key=None, **more):
        headers = self.headers | ({"Idempotency-Key": key} if key else {})
        response = self.client.open(path, method=method, headers=headers, **more)
        return response.status_code, response.get_json(silent=True)


@pytest.fixture
def sign_in(app):
    """sign_in(room.an) is An's device; sign_in(room.hall) the hall screen; sign_in() nobody's."""

    def on_a_device(who=None):
        if who is None:
            return Device(app)
        if getattr(who, "role", None) == "hall":
            return Device(app, bearer=hall_address(app, who.meeting_id))
        person_id = getattr(who, "person_id", None) or who.id
        with writing() as session:
            token = start_sign_in(session, person_id, "test", hours=1)
        return Device(app, token)

    return on_a_device


def hall_address(app, meeting_id):
    secretary = cast.Actor(meeting_id, cast.Role.SECRETARY)
    with reading() as session:
        return hall_token(session, secretary, app.config["SECRET_KEY"])


class Tablet:
    """A joined socket. `heard()` gives the facts it was told since the last time, as (name, data)."""

    def __init__(self, app, device, meeting_id):
        hall = device.headers.get("Authorization", "").removeprefix("Bearer ")
        self.socket = socketio.test_client(
            app, flask_test_client=device.client, auth={"hall": hall} if hall else None
        )
        self.joined = self.ask("meeting:join", {"meeting_id": meeting_id})
        self.heard()

    def ask(self, command, data):
        return self.socket.emit(command, data, callback=True)

    def heard(self, name=None, logged=True):
        told = [(event["name"], event["args"][0]) for event in self.socket.get_received()]
        if not logged:
            return told
        # Who is online is told when it suits, and has no number.
        return [(event, data) for event, data in told if "seq" in data and name in (None, event)]


@pytest.fixture
def tablet(app, sign_in):
    """tablet(room.an) is An's tablet, joined to the meeting and listening."""
    made = []

    def joined(who):
        made.append(Tablet(app, sign_in(who), who.meeting_id))
        return made[-1]

    yield joined
    for tablet in made:
        if tablet.socket.is_connected():
            tablet.socket.disconnect()

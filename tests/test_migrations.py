"""A database that was migrated is the database that the models describe."""

import subprocess
import sys
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from meeting import create_app
from meeting.agenda.models import Body as CouncilBody
from meeting.agenda.models import Meeting
from meeting.cli import migrate_database, migrations
from meeting.db import Base, epoch, reading
from meeting.docs.search_index import find_pages, is_index_table
from meeting.docs.search_query import parse
from meeting.docs.stages.folding import fold
from meeting.permissions import Actor, Role
from meeting.voting.models import Vote
from meeting.voting.payloads import ballots_payload, turnouts_payload, votes_payload
from meeting.voting.record.exporting import record_of
from meeting.voting.record.history import list_history

from .databases import on_both_databases


@pytest.fixture
def app(request, kind, tmp_path):
    """An application whose database has nothing in it."""
    url = f"sqlite:///{tmp_path / 'empty.db'}" if kind == "sqlite" else empty(request.getfixturevalue(kind))
    app = create_app(DATA=str(tmp_path), DATABASE_URL=url, TESTING=True)
    with app.app_context():
        yield app
    app.extensions["database"].close()


def empty(postgresql):
    """A database of its own in the tests' server: the others keep theirs there."""
    engine = sa.create_engine(postgresql.address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text("DROP DATABASE IF EXISTS migrated"))
        connection.execute(sa.text("CREATE DATABASE migrated"))
    engine.dispose()
    return sa.make_url(postgresql.address).set(database="migrated").render_as_string(hide_password=False)


@on_both_databases
def test_a_migrated_database_equals_the_models(app, kind, request):
    migrate_database()
    with app.extensions["database"].engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_name": is_of_a_model}
        )
        assert compare_metadata(context, Base.metadata) == []
        migrated = constraints(connection, kind)
    engine = sa.create_engine(request.getfixturevalue(kind).fresh())
    with engine.connect() as connection:
        assert migrated == constraints(connection, kind)
    engine.dispose()


def is_of_a_model(name, kind, _parents):
    return kind != "table" or not is_index_table(name)


def constraints(connection, kind):
    """What the comparison leaves out: checks, what removal does to the rows that refer, partial indexes."""
    inspector = sa.inspect(connection)
    return {
        table: {
            "columns": columns_of_index(inspector, table, kind),
            "triggers": triggers(connection, table, kind),
            "checks": {check["sqltext"] for check in inspector.get_check_constraints(table)},
            "keys": {
                (*key["constrained_columns"], key["referred_table"], key["options"].get("ondelete"))
                for key in inspector.get_foreign_keys(table)
            },
            "indexes": {
                (index["name"], index["unique"], str(index.get("dialect_options", {}).get(f"{kind}_where")))
                for index in inspector.get_indexes(table)
            },
        }
        for table in inspector.get_table_names()
        if table != "alembic_version"
    }


def columns_of_index(inspector, table, kind):
    """Of what no model describes; on SQLite, the statement that made it, and the triggers."""
    if not is_index_table(table):
        return None
    if kind == "postgresql":
        return {
            (column["name"], str(column["type"]), column["nullable"])
            for column in inspector.get_columns(table)
        }
    made = sa.text(
        "SELECT name, sql FROM sqlite_master WHERE name LIKE 'page_index%' AND type IN ('table', 'trigger')"
    )
    return {tuple(row) for row in inspector.bind.execute(made)}


def triggers(connection, table, kind):
    """What the database does by itself when a row changes."""
    made = (
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :name"
        if kind == "sqlite"
        else "SELECT tgname, pg_get_triggerdef(pg_trigger.oid), prosrc FROM pg_trigger"
        " JOIN pg_class ON pg_class.oid = tgrelid JOIN pg_proc ON pg_proc.oid = tgfoid"
        " WHERE NOT tgisinternal AND relname = :name"
    )
    return {tuple(row) for row in connection.execute(sa.text(made), {"name": table})}


@on_both_databases
def test_pages_that_were_there_before_the_index_are_found(app, kind):
    command.upgrade(migrations(), "0001")
    texts = {1: "Dự toán NGÂN SÁCH, số 12/NQ-HĐND", 2: "", 3: "Đường ven sông"}
    with app.extensions["database"].engine.begin() as connection:
        connection.execute(
            sa.text(
                "INSERT INTO document (id, sha256, size, kind, media_type, state, error_detail, warnings, engine,"
                " engine_version, page_count, pages_ready, outline, attempts, changed_at) VALUES (7, 'a', 1, 'pdf',"
                " 'application/pdf', 'ready', '', '[]', '', '', 3, 3, '[]', 1, '2026-11-23')"
            )
        )
        for number, text in texts.items():
            connection.execute(
                sa.text(
                    "INSERT INTO page (id, document_id, number, w, h, label, state, mono, text, folded)"
                    " VALUES (:number, 7, :number, 595, 842, '', 'ready', :mono, :text, :folded)"
                ),
                {"number": number, "text": text, "folded": fold(text), "mono": False},
            )
    migrate_database()
    found = {"ngan sach": [1], "ngân sách": [1], "12/nq-hdnd": [1], "duong": [3], "song dự": []}
    with reading() as session:
        for words, pages in found.items():
            assert find_pages(session, parse(words), [7]).get(7, []) == pages, words


# As it was counted before names could be voted on, and kept.
OLD_RESULT = {
    "counts": {"for": 1, "against": 0, "abstain": 0},
    "electorate": 1,
    "present": 1,
    "cast": 1,
    "not_cast": 0,
    "invalid": 0,
    "base": {"kind": "all", "number": 1},
    "required": 1,
    "percent": {"for": "100.00", "against": "0.00", "abstain": "0.00", "invalid": "0.00", "not_cast": "0.00"},
    "outcome": "adopted",
    "tie_broken_by": None,
    "roll_call": {"for": [5], "against": [], "abstain": [], "not_cast": []},
}
LONG_AGO = datetime(2026, 11, 1, tzinfo=UTC)
OLD_VOTE = [
    ("person", {"id": 2, "name": "An"}),
    ("body", {"id": 3, "name": "HĐND"}),
    ("meeting", {"id": 4, "body_id": 3, "title": "Kỳ họp", "state": "running"}),
    (
        "agenda_item",
        {"id": 6, "meeting_id": 4, "title": "Ngân sách", "state": "pending", "visibility": "everyone"},
    ),
    ("seat", {"id": 5, "meeting_id": 4, "person_id": 2, "role": "chair"}),
    (
        "vote",
        {
            "id": 7,
            "meeting_id": 4,
            "item_id": 6,
            "title": "Dự toán",
            "options": ["for", "against", "abstain"],
            "secrecy": "named",
            "kind": "motion",
            "preset": "council_resolution",
            "rule": {"preset": "council_resolution", "base": "all", "fraction": [1, 2], "strict": True},
            "state": "published",
            "published_at": LONG_AGO,
            "closed_at": LONG_AGO,
            "result": OLD_RESULT,
        },
    ),
    ("elector", {"vote_id": 7, "seat_id": 5, "present": True}),
    ("ballot", {"id": 8, "vote_id": 7, "seat_id": 5, "choice": "for"}),
]


def insert_row(connection, name, values):
    """What is not said and must be there is empty."""
    table = sa.Table(name, sa.MetaData(), autoload_with=connection)
    empty = {str: "", int: 0, bool: False, datetime: LONG_AGO}  # and of JSON a list
    required = [column for column in table.columns if not column.nullable and not column.server_default]
    rest = {column.name: empty.get(column.type.python_type, []) for column in required}
    connection.execute(table.insert(), rest | values)


@on_both_databases
def test_a_vote_of_before_there_were_many_kinds_is_kept_and_shown(app):
    command.upgrade(migrations(), "0011")
    with app.extensions["database"].engine.begin() as connection:
        for name, values in OLD_VOTE:
            insert_row(connection, name, values)
    migrate_database()
    chair = Actor(4, Role.CHAIR, 2, 5, "An")
    with reading() as session:
        assert ballots_payload(session, chair)["7"]["answer"] == {"choice": "for"}
        vote = votes_payload(session, 4, chair)["7"]
        assert (vote["secrecy"], vote["manner"], vote["form"]) == ("named_later", "tablet", "one")
        assert (vote["subjects"], vote["result"]) == ([], OLD_RESULT)
        assert turnouts_payload(session, 4)["7"]["cast"] == [5]
        [listed] = list_history(session, chair)
        assert (listed["result"]["percent"]["for"], listed["result"]["subjects"]) == ("100.00", [])
        assert record_of(session, 4)["votes"] == []  # it was never recorded, and nobody can vouch for it


@on_both_databases
def test_bodies_have_warned_so_far_and_meetings_that_have_begun_go_on_so(app):
    command.upgrade(migrations(), "0018")
    with app.extensions["database"].engine.begin() as connection:
        insert_row(connection, "body", {"id": 3, "name": "HĐND"})
        for number, began_at in ((4, LONG_AGO), (5, None)):
            insert_row(
                connection,
                "meeting",
                {"id": number, "body_id": 3, "state": "published", "began_at": began_at},
            )
    migrate_database()
    with reading() as session:
        assert session.get(CouncilBody, 3).quorum_rule == "warn"
        assert [session.get(Meeting, number).quorum_rule for number in (4, 5)] == ["warn", None]


@on_both_databases
def test_what_was_on_the_hall_screen_was_there_since_its_publication(app):
    command.upgrade(migrations(), "0020")
    *around, (_vote, vote) = OLD_VOTE[:6]
    with app.extensions["database"].engine.begin() as connection:
        for name, values in around:
            insert_row(connection, name, values)
        for id, published_at, on_hall in ((7, LONG_AGO, True), (8, LONG_AGO, False), (9, None, True)):
            insert_row(
                connection,
                "vote",
                vote | {"id": id, "manner": "tablet", "published_at": published_at, "on_hall": on_hall},
            )
    migrate_database()
    with reading() as session:
        assert [session.get(Vote, id).hall_at for id in (7, 8, 9)] == [LONG_AGO, None, None]


@on_both_databases
def test_migrating_again_changes_nothing_and_keeps_the_epoch(app):
    migrate_database()
    with reading() as session:
        first = epoch(session)
    migrate_database()
    with reading() as session:
        assert first
        assert epoch(session) == first


def test_the_command_line_migrates_an_empty_folder(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "meeting", "migrate"],
        env={"MEETING_DATA": str(tmp_path), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "meeting.db").exists()

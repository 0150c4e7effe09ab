"""A database that was migrated is the database that the models describe."""

import subprocess
import sys

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from meeting import create_app
from meeting.cli import migrate_database
from meeting.db import Base, epoch, reading
from tests import postgresql


@pytest.fixture(params=["sqlite", "postgresql"])
def app(request, tmp_path):
    if request.param == "sqlite":
        yield create_app(DATA=str(tmp_path), TESTING=True)
        return
    with postgresql.server() as address:
        app = create_app(DATA=str(tmp_path), DATABASE_URL=address, TESTING=True)
        yield app
        app.extensions["database"].close()


def test_a_migrated_database_equals_the_models(app):
    with app.app_context():
        migrate_database()
        with app.extensions["database"].engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            assert compare_metadata(context, Base.metadata) == []
            assert constraints(sa.inspect(connection)) == constraints_of_the_models(app, connection)


def test_migrating_again_changes_nothing_and_keeps_the_epoch(app):
    with app.app_context():
        migrate_database()
        with reading() as session:
            first = epoch(session)
        migrate_database()
        with reading() as session:
            assert first
            assert epoch(session) == first


def constraints(inspector):
    """What the autogeneration does not compare: checks, the rules of deletion, partial indexes."""
    return {
        table: {
            "checks": {check["sqltext"] for check in inspector.get_check_constraints(table)},
            "foreign keys": {
                (*key["constrained_columns"], key["referred_table"], key["options"].get("ondelete"))
                for key in inspector.get_foreign_keys(table)
            },
            "indexes": {
                (
                    index["name"],
                    index["unique"],
                    str(index.get("dialect_options", {}).get(f"{dialect(inspector)}_where")),
                )
                for index in inspector.get_indexes(table)
                if not index.get("duplicates_constraint")
            },
        }
        for table in inspector.get_table_names()
        if table != "alembic_version"
    }


def dialect(inspector):
    return inspector.bind.dialect.name


def constraints_of_the_models(app, connection):
    """The same of a database made straight from the models, beside the migrated one."""
    connection.rollback()
    if dialect(sa.inspect(connection)) == "sqlite":
        engine = sa.create_engine("sqlite://")
    else:
        other = connection.engine.url.set(database="models")
        with connection.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as maker:
            maker.execute(sa.text("CREATE DATABASE models"))
        engine = sa.create_engine(other)
    Base.metadata.create_all(engine)
    with engine.connect() as models:
        found = constraints(sa.inspect(models))
    engine.dispose()
    return found


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

"""Acts and their facts: what is saved stays saved, and what goes wrong tells nobody's secrets."""

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from meeting.agenda.meetings import find_meeting, tell
from meeting.db import FactEntry, coalesce, database, reading, writing

from . import make
from .databases import on_both_databases


def fail():
    raise OSError("the sockets are gone")


def test_an_act_that_is_saved_is_not_called_lost_when_it_cannot_be_announced(app, house, sign_in):
    app.extensions["announce"] = fail
    status, _ = sign_in(house.thu).post(f"{house.path}/items", {"title": "Chất vấn"})
    assert status == 200
    with reading() as session:
        assert session.query(FactEntry).count() == 1


def test_what_is_counted_soon_is_counted_though_the_act_could_not_be_announced(app, house):
    app.extensions["announce"] = fail
    counted = []
    with writing(house.meeting.id) as session:
        tell(session, find_meeting(session, house.meeting.id))
        coalesce(session, "count", house.meeting.id, counted.append)
    assert len(counted) == 1


@on_both_databases
def test_whoever_waits_too_long_for_a_connection_is_asked_to_come_back(app, house, sign_in, caplog):
    device = sign_in(house.thu)
    pool = app.extensions["database"].reader.kw["bind"].pool
    pool._timeout = 0.1
    held = [pool.connect() for _ in range(pool.size() + pool._max_overflow)]
    status, body = device.get(f"{house.path}/state")
    assert (status, body["error"]) == (503, "overloaded")
    assert not caplog.records
    for connection in held:
        connection.close()
    assert device.get(f"{house.path}/state")[0] == 200


@on_both_databases
def test_an_error_from_the_database_tells_nothing_of_what_was_to_be_kept(app):
    with writing() as session:
        make.person(session, sign_in_name="an")
        with pytest.raises(IntegrityError) as error, session.begin_nested():
            make.person(session, sign_in_name="an")
    assert make.PASSWORD_HASH not in str(error.value)


def test_the_log_has_its_length_before_a_room_waits_for_it_and_the_database_is_as_it_was(app, house):
    def tables():
        with reading() as session:
            return session.scalars(text("SELECT name FROM sqlite_schema ORDER BY name")).all()

    [path] = [Path(file) for file in database_files()]
    log = path.with_name(f"{path.name}-wal")
    before, size = tables(), path.stat().st_size
    database().lengthen_write_ahead_log()
    length = log.stat().st_size
    assert length > 1000 * 4096
    assert (tables(), path.stat().st_size) == (before, size)
    with writing() as session:
        make.person(session)
    assert log.stat().st_size == length


def test_a_log_that_cannot_be_lengthened_keeps_nobody_out(app):
    with writing() as session:
        session.execute(text("CREATE TABLE filling (filling INTEGER)"))
    database().lengthen_write_ahead_log()
    with writing() as session:
        assert make.person(session).id


def database_files():
    with reading() as session:
        return session.scalars(text("SELECT file FROM pragma_database_list WHERE name = 'main'")).all()

"""Acts and their facts: what is saved stays saved, and what goes wrong tells nobody's secrets."""

import pytest
from sqlalchemy.exc import IntegrityError

from meeting.agenda.meetings import find_meeting, tell
from meeting.db import FactEntry, coalesce, reading, writing

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

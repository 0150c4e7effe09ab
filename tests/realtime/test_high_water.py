"""An older database under tablets that know more is noticed."""

import shutil

import pytest
from sqlalchemy import delete

from meeting.agenda.meetings import find_meeting, tell
from meeting.agenda.models import Meeting
from meeting.cli import restored
from meeting.db import epoch, reading, writing
from meeting.realtime.high_water import HighWaterMark, newest_id, notice_older_database
from tests import cast
from tests.databases import on_both_databases


@pytest.fixture
def mark(app):
    return HighWaterMark(app.config["DATA"])


def tell_something(house, times=1):
    for _ in range(times):
        with writing(house.meeting.id) as session:
            tell(session, find_meeting(session, house.meeting.id))


def epoch_now():
    with reading() as session:
        return epoch(session)


@on_both_databases
def test_what_was_told_is_marked_before_it_is_told(app, house, tablet, mark):
    tablet(house.an)
    tell_something(house, 3)
    with reading() as session:
        assert mark.read() == (epoch(session), newest_id(session))
    app.extensions["announcer"].beat()
    assert not notice_older_database()


@on_both_databases
def test_a_database_that_knows_less_gets_another_epoch_once(app, house, tablet, mark):
    tablet(house.an)
    tell_something(house)
    before, told = mark.read()
    mark.write(before, told + 1)  # as if one more had been told before the copy was put back
    assert notice_older_database()
    assert epoch_now() != before
    assert not notice_older_database()


@on_both_databases
def test_facts_that_went_with_their_meeting_are_no_older_database(app, house, tablet, mark):
    tablet(house.an)
    tell_something(house)
    with writing() as session:
        other = cast.gather(session)
    tell_something(other, 5)
    with writing() as session:
        session.execute(delete(Meeting).where(Meeting.id == other.meeting.id))
    assert not notice_older_database()


@pytest.mark.parametrize("written", [None, "", "half a li", "\0" * 54])
def test_a_mark_that_cannot_be_read_says_nothing(app, house, mark, written):
    if written is not None:
        mark.path.write_text(written)
    assert mark.read() is None and not notice_older_database()


def test_this_morning_s_copy_sends_everybody_to_the_snapshot(app, house, sign_in, tablet, tmp_path):
    """The file itself is put back, as an operator would with `cp`."""
    path = app.extensions["database"].engine.url.database
    an = sign_in(house.an)
    tablet(house.an)
    tell_something(house, 2)
    app.extensions["database"].close()
    shutil.copy(path, tmp_path / "this-morning")
    tell_something(house, 3)
    state = an.get(f"{house.path}/state")[1]
    app.extensions["database"].close()
    shutil.copy(tmp_path / "this-morning", path)

    assert notice_older_database()
    tell_something(house, 4)  # the same numbers, and one more, for other facts
    asked = f"{house.path}/facts?epoch={state['epoch']}&meeting={state['seqs']['meeting']}"
    assert an.get(asked)[1]["error"] == "stale"
    assert an.get(f"{house.path}/state")[1]["epoch"] != state["epoch"]


def test_an_operator_can_say_it(app, house, sign_in):
    before = sign_in(house.an).get(f"{house.path}/state")[1]["epoch"]
    done = app.test_cli_runner().invoke(restored)
    assert done.exit_code == 0, done.output
    assert sign_in(house.an).get(f"{house.path}/state")[1]["epoch"] != before

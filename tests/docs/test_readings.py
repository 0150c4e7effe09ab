"""What each person has read: noted by their tablets, kept on the server, told to their other tablets."""

import threading
from datetime import timedelta

import pytest

from meeting.db import now, reading, writing
from meeting.docs import progress
from meeting.docs.models import Paper, PaperVersion, VisibilityKind
from meeting.docs.readings.models import Reading
from meeting.docs.readings.noting import keep_notes, note_reading
from meeting.docs.readings.pages import count_pages, join_pages, last_page, pages_of
from meeting.docs.readings.payloads import own_readings
from meeting.docs.removing import remove_paper
from meeting.docs.replacing import replace_paper
from meeting.docs.seeing import tell_paper
from meeting.docs.visibility import set_visibility
from meeting.errors import Invalid, NotAllowed, NotFound
from tests.databases import on_both_databases

from .conftest import keep, make_readable

PAGES = 12


@pytest.fixture
def paper_id(lay):
    return lay(PAGES)


@pytest.fixture
def version_of(session):
    return lambda paper_id: session.get(Paper, paper_id).current.id


@pytest.fixture
def note(session, version_of):
    """note(actor, paper, page, seen=[(1, 3)], ago=seconds): kept at once; the reading as it then is."""

    def note(actor, paper_id, page, seen=(), ago=0, version_id=None):
        at = now() - timedelta(seconds=ago)
        noted = note_reading(session, actor, paper_id, version_id or version_of(paper_id), page, seen, at)
        keep_notes(session, [noted])
        return noted.reading

    return note


@pytest.fixture
def exchange(app, meeting, paper_id, document_of):
    """A second version of as many pages lies on the table."""

    def exchange(pages=PAGES):
        upload = keep(app, b"another")
        with app.app_context(), writing(meeting.id) as session:
            replace_paper(session, meeting.thu, paper_id, upload)
        make_readable(app, document_of(paper_id), pages)

    return exchange


def test_pages_are_counted_once_and_only_those_there_are():
    seen = pages_of([(1, 3), (2, 5), (9, 40)], PAGES)
    assert (count_pages(seen), last_page(seen)) == (9, 12)
    assert join_pages(seen, pages_of([(6, 6)], PAGES)) == join_pages(pages_of([(6, 6)], PAGES), seen)
    assert join_pages(seen, seen) == seen
    assert pages_of([(7, 3), (13, 20)], PAGES) == b""


def test_the_hall_screen_reads_nothing_of_its_own(session, meeting, paper_id, version_of):
    with pytest.raises(NotAllowed):
        note_reading(session, meeting.hall, paper_id, version_of(paper_id), 1, (), now())


def test_a_paper_that_one_may_not_see_cannot_be_read(session, meeting, paper_id, note):
    set_visibility(session, meeting.thu, paper_id, VisibilityKind.PEOPLE, people=[meeting.lan.person_id])
    with pytest.raises(NotFound):
        note(meeting.hung, paper_id, 1)
    assert note(meeting.lan, paper_id, 1)["page"] == 1


def test_a_page_that_the_paper_does_not_have_is_refused(meeting, paper_id, note):
    with pytest.raises(Invalid):
        note(meeting.lan, paper_id, PAGES + 1)


def test_the_version_of_another_paper_is_not_found(meeting, paper_id, lay, note, version_of):
    other = lay(3)
    with pytest.raises(NotFound):
        note(meeting.lan, paper_id, 1, version_id=version_of(other))


def test_a_reading_keeps_the_place_and_how_far_one_has_come(meeting, paper_id, note):
    note(meeting.lan, paper_id, 7, [(1, 7)], ago=60)
    read = note(meeting.lan, paper_id, 2, [(2, 2), (9, 9)])
    assert (read["page"], read["furthest"], read["pages_seen"]) == (2, 9, 8)
    assert read["first_opened_at"] < read["last_opened_at"] == read["page_at"]


def test_a_note_that_comes_late_adds_pages_and_moves_nothing_back(meeting, paper_id, note):
    note(meeting.lan, paper_id, 9, [(8, 9)])
    read = note(meeting.lan, paper_id, 3, [(1, 3)], ago=3600 * 24 * 365)
    assert (read["page"], read["furthest"], read["pages_seen"]) == (9, 9, 5)


def test_the_clock_of_a_tablet_that_is_ahead_does_not_hold_the_place_for_ever(meeting, paper_id, note):
    note(meeting.lan, paper_id, 9, ago=-3600)
    assert note(meeting.lan, paper_id, 4)["page"] == 4


def test_the_same_note_again_changes_nothing_and_is_not_told_again(session, meeting, paper_id, version_of):
    at = now()
    for told in (1, 0):
        noted = note_reading(session, meeting.lan, paper_id, version_of(paper_id), 5, [(1, 5)], at)
        keep_notes(session, [noted])
        assert noted.reading["pages_seen"] == 5
        assert len(session.info.pop("facts", [])) == told


def test_only_the_reader_s_own_tablets_hear_of_it(app, meeting, paper_id, facts, client):
    address = f"/api/meetings/{meeting.id}/papers/{paper_id}/versions/1/reading"
    assert client("lan").put(address, json={"page": 3, "seen": [[1, 3]]}).json["reading"]["pages_seen"] == 3
    told = [(channel, name) for channel, name, _ in facts() if name == "reading:changed"]
    assert told == [(f"person:{meeting.lan.person_id}", "reading:changed")]


def test_everybody_s_state_has_their_own_readings_only(meeting, paper_id, client):
    address = f"/api/meetings/{meeting.id}"
    said = (
        client("lan").put(f"{address}/papers/{paper_id}/versions/1/reading", json={"page": 3}).json["reading"]
    )
    assert client("lan").get(f"{address}/state").json["readings"] == {str(paper_id): said}
    for other in ("hung", "thu", "minh"):
        assert client(other).get(f"{address}/state").json["readings"] == {}


def test_a_new_version_is_read_anew_from_the_place_where_one_was(app, meeting, paper_id, exchange, client):
    address = f"/api/meetings/{meeting.id}/papers/{paper_id}/versions"
    lan = client("lan")
    lan.put(f"{address}/1/reading", json={"page": 9, "seen": [[1, 9]]})
    exchange()
    state = lan.get(f"/api/meetings/{meeting.id}/state").json
    read, paper = state["readings"][str(paper_id)], state["papers"][str(paper_id)]
    assert (read["version_id"], read["page"], paper["version"]["id"]) == (1, 9, 2)
    read = lan.put(f"{address}/2/reading", json={"page": 9}).json["reading"]
    assert (read["version_id"], read["pages_seen"], read["furthest"]) == (2, 1, 9)


def test_what_was_read_of_an_older_version_may_still_arrive(app, meeting, paper_id, exchange, client):
    exchange()
    lan = client("lan")
    address = f"/api/meetings/{meeting.id}/papers/{paper_id}/versions"
    lan.put(f"{address}/2/reading", json={"page": 2})
    earlier = (now() - timedelta(minutes=1)).isoformat()
    read = lan.put(f"{address}/1/reading", json={"page": 8, "at": earlier}).json["reading"]
    assert (read["version_id"], read["page"], read["furthest"]) == (2, 2, 2)


def test_with_a_paper_its_readings_go(session, meeting, paper_id, note):
    note(meeting.lan, paper_id, 3)
    remove_paper(session, meeting.thu, paper_id)
    session.flush()
    assert session.query(Reading).count() == 0


def test_a_paper_removed_meanwhile_leaves_the_other_notes_of_the_batch(
    session, meeting, paper_id, lay, version_of
):
    other = lay(3)
    gone = note_reading(session, meeting.lan, paper_id, version_of(paper_id), 1, (), now())
    kept = note_reading(session, meeting.hung, other, version_of(other), 2, (), now())
    remove_paper(session, meeting.thu, paper_id)
    session.flush()
    keep_notes(session, [gone, kept])
    assert gone.reading is None
    assert kept.reading["page"] == 2


def test_a_paper_that_was_withheld_is_no_reading_and_comes_back_with_it(session, meeting, paper_id, note):
    note(meeting.lan, paper_id, 3)
    set_visibility(session, meeting.thu, paper_id, VisibilityKind.DESK)
    assert own_readings(session, meeting.lan, {}) == {}
    session.info.pop("facts")
    set_visibility(session, meeting.thu, paper_id, VisibilityKind.EVERYONE)
    told = [fact.channels() for fact in session.info.pop("facts") if fact.name == "reading:changed"]
    assert told == [(f"person:{meeting.lan.person_id}",)]


@on_both_databases
def test_sixty_notes_at_once_lose_none(app, meeting, lay):
    """Of five tablets of one person and of others, on two papers; each note tells another page."""
    papers = [lay(60), lay(60)]
    readers = [meeting.lan, meeting.hung, meeting.quang]
    with app.app_context(), reading() as session:
        versions = {paper_id: session.get(Paper, paper_id).current.id for paper_id in papers}
    start, failures = threading.Barrier(60), []

    def tablet(number):
        reader, paper_id = readers[number % 3], papers[number % 2]
        try:
            with app.app_context():
                with reading() as session:
                    noted = note_reading(session, reader, paper_id, versions[paper_id], number + 1, (), now())
                start.wait()
                app.extensions["notebook"].keep(noted)
        except Exception as failure:
            failures.append(failure)

    tablets = [threading.Thread(target=tablet, args=(number,)) for number in range(60)]
    for one in tablets:
        one.start()
    for one in tablets:
        one.join()
    assert failures == []
    with app.app_context(), reading() as session:
        rows = session.query(Reading).all()
        assert len(rows) == 6
        assert all(row.pages_seen == 10 for row in rows)
        assert sorted(row.furthest for row in rows) == [55, 56, 57, 58, 59, 60]
        assert session.query(PaperVersion).count() == 2


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
@pytest.mark.parametrize("who", ["an act of the meeting", "the paper worker"])
def test_a_note_waits_for_nobody_who_holds_the_meeting(app, meeting, lay, document_of, who):
    """And nobody for it: an act logs its facts at its end, and a note that waited for the act would hold the log."""
    paper_id = lay(3)
    document_id = document_of(paper_id).id

    def keep_one():
        with app.app_context():
            with reading() as session:
                version_id = session.get(Paper, paper_id).current.id
                noted = note_reading(session, meeting.lan, paper_id, version_id, 2, (), now())
            app.extensions["notebook"].keep(noted)

    tablet = threading.Thread(target=keep_one, daemon=True)
    with app.app_context(), writing(meeting.id if who == "an act of the meeting" else None) as session:
        progress._held(session, document_id)
        tablet.start()
        tablet.join(timeout=10)
        assert not tablet.is_alive()
        tell_paper(session, session.get(Paper, paper_id))
    with app.app_context(), reading() as session:
        assert session.query(Reading).one().page == 2


def test_a_note_that_cannot_be_written_takes_no_other_down(app, meeting, paper_id):
    """Another waits while it is being written, and is to be written along with it."""
    notebook = app.extensions["notebook"]
    with app.app_context(), reading() as session:
        version_id = session.get(Paper, paper_id).current.id
        bad = note_reading(session, meeting.lan, paper_id, version_id, 1, (), now())
        waiting, later = (
            note_reading(session, meeting.hung, paper_id, version_id, n, (), now()) for n in (2, 3)
        )
    bad.person_id = 987_654  # nobody
    notebook._waiting.append(waiting)
    with app.app_context():
        with pytest.raises(Exception, match=r"(?i)foreign key"):
            notebook.keep(bad)
        assert waiting.reading is None
        assert notebook.keep(later)["pages_seen"] == 2
    assert waiting.reading == later.reading
    assert notebook._waiting == []

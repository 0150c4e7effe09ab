"""Files come in piece by piece: what has arrived stays, and what is refused leaves nothing."""

import io
import os
import time
from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import select, update

from meeting.agenda.models import AgendaItem, Meeting, MeetingState
from meeting.db import Database, now, reading, writing
from meeting.docs import uploading, worker
from meeting.docs.models import Paper, UnfinishedUpload
from meeting.docs.store import Chunk, Incoming

from ..databases import on_both_databases
from . import files
from .conftest import remains
from .sending import HEAD, announce, complete, send_chunk, sha256

MIB = 2**20
BIG = files.pdf() + bytes(range(256)) * (10 * 1024)  # 2.5 MiB and a little


@pytest.fixture
def uploads(meeting):
    return f"/api/meetings/{meeting.id}/uploads"


@pytest.fixture
def thu(client):
    return client("thu")


@pytest.fixture
def begun(thu, uploads, meeting):
    """begun(content): the address of an upload of Thu's, of which nothing has arrived."""

    def begun(content=BIG, **more):
        answer = announce(thu, uploads, content, item_id=meeting.item_id, **more)
        assert answer.status_code == 201, answer.json
        return f"{uploads}/{answer.json['upload']['id']}"

    return begun


@pytest.fixture
def on_disk(app):
    """The files that uploads under way take up."""
    return lambda: sorted(path.name for path in app.extensions["paper_jobs"].store.incoming.glob("*"))


def papers(app):
    with app.app_context(), reading() as session:
        return session.scalars(select(Paper)).all()


def original(app, content):
    return app.extensions["paper_jobs"].store.original(sha256(content))


class Watched(io.RawIOBase):
    """A body that says whether anybody has begun to read it."""

    was_read = False

    def readinto(self, _buffer):
        self.was_read = True
        return 0

    def readable(self):
        return True


def knock_with_a_body(browser, address, offset, size):
    """(the answer, whether the body was read before it)"""
    body = Watched()
    answer = browser.patch(
        address,
        headers={"Upload-Offset": str(offset)},
        environ_overrides={
            "wsgi.input": body,
            "wsgi.input_terminated": True,
            "CONTENT_LENGTH": str(size),
        },
    )
    was_read = body.was_read
    answer.close()
    assert body.was_read, "what is refused is read away, or the connection could not be used again"
    return answer, was_read


@on_both_databases
def test_a_file_in_pieces_becomes_a_paper_and_rings_the_worker(app, thu, begun, on_disk, monkeypatch):
    rung = []
    monkeypatch.setattr(app.extensions["paper_jobs"], "prepare", rung.append)
    upload = begun(name="Tờ trình số 5.pdf")
    for offset, size in ((0, MIB), (MIB, MIB), (2 * MIB, len(BIG) - 2 * MIB)):
        answer = send_chunk(thu, upload, BIG, offset, size)
        assert (answer.status_code, answer.json["upload"]["received"]) == (200, offset + size)
    answer = complete(thu, upload, BIG)
    assert answer.status_code == 201 and len(rung) == 1
    assert answer.json["paper"]["title"] == "Tờ trình số 5" and answer.json["paper"]["version"] is None
    assert answer.json["intake"]["state"] == "received"
    assert original(app, BIG).read_bytes() == BIG and on_disk() == []
    assert thu.get(upload).status_code == 404


def test_a_completion_whose_answer_was_lost_is_answered_again_and_makes_one_paper(app, thu, begun):
    upload = begun(files.pdf(2))
    send_chunk(thu, upload, files.pdf(2))
    first, second = (complete(thu, upload, files.pdf(2), key="one") for _ in range(2))
    assert second.status_code == 201 and second.json == first.json and len(papers(app)) == 1
    assert complete(thu, upload, files.pdf(2), key="two").status_code == 404


def test_an_announcement_whose_answer_was_lost_is_one_upload(thu, uploads, meeting):
    file = {"file_name": "a.pdf", "size": 9, "head": sha256(b"a"), "item_id": meeting.item_id}
    first, second = (thu.post(uploads, json=file, headers={"Idempotency-Key": "one"}) for _ in range(2))
    assert first.json == second.json and (first.status_code, second.status_code) == (201, 201)
    assert len(thu.get(uploads).json["uploads"]) == 1


def test_the_same_content_a_second_time_is_stored_once(app, thu, upload):
    assert [upload(thu, files.pdf()).status_code for _ in range(2)] == [201, 201]
    assert len(papers(app)) == 2
    assert len(list(app.extensions["paper_jobs"].store.originals.glob("*/*"))) == 1


def test_a_new_version_comes_with_a_note_on_one_line(thu, upload, lay, meeting):
    paper_id = lay()
    answer = upload(thu, files.pdf(3), "Sửa.pdf", paper_id=paper_id, note="Sửa Điều 2\r\nX-Evil: 1")
    assert answer.status_code == 201
    versions = thu.get(f"/api/meetings/{meeting.id}/papers/{paper_id}/versions").json["versions"]
    assert [version["note"] for version in versions] == ["", "Sửa Điều 2 X-Evil: 1"]


def test_who_comes_back_finds_what_was_unfinished(thu, begun, uploads, meeting):
    send_chunk(thu, begun(name="Dự toán.pdf"), BIG, size=MIB)
    (upload,) = thu.get(uploads).json["uploads"]
    known = {"file_name": "Dự toán.pdf", "size": len(BIG), "received": MIB, "item_id": meeting.item_id}
    assert upload.items() >= known.items() and upload["head"] == sha256(BIG[:HEAD])
    assert thu.get(uploads).json["most_mb"] == 5


@on_both_databases
def test_a_server_that_was_restarted_goes_on_where_it_stopped(app, thu, begun):
    upload = begun()
    send_chunk(thu, upload, BIG, size=MIB)
    address = app.config["DATABASE_URL"]
    app.extensions["database"].close()
    app.extensions["database"] = Database(address, app.config["DATA"])
    assert thu.get(upload).json["upload"]["received"] == MIB
    send_chunk(thu, upload, BIG, MIB)
    assert complete(thu, upload, BIG).status_code == 201 and original(app, BIG).read_bytes() == BIG


@on_both_databases
def test_of_two_tabs_at_the_same_place_one_is_told_where_to_go_on(app, thu, begun, on_disk):
    upload = begun()
    assert send_chunk(thu, upload, BIG, 0, MIB).status_code == 200
    late = send_chunk(thu, upload, BIG, 0, MIB)
    assert (late.status_code, late.json["error"], late.json["received"]) == (409, "out_of_step", MIB)
    assert send_chunk(thu, upload, BIG, 2 * MIB).json["received"] == MIB, "nothing may be left out"
    assert len(on_disk()) == 1


@on_both_databases
def test_of_two_tabs_that_have_both_sent_a_piece_one_is_counted(app, thu, begun, on_disk, monkeypatch):
    """The second comes in whole between the first one's arrival and its being counted."""
    upload, keep, answers = begun(), Chunk.keep, []

    def keep_slowly(chunk):
        monkeypatch.setattr(Chunk, "keep", keep)
        answers.append(send_chunk(thu, upload, BIG, 0, MIB))
        return keep(chunk)

    monkeypatch.setattr(Chunk, "keep", keep_slowly)
    answers.append(send_chunk(thu, upload, BIG, 0, 2 * MIB))
    assert [answer.status_code for answer in answers] == [200, 409]
    assert answers[1].json["received"] == MIB and len(on_disk()) == 1
    send_chunk(thu, upload, BIG, MIB)
    assert complete(thu, upload, BIG).status_code == 201


def test_a_piece_is_on_disk_before_it_is_counted(thu, begun, monkeypatch):
    upload, done = begun(), []
    add_chunk, fsync = uploading.add_chunk, os.fsync
    monkeypatch.setattr(os, "fsync", lambda file: (done.append("on disk"), fsync(file)))
    monkeypatch.setattr(uploading, "add_chunk", lambda *a: (done.append("counted"), add_chunk(*a))[1])
    send_chunk(thu, upload, BIG, size=MIB)
    assert done == ["on disk", "on disk", "counted"], "the piece, its name in the folder, then its row"


def test_a_piece_that_cannot_be_counted_is_sent_again(app, thu, begun, on_disk, monkeypatch):
    upload = begun()
    with monkeypatch.context() as broken:
        broken.setattr(app, "testing", False)
        broken.setattr(uploading, "add_chunk", lambda *_: 1 / 0)
        assert send_chunk(thu, upload, BIG, size=MIB).status_code == 500
    assert on_disk() == [] and thu.get(upload).json["upload"]["received"] == 0
    assert send_chunk(thu, upload, BIG, size=MIB).status_code == 200


def test_a_piece_cut_off_on_its_way_leaves_nothing(thu, begun, on_disk):
    upload = begun()
    answer = thu.patch(
        upload,
        headers={"Upload-Offset": "0"},
        environ_overrides={
            "wsgi.input": io.BytesIO(BIG[: MIB // 2]),
            "wsgi.input_terminated": True,
            "CONTENT_LENGTH": str(MIB),
        },
    )
    assert (answer.status_code, answer.json["error"]) == (422, "incomplete")
    assert on_disk() == [] and thu.get(upload).json["upload"]["received"] == 0


@pytest.mark.parametrize(
    ("offset", "size"),
    [(0, MIB - 1), (0, 4 * MIB + 1), (0, 0), (0, 5 * MIB)],
    ids=["too small", "too large", "nothing", "more than was announced"],
)
def test_a_piece_of_another_size_is_refused_before_it_is_read(thu, begun, offset, size):
    answer, was_read = knock_with_a_body(thu, begun(bytes(9 * MIB // 2)), offset, size)
    assert (answer.status_code, answer.json["error"]) == (422, "chunk_size") and not was_read


@pytest.mark.parametrize("headers", [{}, {"Upload-Offset": "x"}, {"Upload-Offset": "-1"}])
def test_a_piece_must_say_where_it_belongs(thu, begun, headers):
    assert thu.patch(begun(), data=BIG[:MIB], headers=headers).status_code in (409, 422)


def test_a_piece_of_unknown_length_is_refused(thu, begun):
    answer = thu.patch(
        begun(),
        headers={"Upload-Offset": "0"},
        environ_overrides={
            "wsgi.input": io.BytesIO(BIG),
            "wsgi.input_terminated": True,
            "HTTP_TRANSFER_ENCODING": "chunked",
        },
    )
    assert answer.status_code == 422


@pytest.mark.parametrize(("who", "status"), [("lan", 403), ("quang", 403), ("ola", 403), ("minh", 404)])
def test_an_upload_is_only_its_senders(client, thu, begun, uploads, who, status):
    """Minh may upload too, but this one is not his; nor does he learn of it."""
    upload, other = begun(), client(who)
    answer, was_read = knock_with_a_body(other, upload, 0, MIB)
    assert answer.status_code == status and not was_read
    assert other.get(upload).status_code == status
    assert complete(other, upload, BIG).status_code == status
    assert other.delete(upload).status_code == status
    if who == "minh":
        assert other.get(uploads).json["uploads"] == []
    else:
        assert other.get(uploads).status_code == status
    assert send_chunk(thu, upload, BIG, size=MIB).status_code == 200


def test_a_stranger_uploads_nothing(app, upload):
    assert upload(app.test_client(), files.pdf()).status_code == 401


def test_an_upload_of_one_meeting_is_not_there_in_another(app, thu, begun, meeting):
    from meeting.agenda.models import Seat

    upload = begun()
    with app.app_context(), writing() as session:
        first = session.get(Meeting, meeting.id)
        other = Meeting(body_id=first.body_id, title="Kỳ họp khác", starts_at=now(), state=first.state)
        session.add(other)
        session.flush()
        session.add(Seat(meeting_id=other.id, person_id=meeting.thu.person_id, role=meeting.thu.role))
        other_id = other.id
    elsewhere = upload.replace(f"/meetings/{meeting.id}/", f"/meetings/{other_id}/")
    assert thu.get(elsewhere).status_code == 404 and thu.get(upload).status_code == 200
    assert send_chunk(thu, elsewhere, BIG, size=MIB).status_code == 404


def refuse(answer, code, app):
    assert answer.json["error"] == code, answer.json
    assert papers(app) == [] and remains(app) == []
    return answer


@pytest.mark.parametrize(
    ("size", "code"), [(0, "empty"), (5 * MIB + 1, "too_big"), (2**53, "too_big"), (2**53 + 1, "invalid")]
)
def test_an_empty_file_and_one_that_is_too_big_are_refused_when_announced(
    app, thu, uploads, meeting, size, code
):
    file = {"file_name": "a.pdf", "size": size, "head": sha256(b""), "item_id": meeting.item_id}
    answer = refuse(thu.post(uploads, json=file), code, app)
    assert answer.status_code == 422 and thu.get(uploads).json["uploads"] == []


def test_a_file_is_for_one_item_or_one_paper_of_the_meeting(app, thu, upload, lay, meeting):
    paper_id = lay()
    assert upload(thu, files.pdf(), item_id=meeting.item_id, paper_id=paper_id).status_code == 422
    assert upload(thu, files.pdf(), item_id=None).status_code == 422
    assert upload(thu, files.pdf(), item_id=999).status_code == 404
    assert upload(thu, files.pdf(), paper_id=999).status_code == 404


def test_whoever_leaves_too_much_unfinished_is_asked_to_finish(app, thu, client, begun, uploads, meeting):
    first = begun()
    for _ in range(uploading.MOST_UNFINISHED - 1):
        begun()
    answer = announce(thu, uploads, BIG, item_id=meeting.item_id)
    assert answer.status_code == 409
    assert "20" in refuse(answer, "too_many_uploads", app).json["message"]
    assert announce(client("minh"), uploads, BIG, item_id=meeting.item_id).status_code == 201
    assert thu.delete(first).status_code == 200
    begun()


def test_a_wrong_hash_is_said_and_nothing_is_left(app, thu, begun, on_disk):
    upload = begun()
    send_chunk(thu, upload, BIG)
    answer = refuse(complete(thu, upload, BIG[::-1]), "wrong_hash", app)
    assert answer.status_code == 422 and on_disk() == [] and thu.get(upload).status_code == 404
    assert not original(app, BIG).exists() and not original(app, BIG[::-1]).exists()


def test_what_is_not_whole_cannot_be_completed(app, thu, begun):
    upload = begun()
    send_chunk(thu, upload, BIG, size=MIB)
    answer = refuse(complete(thu, upload, BIG), "out_of_step", app)
    assert (answer.status_code, answer.json["received"]) == (409, MIB)
    send_chunk(thu, upload, BIG, MIB)
    assert complete(thu, upload, BIG).status_code == 201


def test_a_piece_that_was_lost_is_said_and_nothing_is_left(app, thu, begun, on_disk):
    """As after a backup was brought back, which does not hold what was on its way."""
    upload = begun()
    send_chunk(thu, upload, BIG, 0, MIB)
    send_chunk(thu, upload, BIG, MIB)
    store = app.extensions["paper_jobs"].store
    store.drop_chunks(on_disk()[:1])
    refuse(complete(thu, upload, BIG), "incomplete", app)
    assert on_disk() == [] and thu.get(upload).status_code == 404


def full(*_):
    raise OSError(28, "No space left on device")


def test_a_full_disk_is_said_when_a_file_is_announced(app, thu, uploads, meeting, monkeypatch):
    monkeypatch.setattr("shutil.disk_usage", lambda _path: SimpleNamespace(free=65 * MIB))
    answer = announce(thu, uploads, BIG, item_id=meeting.item_id)
    assert refuse(answer, "no_room", app).status_code == 503
    assert thu.get(uploads).json["uploads"] == []


@pytest.mark.parametrize(("where", "name"), [(Chunk, "write"), (Chunk, "keep"), (Incoming, "write")])
def test_a_disk_that_fills_up_is_said_and_what_had_arrived_stays(
    app, thu, begun, on_disk, monkeypatch, where, name
):
    upload = begun()
    send_chunk(thu, upload, BIG, size=MIB)
    with monkeypatch.context() as small:
        small.setattr(where, name, full)
        answer = send_chunk(thu, upload, BIG, MIB)
        answer = complete(thu, upload, BIG) if where is Incoming else answer
        assert refuse(answer, "no_room", app).status_code == 503
    assert len(on_disk()) == (2 if where is Incoming else 1)
    send_chunk(thu, upload, BIG, thu.get(upload).json["upload"]["received"])
    assert complete(thu, upload, BIG).status_code == 201 and on_disk() == []


@pytest.mark.parametrize("make", ["receive", "receive_chunk"])
def test_what_cannot_even_be_closed_is_cleared_away(app, on_disk, make):
    arriving = getattr(app.extensions["paper_jobs"].store, make)()
    arriving._file = SimpleNamespace(close=full)
    with pytest.raises(OSError, match="space"):
        arriving.__exit__()
    assert on_disk() == []


def test_when_the_meeting_has_ended_nothing_more_comes_in(app, thu, begun, uploads, meeting):
    half, whole = begun(), begun()
    send_chunk(thu, half, BIG, size=MIB)
    send_chunk(thu, whole, BIG)
    with app.app_context(), writing() as session:
        session.get(Meeting, meeting.id).state = MeetingState.ENDED
    for answer in (
        send_chunk(thu, half, BIG, MIB),
        complete(thu, whole, BIG),
        announce(thu, uploads, BIG, item_id=meeting.item_id),
    ):
        assert answer.status_code == 409
        refuse(answer, "refused", app)


@on_both_databases
@pytest.mark.parametrize("gone", [Meeting, AgendaItem])
def test_with_its_meeting_or_item_an_upload_goes_too(app, thu, begun, meeting, gone, on_disk):
    upload = begun()
    send_chunk(thu, upload, BIG)
    with app.app_context(), writing() as session:
        session.delete(session.get(gone, meeting.id if gone is Meeting else meeting.item_id))
    assert thu.get(upload).status_code == 404
    assert complete(thu, upload, BIG).status_code == 404
    age(app)
    go_round(app)
    assert on_disk() == []


def test_who_gives_up_leaves_nothing(thu, begun, on_disk):
    upload = begun()
    send_chunk(thu, upload, BIG, size=MIB)
    assert thu.delete(upload).json == {"ok": True} and on_disk() == []
    assert send_chunk(thu, upload, BIG, MIB).status_code == 404 and on_disk() == []


def age(app):
    """What lies there came long ago."""
    for path in app.extensions["paper_jobs"].store.incoming.glob("*"):
        os.utime(path, (time.time() - 30 * 3600,) * 2)


def go_round(app):
    with app.app_context():
        worker.go_round(app)


@on_both_databases
def test_what_has_not_moved_for_a_day_is_removed_and_what_has_is_kept(app, thu, begun, on_disk, monkeypatch):
    old, young = begun(), begun()
    for upload in (old, young):
        send_chunk(thu, upload, BIG, size=MIB)
    age(app)
    with app.app_context(), writing() as session:
        yesterday = now() - timedelta(hours=24, minutes=1)
        theirs = UnfinishedUpload.id == int(old.rpartition("/")[2])
        session.execute(update(UnfinishedUpload).where(theirs).values(changed_at=yesterday))
    go_round(app)
    assert thu.get(old).status_code == 404 and len(on_disk()) == 1
    send_chunk(thu, young, BIG, MIB)
    assert complete(thu, young, BIG).status_code == 201


def test_hostile_names_are_made_safe(thu, upload):
    assert (
        upload(thu, files.pdf(), "a\r\nX-Evil: yes\u202e.pdf").json["intake"]["file_name"]
        == "aX-Evil: yes.pdf"
    )


def test_numbers_of_uploads_do_not_come_back(thu, begun):
    """A late piece of the old file would pass for one of the new."""
    first = begun()
    thu.delete(first)
    assert begun() != first


def test_a_piece_lies_never_whole_in_memory(thu, begun, monkeypatch):
    sizes, write = [], Chunk.write
    monkeypatch.setattr(Chunk, "write", lambda chunk, block: (sizes.append(len(block)), write(chunk, block)))
    send_chunk(thu, begun(), BIG, size=2 * MIB)
    assert sum(sizes) == 2 * MIB and max(sizes) <= 256 * 1024

"""What every route shares: one answer per key, bodies read strictly, refusals in the reader's language."""

import io
import threading
import unicodedata

import pytest
from sqlalchemy import func, select

from meeting.agenda.models import AgendaItem
from meeting.db import database, reading, writing
from meeting.people.models import Command, Person


def items(house):
    with reading() as session:
        return session.scalar(select(func.count()).where(AgendaItem.meeting_id == house.meeting.id))


def test_the_same_key_gets_the_same_answer_and_does_nothing_twice(house, sign_in):
    thu, before = sign_in(house.thu), items(house)
    first = thu.post(f"{house.path}/items", {"title": "Chất vấn"}, key="k1")
    second = thu.post(f"{house.path}/items", {"title": "Chất vấn"}, key="k1")
    assert first == second
    assert items(house) == before + 1


def test_a_key_used_for_something_else_is_refused(house, sign_in):
    thu, before = sign_in(house.thu), items(house)
    thu.post(f"{house.path}/items", {"title": "Chất vấn"}, key="k1")
    assert thu.post(f"{house.path}/items", {"title": "Khác"}, key="k1")[1]["error"] == "key_reused"
    assert thu.post(f"{house.path}/agenda/next", key="k1")[1]["error"] == "key_reused"
    assert items(house) == before + 1


def test_two_people_may_happen_on_the_same_key(house, sign_in):
    assert sign_in(house.an).post(f"{house.path}/speeches", key="k1")[0] == 200
    assert sign_in(house.binh).post(f"{house.path}/speeches", key="k1")[0] == 200


def test_a_refusal_is_not_kept_under_the_key(house, sign_in):
    thu = sign_in(house.thu)
    assert thu.post(f"{house.path}/items", {"title": ""}, key="k1")[0] == 422
    assert thu.post(f"{house.path}/items", {"title": "Chất vấn"}, key="k1")[0] == 200


def test_no_password_is_kept_under_a_key(house, sign_in):
    yen = sign_in(house.yen)
    made = yen.post("/api/people", {"name": "An", "sign_in_name": "an.moi"}, key="k1")[1]
    yen.post(f"/api/people/{made['person']['id']}/password", key="k2")
    with reading() as session:
        assert session.scalars(select(Command)).all() == []


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (b"", "title"),
        (b"{}", "title"),
        (b"[]", None),
        (b"{", None),
        (b"\xff", None),
        (b'{"title": "   "}', "title"),
        (b'{"title": 5}', "title"),
        (b'{"title": "A", "surprise": 1}', "surprise"),
        (b'{"title": "A", "minutes": 0}', "minutes"),
        (b'{"title": "A", "minutes": "soon"}', "minutes"),
        (b'{"title": "A", "parent_id": 99999999999999999999}', "parent_id"),
        (b'{"title": "' + b"a" * 501 + b'"}', "title"),
    ],
)
def test_a_body_that_cannot_be_read_is_refused_naming_the_field(house, sign_in, body, field):
    thu, before = sign_in(house.thu), items(house)
    status, reply = thu.post(f"{house.path}/items", data=body, json=None)
    assert (status, reply.get("field"), items(house)) == (422, field, before)
    assert len(reply["message"]) > 10


class SlowBody(io.BytesIO):
    """Notes, while it is being read, whether somebody else could act in the meantime."""

    def __init__(self, data, app):
        super().__init__(data)
        self.app, self.others_may_act = app, []

    def readinto(self, buffer):
        somebody_else = threading.Thread(target=self.try_to_act)
        somebody_else.start()
        somebody_else.join()
        return super().readinto(buffer)

    def try_to_act(self):
        with self.app.app_context():
            lock = database().writer_lock
        free = lock.acquire(blocking=False)
        self.others_may_act.append(free)
        if free:
            lock.release()


@pytest.mark.parametrize(
    ("method", "path", "data"),
    [("PUT", "/seats/{thu}/attendance", b'{"present": true}'), ("POST", "/agenda/next", b"{}")],
)
def test_a_body_that_arrives_slowly_holds_up_nobody(app, house, sign_in, method, path, data):
    body = SlowBody(data, app)
    path = house.path + path.format(thu=house.seats["thu"].id)
    assert sign_in(house.thu)._open(method, path, key="k1", input_stream=body)[0] == 200
    assert body.others_may_act
    assert all(body.others_may_act)


def test_text_is_kept_in_one_normal_form(house, sign_in):
    decomposed = unicodedata.normalize("NFD", "Chất vấn")
    reply = sign_in(house.thu).post(f"{house.path}/items", {"title": f"  {decomposed} "})[1]
    assert reply["item"]["title"] == "Chất vấn"


def test_refusals_speak_the_readers_language(house, sign_in):
    thu = sign_in(house.thu)
    vietnamese = thu.post(f"{house.path}/items", {"title": ""})[1]["message"]
    with writing() as session:
        session.get(Person, house.thu.person_id).language = "en"
    english = thu.post(f"{house.path}/items", {"title": ""})[1]["message"]
    assert english == "Please fill in this field."
    assert vietnamese != english


def test_a_number_too_large_for_any_meeting_is_simply_not_found(house, sign_in):
    assert sign_in(house.thu).get("/api/meetings/99999999999999999999/state")[0] == 404

"""Signing in and out, by the rules and at the door."""

from datetime import timedelta

import pytest

from meeting.db import now, reading, writing
from meeting.errors import Invalid, NotFound, NotSignedIn, TooMany
from meeting.people.models import Person, SignIn
from meeting.people.passwords import hash_password, is_password, new_password
from meeting.people.signing_in import (
    change_password,
    end_sign_in,
    find_person_to_sign_in,
    find_sign_in,
    start_sign_in,
    token_hash,
)
from meeting.people.throttle import WINDOW, Throttle
from tests import make
from tests.databases import on_both_databases


@pytest.fixture
def an(session):
    return make.person(session, "Nguyễn Văn An", sign_in_name="an")


@pytest.mark.parametrize("token", [None, "", "x", "x" * 10_000])
def test_a_made_up_token_opens_nothing(session, token):
    with pytest.raises(NotSignedIn):
        find_sign_in(session, token)


def test_a_sign_in_ends_with_its_hours(session, an):
    token = start_sign_in(session, an.id, "tablet", hours=12)
    find_sign_in(session, token).expires_at = now() - timedelta(seconds=1)
    with pytest.raises(NotSignedIn):
        find_sign_in(session, token)


def test_a_locked_person_neither_stays_nor_comes_in(session, an):
    token = start_sign_in(session, an.id, "tablet", hours=12)
    an.locked = True
    with pytest.raises(NotSignedIn):
        find_sign_in(session, token)
    assert find_person_to_sign_in(session, "an") == (None, None)


def test_nobody_ends_the_sign_in_of_another(session, an):
    binh = make.person(session, "Lê Thị Bình")
    sign_in = find_sign_in(session, start_sign_in(session, an.id, "tablet", hours=1))
    with pytest.raises(NotFound):
        end_sign_in(session, binh, sign_in.id)


def test_the_token_itself_is_kept_nowhere(session, an):
    token = start_sign_in(session, an.id, "tablet", hours=1)
    session.flush()
    assert find_sign_in(session, token).token_hash == token_hash(token) != token


def test_a_new_password_leaves_only_this_device_signed_in(session, an):
    tokens = [start_sign_in(session, an.id, device, hours=1) for device in ("tablet", "laptop", "phone")]
    here, *others = (find_sign_in(session, token) for token in tokens)
    assert change_password(session, an, "hash", keep=here.id) == [other.id for other in others]
    assert find_sign_in(session, tokens[0]) is here
    with pytest.raises(NotSignedIn):
        find_sign_in(session, tokens[1])


@pytest.mark.parametrize("password", ["", "short", "x" * 7, "x" * 201])
def test_a_password_is_neither_short_nor_endless(password):
    with pytest.raises(Invalid) as refusal:
        hash_password(password)
    assert refusal.value.field == "password"


def test_a_password_opens_its_own_hash_only():
    kept = hash_password("mật khẩu dài")
    assert is_password(kept, "mật khẩu dài")
    assert not is_password(kept, "mat khau dai")
    assert not is_password(None, "mật khẩu dài")
    assert not is_password("not a hash", "mật khẩu dài")


def test_a_password_made_for_paper_has_no_letters_that_look_alike():
    made = {new_password() for _ in range(50)}
    assert len(made) == 50
    assert not set("".join(made)) & set("0o1il")


class TestThrottle:
    def setup_method(self):
        self.time = 0.0
        self.throttle = Throttle(tries=3, clock=lambda: self.time)

    def test_too_many_failures_make_one_wait(self):
        for _ in range(3):
            self.throttle.check("an")
            self.throttle.failed("an")
        with pytest.raises(TooMany) as refusal:
            self.throttle.check("an")
        assert refusal.value.params == {"minutes": 6}
        self.throttle.check("binh")

    def test_the_wait_ends(self):
        for _ in range(3):
            self.throttle.failed("an")
        self.time = WINDOW + 1.0
        self.throttle.check("an")
        assert not self.throttle.failures

    def test_success_forgets_the_failures(self):
        self.throttle.failed("an")
        self.throttle.succeeded("an")
        assert not self.throttle.failures


class TestAtTheDoor:
    @pytest.fixture
    def settings(self):
        return {"SIGN_IN_TRIES": 3}

    @pytest.fixture
    def an(self, app):
        with writing() as session:
            return make.person(session, "Nguyễn Văn An", sign_in_name="an")

    @pytest.fixture
    def door(self, app):
        client = app.test_client()

        def enter(name="an", password=make.PASSWORD, **more):
            return client.post("/sign-in", data={"name": name, "password": password, **more})

        enter.client = client
        return enter

    def test_a_wrong_password_and_an_unknown_name_are_told_alike(self, an, door):
        wrong, unknown = door(password="x"), door(name="nobody")
        assert wrong.status_code == unknown.status_code == 401
        for answer in (wrong, unknown):
            assert "Tên đăng nhập hoặc mật khẩu không đúng." in answer.text
        assert "Set-Cookie" not in wrong.headers or "sign_in=" not in wrong.headers["Set-Cookie"]

    def test_guessing_is_slowed_down_even_for_the_right_password(self, an, door):
        for _ in range(3):
            door(password="x")
        assert door().status_code == 429

    def test_tries_sent_all_at_once_are_slowed_down_like_one_after_another(self, app, an, door, monkeypatch):
        by_name, _ = app.extensions["throttles"]

        def while_others_fail(password_hash, password):
            by_name.failed(*[("an", "127.0.0.1")] * 3)
            return is_password(password_hash, password)

        monkeypatch.setattr("meeting.people.routes.is_password", while_others_fail)
        assert door().status_code == 429

    def test_what_is_kept_of_a_failure_is_small(self, app, an, door):
        door(name="a" * 300_000)
        by_name, _ = app.extensions["throttles"]
        assert max(len(name) for name, _ in by_name.failures) == 100

    def test_one_password_on_many_names_is_slowed_down_too(self, app, an, door):
        by_name, _ = app.extensions["throttles"]
        app.extensions["throttles"] = by_name, Throttle(5)
        for number in range(5):
            assert door(name=f"person-{number}", password="x").status_code == 401
        assert door().status_code == 429

    @on_both_databases
    def test_whatever_is_typed_as_a_name_is_only_a_wrong_name(self, an, door):
        for name in ("a\x00nh", "\x00", "'; DROP TABLE person; --", "ă" * 500):
            assert door(name=name).status_code == 401

    @pytest.mark.parametrize(
        "target",
        [
            "//elsewhere.example",
            "https://elsewhere.example",
            "/\\elsewhere.example",
            "/\t/elsewhere.example",
            "/\r/elsewhere.example",
            "x",
        ],
    )
    def test_signing_in_leads_nowhere_else(self, an, door, target):
        assert door(next=target).headers["Location"] == "/"

    def test_signing_in_leads_to_the_page_asked_for(self, an, door):
        answer = door(name=" AN ", next="/meetings/7")
        assert (answer.status_code, answer.headers["Location"]) == (302, "/meetings/7")
        cookie = next(c for c in answer.headers.getlist("Set-Cookie") if c.startswith("sign_in="))
        assert "HttpOnly" in cookie and "SameSite=Lax" in cookie

    def test_signing_out_ends_the_sign_in_and_can_be_done_twice(self, an, door):
        door()
        assert door.client.get("/api/me").status_code == 200
        for _ in range(2):
            assert door.client.post("/sign-out").headers["Location"] == "/sign-in"
        assert door.client.get("/api/me").status_code == 401
        with reading() as session:
            assert session.get(SignIn, 1).ended_at


class TestOverHttp:
    def test_nobody_reads_or_changes_anything_without_signing_in(self, house, sign_in):
        nobody = sign_in()
        assert nobody.get("/api/me")[0] == 401
        assert nobody.get("/api/people")[0] == 401
        assert nobody.post("/api/people", {"name": "X", "sign_in_name": "xx"})[0] == 401

    def test_a_member_sees_no_directory(self, house, sign_in):
        assert sign_in(house.an).get("/api/people")[0] == 403

    def test_ones_own_preferences(self, house, sign_in):
        an = sign_in(house.an)
        form = {"language": "en", "theme": "dark", "text_size": 2}
        assert an.put("/api/me/preferences", form)[0] == 200
        assert an.get("/api/me")[1]["person"] | form == an.get("/api/me")[1]["person"]
        status, body = an.put("/api/me/preferences", form | {"theme": "pink"})
        assert (status, body["field"]) == (422, "theme")
        assert body["message"] == "Please choose one of the answers offered."

    def test_a_person_added_by_the_secretariat_can_sign_in_and_change_the_password(self, app, house, sign_in):
        form = {"name": "Tạ Minh", "sign_in_name": "minh.t", "title": "Đại biểu"}
        status, body = sign_in(house.yen).post("/api/people", form)
        assert (status, body["person"]["office"]) == (200, "member")
        client = app.test_client()
        assert (
            client.post("/sign-in", data={"name": "minh.t", "password": body["password"]}).status_code == 302
        )
        change = {"current": "wrong", "new": "mot mat khau khac"}
        refused = client.put("/api/me/password", json=change)
        assert (refused.status_code, refused.json["field"]) == (422, "current")
        assert client.put("/api/me/password", json=change | {"current": body["password"]}).status_code == 200
        with reading() as session:
            kept = session.get(Person, body["person"]["id"]).password_hash
        assert is_password(kept, "mot mat khau khac")

    def test_a_new_password_is_answered_once_and_kept_nowhere(self, app, house, sign_in):
        yen = sign_in(house.yen)
        first = yen.post(f"/api/people/{house.an.person_id}/password", key="k")[1]["password"]
        assert yen.post(f"/api/people/{house.an.person_id}/password", key="k")[1]["password"] != first

    def test_ones_own_devices_are_listed_and_ended(self, house, sign_in):
        tablet, phone = sign_in(house.an), sign_in(house.an)
        devices = tablet.get("/api/me/sign-ins")[1]["sign_ins"]
        assert [device["this"] for device in devices] == [False, True]
        assert tablet.delete(f"/api/me/sign-ins/{devices[0]['id']}")[0] == 200
        assert phone.get("/api/me")[0] == 401
        assert sign_in(house.binh).delete(f"/api/me/sign-ins/{devices[1]['id']}")[0] == 404

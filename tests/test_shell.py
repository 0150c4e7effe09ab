"""What every answer has: headers, no inline script, files under their hash, forms that only we can send."""

import re

import pytest
from sqlalchemy import select

from meeting import shell
from meeting.db import reading
from meeting.people.models import Person, SignIn
from meeting.shell import static_url

from . import make

PAGES = [
    "/",
    "/secretariat",
    "/meetings/{id}",
    "/meetings/{id}/desk",
    "/secretariat/meetings/{id}",
    "/hall",
    "/sign-in",
    "/nowhere",
]


@pytest.fixture
def page(house, sign_in):
    client = sign_in(house.thu).client
    return lambda path: client.get(path.format(id=house.meeting.id), headers={"Accept": "text/html"})


def sign_in_name(who):
    with reading() as session:
        return session.get(Person, who.person_id).sign_in_name


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_a_script_or_a_style_in_it(page, path):
    html = page(path).text
    assert "<html" in html
    for attributes, content in re.findall(r"<script([^>]*)>(.*?)</script>", html, re.S):
        assert 'type="application/json"' in attributes or not content.strip()
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", html)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_comes_with_the_strict_headers(page, path):
    headers = page(path).headers
    assert "script-src 'self';" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cache-Control"] == "no-store"


def test_a_file_is_kept_for_ever_under_its_hash(app, page):
    answer = page(static_url("css/tokens.css"))
    assert answer.status_code == 200
    assert "immutable" in answer.headers["Cache-Control"]
    assert page("/static/000000000000/css/tokens.css").status_code == 404


@pytest.mark.parametrize("path", ["../wsgi.py", "..%2fwsgi.py", "css/../../pyproject.toml", "%2e%2e/wsgi.py"])
def test_nothing_outside_the_static_folder_is_served(app, page, path):
    assert page(static_url(path)).status_code in (400, 404)


def test_the_words_are_read_once_for_all_tablets(page, monkeypatch):
    page("/i18n/vi.json")
    monkeypatch.setattr(shell.pofile, "read_po", lambda _file: pytest.fail("they were read again"))
    assert page("/i18n/vi.json").status_code == 200


def test_somebody_not_signed_in_is_led_to_the_door_and_back(house, sign_in):
    answer = sign_in().client.get(f"/meetings/{house.meeting.id}", headers={"Accept": "text/html"})
    assert answer.location == f"/sign-in?next=/meetings/{house.meeting.id}"


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example", "//evil.example", "/\\evil.example", "evil", "javascript:alert(1)", "/\nx"],
)
def test_signing_in_never_leads_elsewhere(app, house, elsewhere):
    form = {"name": sign_in_name(house.an), "password": make.PASSWORD, "next": elsewhere}
    assert app.test_client().post("/sign-in", data=form).location == "/"


def test_the_sign_in_cookie_is_out_of_reach_of_scripts(app, house):
    form = {"name": sign_in_name(house.an), "password": make.PASSWORD}
    answer = app.test_client().post("/sign-in", data=form)
    cookie = next(value for value in answer.headers.getlist("Set-Cookie") if value.startswith("sign_in="))
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie
    token = cookie.split(";")[0].partition("=")[2]
    with reading() as session:
        assert all(token not in row.token_hash for row in session.scalars(select(SignIn)))


class TestForgery:
    @pytest.fixture
    def settings(self):
        return {"WTF_CSRF_ENABLED": True}

    def test_a_command_without_the_pages_token_is_refused(self, house, sign_in):
        status, reply = sign_in(house.thu).post(f"{house.path}/agenda/next")
        assert (status, reply["error"]) == (403, "csrf")

    def test_a_form_without_the_pages_token_is_refused(self, app, house):
        assert app.test_client().post("/sign-in", data={"name": "a", "password": "b"}).status_code == 403

    def test_a_command_with_the_pages_token_is_carried_out(self, house, sign_in):
        device = sign_in(house.thu)
        html = device.client.get("/", headers={"Accept": "text/html"}).text
        token = re.search(r'name="csrf-token" content="([^"]+)"', html)[1]
        device.headers["X-CSRFToken"] = token
        assert device.post(f"{house.path}/agenda/next")[0] == 200


class TestCrash:
    @pytest.fixture
    def settings(self):
        return {"PROPAGATE_EXCEPTIONS": False}

    def test_a_crash_says_that_nothing_was_recorded_and_nothing_else(self, app, house, sign_in, monkeypatch):
        def crash(*_args):
            raise RuntimeError("secret detail")

        monkeypatch.setattr("meeting.agenda.running.begin_next_item", crash)
        status, reply = sign_in(house.thu).post(f"{house.path}/agenda/next")
        assert (status, reply["error"]) == (500, "internal")
        assert "secret" not in str(reply)

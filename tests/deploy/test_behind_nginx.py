"""The room behind the nginx of deploy/, over TLS, with two web processes."""

import os
import signal

import pytest
import requests

from tests.live import await_that
from tests.several.conftest import installation, shared  # noqa: F401  (fixtures)
from tests.several.tablets import Browser, Tablet

from . import proxy


@pytest.fixture(scope="module")
def nginx(shared, tmp_path_factory):  # noqa: F811
    _app, webs, *_rest = shared
    with proxy.before(tmp_path_factory.mktemp("nginx"), [web.port for web in webs]) as (address, certificate):
        await_that(lambda: answers(address, certificate))
        yield address, str(certificate)


def answers(address, certificate):
    try:
        return requests.get(f"{address}/healthz", verify=str(certificate), timeout=5).ok
    except requests.RequestException:
        return False


def tablet(installation, nginx, actor, **how):  # noqa: F811
    address, certificate = nginx
    told = Tablet(
        address, installation.sign_in(actor), installation.meeting_id, certificate=certificate, **how
    )
    installation.opened.append(told)
    return told


def browser(installation, nginx, actor):  # noqa: F811
    address, certificate = nginx
    return Browser(address, installation.sign_in(actor), installation.room.path, certificate)


@pytest.mark.parametrize("transport", ["websocket", "polling"])
def test_pages_reach_every_tablet_whichever_way_it_came(installation, nginx, transport):  # noqa: F811
    room, paper_id = installation.room, installation.lay_paper()
    tablets = [tablet(installation, nginx, actor, transports=[transport]) for actor in room.voters]
    chair = browser(installation, nginx, room.mai)
    before = installation.seq()
    for page in range(1, 11):
        answer = chair.command("PUT", "/presentation", {"paper_id": paper_id, "page": page}, f"page {page}")
        assert answer.ok, answer.text
    newest = installation.seq()
    for one in tablets:
        await_that(lambda one=one: one.seqs()[-1:] == [newest])
        assert one.seqs() == list(range(before + 1, newest + 1))
        assert one.joins == 1 and one.socket.transport() == transport


def test_both_processes_have_tablets_and_one_of_them_may_die(installation, nginx):  # noqa: F811
    room, paper_id = installation.room, installation.lay_paper()
    tablets = [tablet(installation, nginx, actor) for actor in room.voters * 3]
    chair, killed = browser(installation, nginx, room.mai), installation.webs[0].worker
    os.kill(killed, signal.SIGKILL)
    for page in range(1, 11):
        answer = chair.command("PUT", "/presentation", {"paper_id": paper_id, "page": page}, f"page {page}")
        assert answer.ok, answer.text
    newest = installation.seq()
    for one in tablets:
        await_that(lambda one=one: one.newest().get("meeting") == newest)
    assert {one.joins for one in tablets} == {1, 2}, "some were at the one, some at the other"


def test_what_goes_up_and_down_passes(installation, nginx):  # noqa: F811
    address, certificate = nginx
    secretary = browser(installation, nginx, installation.room.thu)
    page = secretary.http.get(f"{address}/", verify=certificate)
    assert page.ok
    script = next(
        part for part in page.text.split('"') if part.startswith("/static/") and part.endswith(".js")
    )
    for _ in range(2):
        answer = secretary.http.get(address + script, headers={"Accept-Encoding": "gzip"}, verify=certificate)
        assert answer.ok and "immutable" in answer.headers["Cache-Control"]
    too_big = secretary.http.post(address + "/sign-in", data=b"x" * 6 * 2**20, verify=certificate)
    assert too_big.status_code == 413
    assert requests.get(address + "/no-such-page", verify=certificate).status_code == 404

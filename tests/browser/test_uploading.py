"""Bringing papers in over a bad line, to a server that falls over, from a page that was loaded again."""

import hashlib
import os
import re
import signal
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect
from sqlalchemy import func, select

from meeting.db import reading, writing
from meeting.docs.models import UnfinishedUpload
from meeting.permissions import Role
from tests import live, make
from tests.docs import files

from .cable import Cable
from .conftest import DESKTOP, installed

MIB = 2**20
SIZE = 12 * MIB
PATIENCE_MS = 90_000  # a server needs a while to come back on a busy machine
# So slow that there is a middle to speak of.
SLOW = {"offline": False, "latency": 20, "downloadThroughput": 4 * MIB, "uploadThroughput": 2.5 * MIB}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """One of its own, for it is made to fall over."""
    with installed(tmp_path_factory) as server:
        yield server


@pytest.fixture
def house(server):
    """A draft meeting of one item that the secretary prepares."""
    with server.app.app_context(), writing() as session:
        meeting = make.meeting(session)
        make.item(session, meeting, "Dự toán ngân sách")
        name = f"thuky{meeting.id}"
        make.seat(session, meeting, make.person(session, sign_in_name=name), Role.SECRETARY)
        return SimpleNamespace(id=meeting.id, secretary=name, path=f"/secretariat/meetings/{meeting.id}")


@pytest.fixture
def desk(open_tablet, house):
    """desk(): the secretary's screen over a slow line."""

    def desk(**more):
        page = open_tablet(house.secretary, DESKTOP, touch=False, path=house.path, **more)
        slow_down(page)
        expect(page.locator(".papers-editor")).to_be_visible()
        return page

    return desk


def slow_down(page):
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW)


@pytest.fixture
def file(tmp_path):
    """file(name): a PDF of 12 MiB that no other test has sent."""

    def file(name="Dự toán.pdf", size=SIZE):
        path = tmp_path / name
        start = files.pdf(2)
        path.write_bytes(start + os.urandom(size - len(start)))
        return path

    return file


def choose(page, *paths):
    page.locator(".papers-editor header input[type=file]").set_input_files(paths)


def arrived(server, house):
    """Bytes that the server has of the meeting's unfinished uploads."""
    with server.app.app_context(), reading() as session:
        theirs = UnfinishedUpload.meeting_id == house.id
        return session.scalar(select(func.sum(UnfinishedUpload.received)).where(theirs)) or 0


def await_middle(server, house):
    live.await_that(lambda: arrived(server, house) >= 2 * MIB)
    assert arrived(server, house) < SIZE


def row(page, state):
    return page.locator(f".upload[data-state={state}]")


def expect_identical(server, page, path):
    """The paper is there, and its original is, byte for byte, what was sent."""
    expect(page.locator(".paper")).to_have_count(1, timeout=PATIENCE_MS)
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    original = server.data / "papers" / "originals" / sha256[:2] / sha256
    assert original.read_bytes() == path.read_bytes()


def test_a_cable_cut_in_the_middle_is_said_and_the_upload_goes_on_by_itself(server, house, desk, file, vi):
    cable, path = Cable(int(server.address.rpartition(":")[2])), file()
    page = desk(by=cable.url)
    sent = []
    page.on("request", lambda request: sent.append(request.headers.get("upload-offset")))
    choose(page, path)
    await_middle(server, house)
    cable.cut()
    expect(row(page, "interrupted")).to_contain_text(
        re.compile(
            re.escape(vi("Interrupted at {percent}; goes on by itself", percent="|")).replace(r"\|", r"\d+%")
        )
    )
    kept = arrived(server, house)
    cable.mend()
    expect_identical(server, page, path)
    offsets = [int(offset) for offset in sent if offset]
    assert offsets.count(0) == 1, "it goes on, and does not begin anew"
    assert kept in offsets
    cable.close()


def test_a_server_killed_in_the_middle_comes_back_and_gets_the_rest(server, house, desk, file):
    page, path = desk(), file()
    choose(page, path)
    await_middle(server, house)
    for pid in live.descendants(server.process.pid):
        os.kill(pid, signal.SIGKILL)
    expect(row(page, "interrupted")).to_be_visible()
    kept = arrived(server, house)
    assert kept >= 2 * MIB
    expect_identical(server, page, path)


def test_after_a_reload_the_same_file_chosen_again_goes_on(server, house, desk, file, vi, tmp_path):
    page, path = desk(), file()
    page.on("dialog", lambda dialog: dialog.accept())  # whether to leave while files are on their way
    choose(page, path)
    await_middle(server, house)
    page.reload()
    slow_down(page)
    left = row(page, "unfinished")
    expect(left).to_contain_text("Dự toán.pdf")
    kept, sent = arrived(server, house), []
    page.on("request", lambda request: sent.append(request.headers.get("upload-offset")))

    other = tmp_path / "khác.pdf"
    other.write_bytes(path.read_bytes()[::-1])
    left.locator("input[type=file]").set_input_files(other)
    expect(left).to_contain_text(vi("This is another file than “{name}”.", name="Dự toán.pdf"))
    left.locator("input[type=file]").set_input_files(path)
    expect_identical(server, page, path)
    expect(left).to_have_count(0)
    assert min(int(offset) for offset in sent if offset) == kept


def test_let_go_again_at_its_item_a_file_goes_on_too_and_a_discarded_one_begins_anew(
    server, house, desk, file, vi
):
    page, path = desk(), file()
    page.on("dialog", lambda dialog: dialog.accept())
    choose(page, path)
    await_middle(server, house)
    page.reload()
    expect(row(page, "unfinished")).to_be_visible()
    kept, sent = arrived(server, house), []
    page.on("request", lambda request: sent.append(request.headers.get("upload-offset")))
    choose(page, path)
    expect_identical(server, page, path)
    assert min(int(offset) for offset in sent if offset) == kept

    second = file("Đầu tư công.pdf")
    slow_down(page)
    choose(page, second)
    await_middle(server, house)
    page.reload()
    row(page, "unfinished").get_by_role("button", name=vi("Discard {name}", name=second.name)).click()
    expect(row(page, "unfinished")).to_have_count(0)
    live.await_that(lambda: arrived(server, house) == 0)


def test_many_files_are_counted_together_and_what_cannot_be_sent_says_why(
    server, house, desk, file, vi, tmp_path
):
    page = desk()
    empty = tmp_path / "trống.pdf"
    empty.write_bytes(b"")
    some = [file(f"{number} phụ lục.pdf", 2 * MIB) for number in (1, 2, 3)]
    sent = []
    page.on("request", lambda request: sent.append(request.method))
    choose(page, *some, empty)
    expect(page.locator(".upload-total")).to_contain_text("3")
    expect(row(page, "failed")).to_contain_text(f"trống.pdf: {vi('This file is empty.')}")
    expect(row(page, "failed").get_by_role("button", name=vi("Try again"))).to_have_count(0)
    expect(page.locator(".paper")).to_have_count(3, timeout=PATIENCE_MS)
    expect(page.locator(".paper-title")).to_have_text([path.stem for path in some])
    expect(page.locator(".upload-total")).to_have_count(0)

    before = len([method for method in sent if method != "GET"])
    choose(page, some[0])
    refused = row(page, "failed").filter(has_text=vi("The same file is already here."))
    expect(refused).to_be_visible()
    assert len([method for method in sent if method != "GET"]) == before, "not a byte was sent"
    refused.get_by_role("button", name=vi("Send all the same")).click()
    expect(page.locator(".paper")).to_have_count(4, timeout=PATIENCE_MS)


def test_a_cancelled_file_leaves_nothing_behind(server, house, desk, file, vi):
    page, path = desk(), file()
    incoming = server.data / "papers" / "incoming"
    before = set(incoming.glob("*"))  # a server that was killed leaves a piece behind, for an hour
    choose(page, path)
    await_middle(server, house)
    page.get_by_role("button", name=vi("Cancel sending {name}", name=path.name)).click()
    expect(page.locator(".upload")).to_have_count(0)
    live.await_that(lambda: arrived(server, house) == 0)
    live.await_that(lambda: set(incoming.glob("*")) <= before)


def test_who_leaves_while_files_are_on_their_way_is_asked(server, house, desk, file):
    page, asked = desk(), []
    choose(page, file())
    await_middle(server, house)
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.reload()
    assert asked == ["beforeunload"]

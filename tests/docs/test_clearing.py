"""Clearing away while others put things in their places."""

import os
import threading
from contextlib import suppress

import pytest

from . import files
from .conftest import keep


@pytest.fixture
def store(app):
    return app.extensions["paper_jobs"].store


def bring_again(app, content, done):
    with app.extensions["paper_jobs"].store.receive() as incoming:
        incoming.write(content)
        incoming.keep()
    done.set()


def test_an_upload_of_a_content_that_is_just_being_removed_waits_and_is_kept(app, store):
    content = files.pdf()
    path = store.original(keep(app, content).sha256)
    os.utime(path, (0, 0))
    done = threading.Event()
    uploading = threading.Thread(target=bring_again, args=(app, content, done))
    with store.alone():
        uploading.start()
        assert not done.wait(0.3), "it must not be taken for kept while it is being removed"
        path.unlink()
    uploading.join(10)
    assert done.is_set() and path.read_bytes() == content


def test_a_content_that_was_just_brought_again_is_not_removed(app, store):
    content = files.pdf()
    path = store.original(keep(app, content).sha256)
    os.utime(path, (0, 0))
    keep(app, content)
    assert not store.drop_original(path) and path.exists()


def test_whoever_brings_a_content_finds_it_there_however_often_it_is_cleared_away(app, store):
    content = files.pdf()
    path = store.original(keep(app, content).sha256)
    stop = threading.Event()

    def clear():
        while not stop.is_set():
            if path.exists():
                store.drop_original(path)

    clearing = threading.Thread(target=clear)
    clearing.start()
    try:
        for _ in range(150):
            with suppress(FileNotFoundError):
                os.utime(path, (0, 0))
            keep(app, content)
            assert path.exists()
    finally:
        stop.set()
        clearing.join()


def test_pages_drawn_while_older_ones_of_the_same_content_leave_are_kept(app, store, tmp_path):
    key = "a" * 24
    folder = store.folder_of(key)
    folder.mkdir(parents=True)
    (folder / "1.page.png").write_bytes(b"old")
    os.utime(folder, (0, 0))
    assert store.drop_pages(folder)
    fresh = tmp_path / "1.text.json"
    fresh.write_text("[]")
    store.take(fresh, key, "1.text.json")
    assert not store.drop_pages(folder) and [path.name for path in folder.iterdir()] == ["1.text.json"]
    assert list(store.trash.iterdir()) == []

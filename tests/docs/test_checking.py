"""The stored papers compared with the database, at a terminal: each kind of harm, one at a time."""

import os
from datetime import timedelta

import pytest

from meeting.db import now, writing
from meeting.docs.models import Document, DocumentState
from meeting.docs.removing import remove_paper

from ..databases import on_both_databases
from . import files
from .conftest import keep


@pytest.fixture
def papers(app):
    """papers("check"): (exit code, what was said)."""

    def run(*arguments):
        done = app.test_cli_runner().invoke(args=["papers", *arguments])
        assert done.exception is None or isinstance(done.exception, SystemExit), done.output
        return done.exit_code, done.output

    return run


@pytest.fixture
def store(app):
    return app.extensions["paper_jobs"].store


@pytest.fixture
def paper(app, bring, document_of):
    """The document of a paper of five pages, complete with thumbnails, made an hour ago."""
    document = document_of(bring(files.pdf(5)))
    make_older(app, document.id)
    return document


def make_older(app, document_id, hours=1, **more):
    with app.app_context(), writing() as session:
        document = session.get(Document, document_id)
        for name, value in more.items():
            setattr(document, name, value)
        document.changed_at = now() - timedelta(hours=hours)


def make_old(path):
    os.utime(path, (0, 0))


def damage(path):
    """One byte in the middle becomes another."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.chmod(0o640)
    path.write_bytes(content)


@on_both_databases
def test_an_unharmed_store_is_said_to_be_whole(paper, papers):
    code, said = papers("check")
    assert (code, said) == (0, "Looked at 1 contents with 5 pages. Everything is there and whole.\n")


def test_an_empty_store_is_whole(app, meeting, papers):
    assert papers("check")[0] == 0


def test_a_changed_byte_of_an_original_is_found_and_the_same_file_uploaded_again_puts_it_right(
    app, paper, papers, store
):
    content = store.original(paper.sha256).read_bytes()
    damage(store.original(paper.sha256))
    code, said = papers("check", "--repair")
    assert code == 1 and "✗ original damaged" in said and "“Tờ trình” (paper 1, meeting 1" in said
    assert "upload the same file again" in said
    keep(app, content)
    assert papers("check")[0] == 0


def test_a_lost_original_is_found_and_cannot_be_repaired(paper, papers, store):
    store.original(paper.sha256).unlink()
    store.find_picture(paper.key, 2, "page").unlink()
    code, said = papers("check", "--repair")
    assert code == 1 and "✗ original lost" in said
    assert "what it is drawn from is lost or damaged" in said


def test_lost_and_damaged_pages_are_drawn_again_from_the_original(paper, papers, store):
    store.find_picture(paper.key, 2, "page").unlink()
    store.made(paper.key, "3.text.json").unlink()
    damage(store.find_picture(paper.key, 4, "page"))
    store.find_picture(paper.key, 5, "thumb").write_bytes(b"")
    code, said = papers("check")
    assert code == 1 and ", page 2, 4\n" in said and ", page 3\n" in said and ", page 5\n" in said
    code, said = papers("check", "--repair")
    assert code == 0 and said.count("✓") == 3 and "Put right: 3." in said
    assert papers("check")[0] == 0


def test_a_stuck_document_is_taken_up_again(app, bring, document_of, papers):
    jobs = app.extensions["paper_jobs"]
    document_id = document_of(bring(files.pdf(), convert=False)).id
    assert papers("check")[0] == 0, "it has only just come"
    make_older(app, document_id, attempts=3, state=DocumentState.CHECKING)
    code, said = papers("check")
    assert code == 1 and "✗ stuck" in said
    assert papers("check", "--repair")[0] == 0
    assert jobs.is_waiting(document_id) and not jobs.is_waiting(document_id + 1)
    make_older(app, document_id)
    assert papers("check")[0] == 0, "somebody waits for it now"
    with app.app_context():
        jobs.prepare_now(document_id)
    assert document_of(1).state == DocumentState.READY


def test_a_file_that_belongs_to_nothing_is_found_and_cleared_away(paper, papers, store):
    orphan, young = store.original("ab" * 32), store.original("cd" * 32)
    pages = store.folder_of("0" * 24)
    for path in (orphan, young, pages / "1.page.png"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"whose?")
    make_old(orphan)
    make_old(pages)
    code, said = papers("check", "--repair")
    assert code == 1 and said.count("✗ belongs to nothing") == 2
    assert (
        "Would remove 0 contents of no paper, 1 originals, the pages of 1 contents"
        in papers("clean-up", "--dry-run")[1]
    )
    assert orphan.exists()
    assert papers("clean-up")[1].startswith("Removed 0 contents of no paper, 1 originals")
    assert not orphan.exists() and not pages.exists() and young.exists()
    assert papers("clean-up")[1] == "There is nothing to remove.\n"
    assert papers("check")[0] == 0


@on_both_databases
def test_what_any_version_refers_to_is_never_cleared_away(app, bring, meeting, paper, papers, store):
    for path in (store.original(paper.sha256), store.folder_of(paper.key)):
        make_old(path)
    make_older(app, paper.id, hours=24 * 365)
    assert papers("clean-up")[1] == "There is nothing to remove.\n"
    assert store.original(paper.sha256).exists()
    with app.app_context(), writing(meeting.id) as session:
        remove_paper(session, meeting.thu, 1)
    said = papers("clean-up", "--dry-run")[1]
    assert said.startswith("Would remove 1 contents of no paper, 1 originals, the pages of 1 contents")
    papers("clean-up")
    assert not store.original(paper.sha256).exists() and not store.folder_of(paper.key).exists()
    assert papers("check")[0] == 0


def test_the_room_that_papers_take_is_told_for_each_meeting(paper, papers, store):
    code, said = papers("storage")
    pages = sum(path.stat().st_size for path in store.folder_of(paper.key).iterdir())
    assert code == 0
    header, meeting, whole = said.splitlines()
    assert f"{pages / 2**20:,.1f} MB" in meeting and meeting.endswith("1 Kỳ họp thứ 12")
    assert whole.endswith("all that is stored")

"""The administrator's rows: what each says when all is well, and when something is not."""

import json
from datetime import timedelta

import pytest

from meeting.db import iso, now, writing
from meeting.docs.models import Document, DocumentState, Paper, PaperVersion, Redrawing

from .databases import on_both_databases


@pytest.fixture
def rows(house, sign_in):
    """rows(): {name: row} as the administrator Sơn is told."""
    device = sign_in(house.son)

    def ask():
        status, said = device.get("/api/installation")
        assert status == 200
        return {row["name"]: row for row in said["rows"]}

    return ask


@pytest.fixture
def papers(app, tmp_path):
    folder = tmp_path / "papers"
    folder.mkdir(exist_ok=True)
    return folder


def write(folder, name, **what):
    (folder / name).write_text(json.dumps({"at": iso(now()), **what}))


@on_both_databases
def test_a_fresh_installation_says_what_it_is_and_that_no_worker_has_started(rows, kind):
    said = rows()
    assert said["database"]["ok"] and said["database"]["kind"].lower() == kind
    assert said["database"]["version"][0].isdigit()
    assert said["disk"]["ok"] and 0 < said["disk"]["free"] <= said["disk"]["total"]
    assert (said["worker"]["ok"], said["worker"]["state"]) == (False, "never_started")
    assert said["queue"] == {"name": "queue", "ok": True, "jobs": 0, "papers": 0, "oldest": None}
    assert [said[name]["ok"] for name in ("store", "check", "clean_up")] == [None, None, None]
    assert said["redrawing"] == {"name": "redrawing", "ok": True, "waiting": 0, "given_up": 0}


def test_what_the_worker_found_is_told(rows, papers):
    write(papers, "worker.json", engines={"pillow": "13.0.0", "libreoffice": "7.4.7.2"}, sandbox="limits")
    said = rows()
    assert said["worker"]["ok"] and said["engines"]["engines"]["pillow"] == "13.0.0"
    assert said["libreoffice"]["ok"] and said["libreoffice"]["version"] == "7.4.7.2"
    assert (said["sandbox"]["ok"], said["sandbox"]["kind"]) == (False, "limits")


def test_without_libreoffice_it_says_so(rows, papers):
    write(papers, "worker.json", engines={"pillow": "13.0.0"}, sandbox="bubblewrap")
    said = rows()
    assert said["libreoffice"]["version"] is None and not said["libreoffice"]["ok"]
    assert said["sandbox"]["ok"]


def test_what_was_found_wrong_and_not_put_right_wants_a_look(rows, papers):
    write(papers, "last-check.json", documents=3, pages=9, wrong=2, mended=2)
    assert rows()["check"]["ok"]
    write(papers, "last-check.json", documents=3, pages=9, wrong=2, mended=1)
    assert not rows()["check"]["ok"]


def test_a_worker_that_does_not_clean_up_any_more_wants_a_look(rows, papers):
    write(papers, "last-clean-up.json", size=5)
    assert rows()["clean_up"]["ok"] and rows()["clean_up"]["size"] == 5
    write(papers, "last-clean-up.json", size=5, at=iso(now() - timedelta(days=3)))
    assert not rows()["clean_up"]["ok"]


def test_a_paper_that_waits_for_long_wants_a_look(house, rows):
    with writing() as session:
        document = Document(sha256="ab" * 32, size=1, state=DocumentState.CHECKING)
        paper = Paper(meeting_id=house.meeting.id, item_id=house.item.id, title="Tờ trình")
        version = PaperVersion(number=1, document=document, file_name="a.pdf")
        version.uploaded_by_id, version.uploaded_at = house.yen.id, now() - timedelta(minutes=1)
        paper.versions.append(version)
        session.add(paper)
    queue = rows()["queue"]
    assert (queue["ok"], queue["papers"]) == (True, 1) and queue["oldest"]
    with writing() as session:
        session.get(PaperVersion, version.id).uploaded_at = now() - timedelta(hours=1)
        session.add(Redrawing(document_id=document.id, wanted="-", error="damaged"))
    assert not rows()["queue"]["ok"]
    assert rows()["redrawing"] == {"name": "redrawing", "ok": None, "waiting": 0, "given_up": 1}


def test_the_public_key_of_the_record_of_votes_is_told_and_one_that_was_replaced_wants_a_look(rows, tmp_path):
    first = rows()["vote_record"]
    assert first["ok"] and len(bytes.fromhex(first["key"])) == 32
    (tmp_path / "vote-record-key").write_text("damaged")
    second = rows()["vote_record"]
    assert not second["ok"] and second["key"] != first["key"]
    next(tmp_path.glob("vote-record-key.unreadable-*")).unlink()
    assert rows()["vote_record"] == second | {"ok": True}

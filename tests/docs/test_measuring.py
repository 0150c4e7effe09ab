"""How much room the papers of a meeting take, as the secretariat is told."""

import pytest

from meeting.agenda.models import AgendaItem, Meeting
from meeting.db import writing
from meeting.docs.adding import add_paper
from meeting.docs.replacing import replace_paper
from meeting.permissions import Actor, Role

from ..databases import on_both_databases
from . import files
from .conftest import keep


@pytest.fixture
def storage(client, meeting):
    return lambda: client("thu").get(f"/api/meetings/{meeting.id}/storage").json["storage"]


def bytes_of_pages(app, document):
    folder = app.extensions["paper_jobs"].store.folder_of(document.key)
    return sum(path.stat().st_size for path in folder.iterdir())


def test_originals_and_pages_are_told_apart_the_largest_paper_first(app, bring, storage, document_of):
    small, large = bring(files.pdf(1), "Nhỏ.pdf"), bring(files.pdf(4), "Lớn.pdf")
    said = storage()
    assert [paper["id"] for paper in said["papers"]] == [large, small]
    assert said["originals"] == document_of(small).size + document_of(large).size
    assert said["pages"] == sum(bytes_of_pages(app, document_of(paper)) for paper in (small, large))
    assert said["total"] == said["originals"] + said["pages"] and said["shared"] == 0


@on_both_databases
def test_what_is_stored_once_is_counted_once_in_a_meeting_and_told_as_shared(app, meeting, bring, storage):
    content = files.pdf()
    paper_id = bring(content, convert=False)
    bring(content, convert=False)
    assert storage()["originals"] == len(content) and storage()["shared"] == 0
    assert [paper["originals"] for paper in storage()["papers"]] == [len(content)] * 2

    bring(
        b"another", convert=False, act=lambda s: replace_paper(s, meeting.thu, paper_id, keep(app, b"other"))
    )
    assert storage()["originals"] == len(content) + len(b"other"), "older versions are kept"

    with app.app_context(), writing() as session:
        first = session.get(Meeting, meeting.id)
        second = Meeting(body_id=first.body_id, title="Kỳ họp thứ 13", starts_at=first.starts_at)
        session.add(second)
        session.flush()
        item = AgendaItem(meeting_id=second.id, title="Ngân sách", position=1)
        session.add(item)
        session.flush()
        thu = Actor(second.id, Role.SECRETARY, meeting.thu.person_id)
        add_paper(session, thu, item.id, keep(app, content))
    assert storage()["shared"] == len(content)


def test_a_meeting_without_papers_takes_no_room(storage):
    assert storage() == {"originals": 0, "pages": 0, "total": 0, "shared": 0, "papers": []}

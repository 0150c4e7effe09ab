"""Adding, replacing, renaming, ordering, removing and showing papers."""

from datetime import timedelta

import pytest

from meeting.agenda.models import Meeting, MeetingState
from meeting.db import now, reading, writing
from meeting.docs import adding, clearing, ordering, progress, removing, renaming, replacing
from meeting.docs.finding import find_presentation, list_papers
from meeting.docs.models import Document, Paper
from meeting.docs.presenting import showing
from meeting.errors import Invalid, NotAllowed, NotFound, Refused

from ..databases import on_both_databases
from . import files
from .conftest import keep, make_readable

NOBODY = ["lan", "quang", "ola", "hall"]


@pytest.fixture
def act(app, meeting):
    """act(rule, who, *args): one act in its own transaction."""

    def act(rule, who, *args):
        with app.app_context(), writing(meeting.id) as session:
            return rule(session, getattr(meeting, who), *args)

    return act


@pytest.fixture
def papers(app, meeting):
    def papers(who="thu"):
        with app.app_context(), reading() as session:
            return list_papers(session, getattr(meeting, who))

    return papers


@pytest.mark.parametrize("who", NOBODY)
def test_others_than_the_desk_change_no_papers(app, meeting, act, who, lay):
    paper_id, upload = lay(), keep(app, files.pdf(2))
    for rule, *args in (
        (adding.add_paper, meeting.item_id, upload),
        (replacing.replace_paper, paper_id, upload),
        (renaming.rename_paper, paper_id, "Khác"),
        (removing.remove_paper, paper_id),
        (ordering.order_papers, meeting.item_id, [paper_id]),
    ):
        with pytest.raises(NotAllowed):
            act(rule, who, *args)


def test_a_paper_takes_its_title_from_the_files_name(bring, papers):
    paper_id = bring(files.pdf(), "To_trinh so 12.pdf", convert=False)
    assert papers()[str(paper_id)]["title"] == "To trinh so 12"


def test_an_item_that_is_not_there_takes_no_paper(app, act):
    with pytest.raises(NotFound):
        act(adding.add_paper, "thu", 999, keep(app, files.pdf()))


def test_a_paper_that_comes_after_publication_is_marked_late(app, meeting, bring, papers):
    with app.app_context(), writing() as session:
        session.get(Meeting, meeting.id).state = MeetingState.DRAFT
    first = bring(files.pdf(), convert=False)
    with app.app_context(), writing() as session:
        session.get(Meeting, meeting.id).state = MeetingState.PUBLISHED
    second = bring(files.pdf(2), convert=False)
    assert [papers()[str(paper)]["late"] for paper in (first, second)] == [False, True]


def test_where_papers_are_due_by_a_day_those_after_it_are_late_and_no_others(app, meeting, bring, papers):
    def due_in(hours):
        with app.app_context(), writing() as session:
            session.get(Meeting, meeting.id).papers_due_at = now() + timedelta(hours=hours)

    due_in(1)
    first = bring(files.pdf(), convert=False)
    due_in(-1)
    second = bring(files.pdf(2), convert=False)
    assert [papers()[str(paper)]["late"] for paper in (first, second)] == [False, True]


def test_when_the_meeting_has_ended_its_papers_stay(app, meeting, act, lay):
    paper_id = lay()
    with app.app_context(), writing() as session:
        session.get(Meeting, meeting.id).state = MeetingState.ENDED
    for rule, *args in ((removing.remove_paper, paper_id), (showing.show_page, paper_id, 1)):
        with pytest.raises(Refused):
            act(rule, "thu", *args)


@on_both_databases
def test_the_old_version_stays_until_the_new_one_can_be_read(app, meeting, papers, act, lay, document_of):
    paper_id = lay(2)
    old = papers("lan")[str(paper_id)]["version"]
    upload = keep(app, files.pdf(3), "Sửa.pdf", "Sửa Điều 2")
    act(replacing.replace_paper, "thu", paper_id, upload)
    assert papers("lan")[str(paper_id)]["version"] == old
    make_readable(app, document_of(paper_id), 3)
    new = papers("lan")[str(paper_id)]["version"]
    assert (new["number"], new["page_count"], new["note"]) == (2, 3, "Sửa Điều 2") and new["key"] != old[
        "key"
    ]


def test_a_new_version_that_fails_leaves_the_old_one(app, act, lay, papers, document_of):
    paper_id = lay(2)
    act(replacing.replace_paper, "thu", paper_id, keep(app, b"MZ broken", "hỏng.pdf"))
    with app.app_context():
        progress.failed(document_of(paper_id).id, "wrong_type", "")
    assert papers("lan")[str(paper_id)]["version"]["number"] == 1


def test_what_failed_is_tried_again_when_it_is_brought_again(app, bring, document_of):
    first = bring(b"MZ broken" * 100, convert=False)
    with app.app_context():
        progress.failed(document_of(first).id, "wrong_type", "")
    second = bring(b"MZ broken" * 100, convert=False)
    assert document_of(first).id == document_of(second).id and document_of(second).state == "received"


def test_a_paper_is_renamed_for_everyone(act, facts, lay):
    act(renaming.rename_paper, "minh", lay(), "Tờ trình về dự toán")
    channel, name, payload = facts()[-1]
    assert (channel, name, payload["paper"]["title"]) == ("meeting", "paper:changed", "Tờ trình về dự toán")


@on_both_databases
def test_papers_are_put_in_order(act, meeting, papers, facts, lay):
    one, two, three = (lay(number) for number in (1, 2, 3))
    positions = act(ordering.order_papers, "thu", meeting.item_id, [three, one, two])
    assert positions == {str(three): 1, str(one): 2, str(two): 3}
    assert facts()[-1] == ("meeting", "papers:reordered", {"positions": positions})
    assert list(papers()) == [str(three), str(one), str(two)]


def test_an_order_made_for_other_papers_is_refused(act, meeting, lay):
    one, two = lay(1), lay(2)
    for order in ([one], [one, two, 999], [one, one]):
        with pytest.raises(Refused):
            act(ordering.order_papers, "thu", meeting.item_id, order)


@on_both_databases
def test_a_removed_paper_is_gone_for_everyone_and_its_content_leaves_the_disk(
    app, act, bring, facts, monkeypatch
):
    from datetime import timedelta

    from meeting.docs import store

    paper_id, keep_id = bring(files.pdf(2)), bring(files.pdf(3))
    act(removing.remove_paper, "thu", paper_id)
    assert ("meeting", "paper:removed", {"id": paper_id}) in facts()
    monkeypatch.setattr(clearing, "UNUSED_AFTER", timedelta(0))
    monkeypatch.setattr(store, "YOUNG_SECONDS", -1)
    with app.app_context():
        clearing.clear_removed(app.extensions["paper_jobs"].store)
        with reading() as session:
            (left,) = session.query(Document).all()
            assert left.id == session.get(Paper, keep_id).newest.document_id
    kept = app.extensions["paper_jobs"].store
    assert len(list(kept.originals.glob("*/*"))) == len(list(kept.pages.glob("*/*"))) == 1


def test_an_original_is_read_only(app):
    upload = keep(app, files.pdf())
    assert app.extensions["paper_jobs"].store.original(upload.sha256).stat().st_mode & 0o777 == 0o440


@on_both_databases
def test_the_chair_shows_a_page_and_stops(app, meeting, act, facts, lay):
    paper_id = lay(4)
    act(showing.show_page, "minh", paper_id, 3)
    channel, name, payload = facts()[-1]
    shown = payload["presentation"]
    assert (channel, name) == ("meeting", "presentation:changed")
    assert (shown["paper_id"], shown["page"], shown["by_seat_id"]) == (paper_id, 3, meeting.minh.seat_id)
    with app.app_context(), reading() as session:
        assert find_presentation(session, meeting.hall) == shown
    act(showing.stop_presenting, "thu")
    act(showing.stop_presenting, "thu")
    assert [p for _c, n, p in facts() if n == "presentation:changed"][1:] == [{"presentation": None}]


@pytest.mark.parametrize("page", [0, -1, 5])
def test_a_page_that_is_not_there_is_not_shown(act, page, lay):
    with pytest.raises(Invalid):
        act(showing.show_page, "minh", lay(4), page)


def test_followers_move_on_to_the_new_version(app, meeting, act, papers, facts, lay, document_of):
    paper_id = lay(4)
    act(showing.show_page, "minh", paper_id, 4)
    act(replacing.replace_paper, "thu", paper_id, keep(app, files.pdf(2), "Sửa.pdf"))
    make_readable(app, document_of(paper_id), 2)
    shown = [payload["presentation"] for _c, name, payload in facts() if name == "presentation:changed"][-1]
    assert (shown["key"], shown["page"]) == (papers()[str(paper_id)]["version"]["key"], 2)


def test_followers_move_on_at_once_to_a_version_that_can_be_read_already(app, act, papers, facts, lay):
    """The secretary goes back to a content that is in the store."""
    paper_id, other_id = lay(4), lay(2)
    with app.app_context(), reading() as session:
        other = session.get(Paper, other_id).newest.document
        known = adding.Upload(other.sha256, other.size, "Bản cũ.pdf")
    act(showing.show_page, "minh", paper_id, 4)
    act(replacing.replace_paper, "thu", paper_id, known)
    shown = [payload["presentation"] for _c, name, payload in facts() if name == "presentation:changed"][-1]
    assert (shown["key"], shown["page"]) == (papers()[str(paper_id)]["version"]["key"], 2)


def test_removing_the_paper_being_shown_ends_the_presentation(app, meeting, act, lay):
    paper_id = lay()
    act(showing.show_page, "minh", paper_id, 1)
    act(removing.remove_paper, "minh", paper_id)
    with app.app_context(), reading() as session:
        assert find_presentation(session, meeting.lan) is None

"""The meeting book: what is in it, for whom, and that nothing in it does anything."""

import io
from datetime import timedelta

import pytest
from pypdf import PdfReader
from sqlalchemy import update

from meeting.agenda.seats import remove_seat
from meeting.db import now, reading, writing
from meeting.docs.book import asking, keeping
from meeting.docs.book.planning import plan_book
from meeting.docs.confidential.levels import set_level
from meeting.docs.models import Book, BookState, VisibilityKind
from meeting.docs.removing import remove_paper
from meeting.docs.renaming import rename_paper
from meeting.docs.visibility import set_visibility
from meeting.errors import NotAllowed

from ..databases import on_both_databases
from . import files
from .conftest import remains


@pytest.fixture
def store(app):
    return app.extensions["paper_jobs"].store


@pytest.fixture
def address(meeting):
    return f"/api/meetings/{meeting.id}/book"


@pytest.fixture
def jobs(app, monkeypatch):
    """The worker's part is done when the test says so: jobs.rung are the books that it has heard of."""
    jobs = app.extensions["paper_jobs"]
    jobs.rung = []
    monkeypatch.setattr(jobs, "bind", jobs.rung.append)
    return jobs


@pytest.fixture
def bound(app, jobs, client, address):
    """bound(name): that person's book, as a PdfReader."""

    def bound(name):
        browser = client(name)
        assert browser.post(address, json={}).status_code == 200
        with app.app_context():
            jobs.bind_now(jobs.rung.pop())
        assert browser.get(address).json["book"]["state"] == "ready"
        return PdfReader(io.BytesIO(browser.get(f"{address}/file").data))

    return bound


def outline(reader):
    """[(level, title, page)] of the bookmarks."""

    def walk(entries, level):
        for entry in entries:
            if isinstance(entry, list):
                yield from walk(entry, level + 1)
            else:
                yield level, entry.title, reader.get_destination_page_number(entry) + 1

    return list(walk(reader.outline, 0))


def text(reader, number):
    return " ".join(reader.pages[number - 1].extract_text().split())


def test_a_book_has_cover_contents_papers_and_one_pagination(bring, bound):
    bring(files.pdf(3), "Tờ trình dự toán.pdf")
    bring(files.docx(files.VIETNAMESE), "Báo cáo thẩm tra.docx")
    book = bound("lan")
    cover = text(book, 1)
    assert "HỘI ĐỒNG NHÂN DÂN TỈNH" in cover and "Kỳ họp thứ 12" in cover and "Dành cho lan" in cover
    contents = text(book, 2)
    assert "1. Dự toán ngân sách năm 2027" in contents and "Tờ trình dự toán" in contents
    assert len(book.pages) == 6
    assert "Trang 2/6" in contents and "Tài liệu 1 · Trang 3/6" in text(book, 3)
    assert "Tài liệu 2 · Trang 6/6" in text(book, 6) and "Luật Ngân sách nhà nước" in text(book, 6)
    assert "Trang 1" not in cover
    assert book.page_labels == [str(number) for number in range(1, 7)]


def test_bookmarks_go_from_item_to_paper_to_the_papers_own(bring, bound):
    bring(files.pdf(2), "Tờ trình.pdf")
    bring(files.pdf_with_outline(), "Báo cáo.pdf")
    book = bound("lan")
    entries = outline(book)
    assert entries[:3] == [
        (0, "Mục lục", 2),
        (0, "1. Dự toán ngân sách năm 2027", 3),
        (1, "1. Tờ trình", 3),
    ]
    assert entries[3][:2] == (1, "2. Báo cáo") and entries[3][2] == 5
    own = entries[4:]
    assert own and all(level > 1 and page >= 5 for level, _title, page in own)


def test_each_line_of_the_contents_leads_to_its_paper(bring, bound):
    for number in range(3):
        bring(files.pdf(2), f"Tờ trình {number}.pdf")
    book = bound("lan")
    links = [annotation.get_object() for annotation in book.pages[1]["/Annots"]]
    targets = [book.get_page_number(link["/Dest"][0].get_object()) + 1 for link in links]
    assert targets == [3, 5, 7]


def test_a_long_contents_goes_on_over_pages_and_its_numbers_stay_right(bring, bound):
    for number in range(45):
        bring(files.pdf(), f"Tờ trình về việc thứ {number} {'rất dài ' * 12}.pdf")
    book = bound("lan")
    first = outline(book)[2][2]
    assert first > 4
    assert f"Tài liệu 1 · Trang {first}/{len(book.pages)}" in text(book, first)
    assert str(first) in text(book, 2).split()


@pytest.mark.parametrize("name", ["lan", "thu"])
def test_a_book_holds_what_its_reader_may_see_and_no_word_of_the_rest(app, meeting, bring, bound, name):
    bring(files.pdf(2), "Cho mọi người.pdf")
    hidden = bring(files.pdf(3), "Cho riêng Hùng.pdf")
    kept = bring(files.pdf(4), "Kịch bản.pdf")
    with app.app_context(), writing(meeting.id) as session:
        set_visibility(session, meeting.thu, hidden, VisibilityKind.PEOPLE, people=[meeting.hung.person_id])
        set_visibility(session, meeting.thu, kept, VisibilityKind.DESK)
    contents = text(bound(name), 2)
    assert "Cho mọi người" in contents
    assert ("Cho riêng Hùng" in contents) == (name == "thu")
    assert ("Kịch bản Không có trong sách này: đang giữ lại" in contents) == (name == "thu")


def test_a_paper_not_for_everyone_carries_its_readers_name(app, meeting, bring, bound):
    for_all, named = bring(files.pdf(1)), bring(files.pdf(1, text="Only for Lan"))
    with app.app_context(), writing(meeting.id) as session:
        set_visibility(session, meeting.thu, named, VisibilityKind.PEOPLE, people=[meeting.lan.person_id])
    book = bound("lan")
    for_all, named = text(book, len(book.pages) - 1), text(book, len(book.pages))
    assert "Only for Lan" in named and meeting.lan.name in named.replace("Only for Lan", "")
    assert meeting.lan.name not in for_all


def test_a_confidential_paper_is_named_but_not_taken_home(app, meeting, bring, bound):
    bring(files.pdf(1))
    paper_id = bring(files.pdf(1, text="Secret of the room"))
    with app.app_context(), writing(meeting.id) as session:
        set_level(session, meeting.thu, paper_id, "confidential", False)
    book = bound("lan")
    whole = " ".join(text(book, number) for number in range(1, len(book.pages) + 1))
    assert "chỉ được đọc trong phòng họp" in whole and "Secret of the room" not in whole


def test_papers_that_cannot_be_bound_are_named_with_the_reason(bring, bound):
    bring(files.pdf(2), "Đọc được.pdf")
    bring(files.locked_pdf(), "Có khóa.pdf")
    bring(b"%PDF-1.7 nothing", "Hỏng.pdf")
    book = bound("thu")
    contents = text(book, 2)
    assert "Có khóa Không có trong sách này: tệp có đặt mật khẩu" in contents
    assert "Hỏng Không có trong sách này: không đọc được tệp" in contents
    assert len(book.pages) == 4


def test_a_paper_on_which_the_child_fails_is_left_out(app, store, bring, bound, document_of):
    """Its file has been damaged since it was read."""
    bring(files.pdf(2), "Tốt.pdf")
    path = store.original(document_of(bring(files.pdf(3), "Hỏng sau.pdf")).sha256)
    path.chmod(0o600)
    path.write_bytes(b"%PDF-1.7 nothing")
    book = bound("lan")
    assert "Hỏng sau Không có trong sách này: không đóng được tệp" in text(book, 2)
    assert len(book.pages) == 4


def test_no_child_and_nothing_of_it_remains(app, bring, bound):
    bring(files.pdf())
    bound("lan")
    assert remains(app) == []


def test_the_same_book_is_not_bound_twice(app, jobs, client, address, bring, bound):
    bring(files.pdf())
    bound("lan")
    assert client("lan").post(address, json={}).json["book"]["state"] == "ready" and jobs.rung == []


def test_asking_again_joins_the_job_under_way(jobs, client, address, bring):
    bring(files.pdf())
    for _ in range(2):
        assert client("lan").post(address, json={}).json["book"]["state"] == "waiting"
    assert len(jobs.rung) == 1


def test_each_reader_has_a_book_of_their_own(bring, bound):
    bring(files.pdf())
    assert "Dành cho lan" in text(bound("lan"), 1) and "Dành cho hung" in text(bound("hung"), 1)


def test_without_papers_there_is_no_book(client, address, lay):
    reply = client("lan").post(address, json={})
    assert (reply.status_code, reply.json["error"]) == (409, "nothing_to_bind")
    assert client("lan").get(address).json["book"] is None
    assert client("lan").get(f"{address}/file").status_code == 404


CHANGES = {
    "narrowed": lambda s, m, p: set_visibility(s, m.thu, p, VisibilityKind.ROLES, roles=["chair"]),
    "removed": lambda s, m, p: remove_paper(s, m.thu, p),
    "renamed": lambda s, m, p: rename_paper(s, m.thu, p, "Tờ trình đã sửa"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_book_is_not_handed_out_after_a_change(app, store, meeting, client, address, bring, bound, change):
    bring(files.pdf(2))
    paper_id = bring(files.pdf(), "Sẽ đổi.pdf")
    bound("lan")
    with app.app_context(), writing(meeting.id) as session:
        change(session, meeting, paper_id)
    browser = client("lan")
    assert browser.get(address).json["book"]["state"] == "stale"
    reply = browser.get(f"{address}/file")
    assert (reply.status_code, reply.json["error"]) == (409, "stale_book")
    assert list(store.books.iterdir()) == []
    assert browser.post(address, json={}).json["book"]["state"] == "waiting"


def test_a_right_narrowed_while_it_is_bound_keeps_the_paper_in(
    app, meeting, jobs, store, client, address, bring, monkeypatch
):
    bring(files.pdf(2))
    paper_id = bring(files.pdf(), "Sẽ hẹp.pdf")
    client("lan").post(address, json={})
    bind = jobs.room.bind

    def bind_slowly(*args):
        bind(*args)
        with app.app_context(), writing(meeting.id) as session:
            set_visibility(session, meeting.thu, paper_id, VisibilityKind.ROLES, roles=["chair"])

    monkeypatch.setattr(jobs.room, "bind", bind_slowly)
    with app.app_context():
        jobs.bind_now(jobs.rung.pop())
    assert client("lan").get(address).json["book"]["state"] == "stale"
    assert client("lan").get(f"{address}/file").status_code == 409
    assert list(store.books.iterdir()) == []


def test_a_right_narrowed_between_asking_and_binding_is_asked_again(
    app, meeting, jobs, client, address, bring
):
    bring(files.pdf(2), "Ở lại.pdf")
    paper_id = bring(files.pdf(), "Sẽ hẹp.pdf")
    client("lan").post(address, json={})
    with app.app_context(), writing(meeting.id) as session:
        set_visibility(session, meeting.thu, paper_id, VisibilityKind.ROLES, roles=["chair"])
    with app.app_context():
        jobs.bind_now(jobs.rung.pop())
    book = PdfReader(io.BytesIO(client("lan").get(f"{address}/file").data))
    assert "Ở lại" in text(book, 2) and "Sẽ hẹp" not in text(book, 2)


def test_who_has_lost_the_seat_gets_no_book(app, meeting, jobs, store, client, address, bring, bound):
    bring(files.pdf())
    bound("lan")
    with app.app_context(), writing(meeting.id) as session:
        remove_seat(session, meeting.thu, meeting.lan.seat_id)
    assert client("lan").get(f"{address}/file").status_code == 404
    with app.app_context():
        keeping.put_away(store)
    assert list(store.books.iterdir()) == []
    with app.app_context(), reading() as session:
        assert session.query(Book).one().state == BookState.STALE


def test_books_of_yesterday_are_put_away_and_their_reader_is_told(app, store, facts, meeting, bring, bound):
    bring(files.pdf())
    bound("lan")
    with app.app_context():
        keeping.put_away(store)
        assert len(list(store.books.iterdir())) == 1
        with writing() as session:
            session.execute(update(Book).values(asked_at=now() - timedelta(hours=25)))
        keeping.put_away(store)
    assert list(store.books.iterdir()) == []
    assert facts()[-1] == (f"person:{meeting.lan.person_id}", "book:changed", {"book": None})


def test_a_book_whose_file_is_gone_can_be_asked_for_again(app, jobs, store, client, address, bring, bound):
    bring(files.pdf())
    bound("lan")
    next(store.books.iterdir()).unlink()
    assert client("lan").get(f"{address}/file").status_code == 404
    with app.app_context():
        keeping.put_away(store)
    assert client("lan").get(address).json["book"]["state"] == "stale"
    assert client("lan").post(address, json={}).json["book"]["state"] == "waiting" and jobs.rung


def test_only_the_reader_hears_how_far_the_book_is(meeting, facts, bring, bound):
    bring(files.pdf(2))
    bring(files.pdf(3))
    bound("lan")
    told = [(channel, payload["book"]) for channel, name, payload in facts() if name == "book:changed"]
    assert {channel for channel, _book in told} == {f"person:{meeting.lan.person_id}"}
    assert [book["state"] for _channel, book in told] == ["waiting", "binding", "binding", "ready"]
    assert [book["papers_done"] for _channel, book in told] == [0, 0, 1, 2]
    assert told[-1][1]["page_count"] == 7 and told[-1][1]["papers"] == 2


@on_both_databases
def test_a_lost_ring_is_rung_again(app, jobs, client, address, bring):
    bring(files.pdf())
    client("lan").post(address, json={})
    with app.app_context():
        assert keeping.unfinished_books(fresh_start=True) == jobs.rung
        assert keeping.unfinished_books(fresh_start=False) == []
        with writing() as session:
            session.execute(update(Book).values(changed_at=now() - timedelta(minutes=4)))
        assert keeping.unfinished_books(fresh_start=False) == jobs.rung


def test_what_is_too_large_for_one_book_is_said_in_words(app, jobs, client, address, bring, monkeypatch):
    monkeypatch.setattr("meeting.docs.book.binding.MOST_BYTES", 100)
    bring(files.pdf())
    browser = client("lan")
    browser.post(address, json={})
    with app.app_context():
        jobs.bind_now(jobs.rung.pop())
    book = browser.get(address).json["book"]
    assert book["state"] == "failed" and "too large" in book["error"]["message"]
    assert browser.get(f"{address}/file").status_code == 404
    assert browser.post(address, json={}).json["book"] | {"asked_at": 0} == book | {
        "state": "waiting", "error": None, "asked_at": 0,
    }  # fmt: skip


def test_a_book_is_named_after_the_meeting_and_is_never_kept_by_a_proxy(client, address, bring, bound):
    bring(files.pdf())
    bound("lan")
    reply = client("lan").get(f"{address}/file")
    assert reply.mimetype == "application/pdf" and "attachment" in reply.headers["Content-Disposition"]
    assert "K%E1%BB%B3%20h%E1%BB%8Dp%20th%E1%BB%A9%2012.pdf" in reply.headers["Content-Disposition"]
    assert "public" not in reply.headers["Cache-Control"]


def test_a_book_in_english_for_a_reader_who_reads_english(app, meeting, jobs, client, address, bring):
    bring(files.pdf())
    browser = client("lan")
    browser.put("/api/me/preferences", json={"language": "en", "theme": "auto", "text_size": 1})
    browser.post(address, json={})
    with app.app_context():
        jobs.bind_now(jobs.rung.pop())
    book = PdfReader(io.BytesIO(browser.get(f"{address}/file").data))
    assert "MEETING BOOK" in text(book, 1).upper() and "Page 2/3" in text(book, 2)


def test_the_hall_screen_has_no_book(session, meeting, store):
    for act in (asking.take_book, lambda s, a, t: asking.ask_for_book(s, a, t, "vi")):
        with pytest.raises(NotAllowed):
            act(session, meeting.hall, store)
    assert asking.find_book(session, meeting.hall) is None


def test_a_paper_still_in_preparation_is_named_for_the_desk(session, meeting, lay, bring):
    lay(2)
    bring(files.pdf(7), "Đang xử lý.pdf", convert=False)
    plan = plan_book(session, meeting.thu, "vi")
    assert [paper.get("missing") for item in plan.items for paper in item["papers"]] == [None, "preparing"]
    assert len(plan.bound) == 1


def test_a_key_names_reader_language_titles_and_contents(session, meeting, lay):
    lay(2)
    plan = plan_book(session, meeting.lan, "vi")
    assert plan.key == plan_book(session, meeting.lan, "vi").key
    others = {plan_book(session, meeting.hung, "vi").key, plan_book(session, meeting.lan, "en").key}
    assert len({plan.key, *others}) == 3

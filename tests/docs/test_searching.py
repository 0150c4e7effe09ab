"""Searching all papers: first that nobody learns a word of what they may not see, then that what is sought is found."""

import itertools
import unicodedata
from datetime import timedelta
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text as sql

from meeting.agenda.models import AgendaItem, Meeting, MeetingState, Seat
from meeting.db import now, reading, writing
from meeting.docs import (
    clearing,
    converting,
    index_on_postgresql,
    progress,
    search_index,
    searching,
    visibility,
)
from meeting.docs.adding import add_paper
from meeting.docs.finding import find_document, find_words
from meeting.docs.models import Document, Paper
from meeting.docs.removing import remove_paper
from meeting.docs.replacing import replace_paper
from meeting.docs.seeing import may_see, readable_papers
from meeting.errors import NotAllowed
from meeting.permissions import Actor, Role
from tests.databases import on_both_databases

from .conftest import CAST, keep
from .test_visibility import DESK, MATRIX

SECRET = "phương án nhân sự tuyệt mật"


@pytest.fixture
def lay_out(app, meeting, document_of):
    """lay_out(*texts): a paper whose pages have these texts. `over`: a new version of that paper."""
    numbers = itertools.count()

    def lay_out(*texts, title="Tờ trình", over=None, readable=True, at=None):
        place = at or meeting
        content = repr((texts, title, next(numbers))).encode()
        upload = keep(app, content, f"{title}.pdf")
        with app.app_context():
            with writing(place.id) as session:
                paper = (
                    replace_paper(session, place.thu, over, upload)
                    if over
                    else add_paper(session, place.thu, place.item_id, upload)
                )
                paper_id, document_id = paper.id, paper.newest.document_id
            if readable:
                draw(document_id, texts)
        return paper_id

    return lay_out


def draw(document_id, texts):
    progress.begin(document_id)
    progress.checked(document_id, "pdf", "application/pdf", [])
    sizes = [{"w": 595.0, "h": 842.0, "label": ""}] * len(texts)
    key = converting.key_of(str(document_id), "test", "1", "")
    progress.opened(document_id, "test", "1", key, sizes, [], [])
    drawn = {number: {"mono": True, "text": text} for number, text in enumerate(texts, start=1)}
    progress.pages_drawn(document_id, drawn, [])
    progress.pages_drawn(document_id, drawn, [])  # a job may be done twice


@pytest.fixture
def search(app, meeting):
    """search(words, who): what the meeting's search answers to that person."""

    def search(words, who="lan", **more):
        with app.app_context(), reading() as session:
            return searching.search_meeting(session, getattr(meeting, who), words, **more)

    return search


@pytest.fixture
def search_all(app, meeting):
    def search_all(words, who="lan"):
        with app.app_context(), reading() as session:
            return searching.search_all(session, Id(getattr(meeting, who).person_id), words)

    return search_all


class Id:
    def __init__(self, id):
        self.id = id


@pytest.fixture
def narrow(app, meeting):
    def narrow(paper_id, kind, roles=(), names=()):
        people = [getattr(meeting, name).person_id for name in names]
        with app.app_context(), writing(meeting.id) as session:
            visibility.set_visibility(session, meeting.thu, paper_id, kind, roles, people)

    return narrow


def found(answer):
    """[(paper, page)] in the order of the answer."""
    return [(hit["paper_id"], hit["page"]) for hit in answer["hits"]]


NOTHING = {"hits": [], "total": 0, "at_least": False, "more": False}


# Rights


@on_both_databases
@pytest.mark.parametrize(("shown_to", "roles", "names", "expected"), MATRIX)
def test_a_paper_is_found_by_those_it_is_for_and_nobody_else(
    lay_out, narrow, search, search_all, shown_to, roles, names, expected
):
    lay_out("Một trang ai cũng đọc", "nhân sự của các phường")
    paper_id = lay_out("Trang bìa", SECRET, title="Nhân sự tuyệt mật")
    assert {who for who in CAST if found(search("tuyệt mật", who))} == set(CAST)
    narrow(paper_id, shown_to, roles, names)
    for who in CAST:
        for ask in (search, search_all):
            if who in expected:
                assert found(ask("tuyệt mật", who)) == [(paper_id, 2)], who
            else:
                assert ask("tuyệt mật", who) == NOTHING, who
                others = ask("nhân sự", who)
                assert others["total"] == 1 and paper_id not in dict(found(others)), who
                assert "mật" not in str(others), who


@on_both_databases
def test_the_question_asked_of_many_papers_is_the_one_asked_of_each(app, meeting, lay_out, narrow):
    """`readable_papers` is `may_see`, for every person, every visibility, drafts and papers not yet readable."""
    papers = [lay_out(SECRET, title=str(n)) for n in range(len(MATRIX))]
    for paper_id, (shown_to, roles, names, _expected) in zip(papers, MATRIX, strict=True):
        narrow(paper_id, shown_to, roles, names)
    lay_out("Chưa đọc được", readable=False)
    for state in (MeetingState.PUBLISHED, MeetingState.RUNNING, MeetingState.ENDED):
        with app.app_context(), writing() as session:
            session.get(Meeting, meeting.id).state = state
        with app.app_context(), reading() as session:
            for who in CAST:
                actor = getattr(meeting, who)
                everything = session.query(Paper).all()
                seen = {paper.id for paper in everything if may_see(actor, paper) and paper.current}
                assert {row.id for row in readable_papers(session, actor.person_id)} == seen, who
                assert {row.id for row in readable_papers(session, actor.person_id, meeting.id)} == seen, who


@on_both_databases
def test_a_draft_is_searched_by_its_desk_alone(app, meeting, lay_out, search_all):
    paper_id = lay_out(SECRET)
    with app.app_context(), writing() as session:
        session.get(Meeting, meeting.id).state = MeetingState.DRAFT
    for who in CAST:
        assert found(search_all("tuyệt mật", who)) == ([(paper_id, 1)] if who in DESK else []), who


def test_a_role_taken_away_takes_the_papers_along(app, meeting, lay_out, narrow, search_all):
    narrow(lay_out(SECRET), "roles", ["member"])
    assert search_all("tuyệt mật", "lan")["total"] == 1
    with app.app_context(), writing() as session:
        session.get(Seat, meeting.lan.seat_id).role = Role.OBSERVER
    assert search_all("tuyệt mật", "lan") == NOTHING


def test_who_leaves_the_meeting_finds_nothing_in_it(app, meeting, lay_out, search_all):
    lay_out(SECRET)
    with app.app_context(), writing() as session:
        session.delete(session.get(Seat, meeting.hung.seat_id))
    assert search_all("tuyệt mật", "hung") == NOTHING


def test_the_hall_screen_does_not_search(search, lay_out):
    lay_out(SECRET)
    with pytest.raises(NotAllowed):
        search("tuyệt mật", "hall")


def test_what_others_may_not_see_changes_no_order(lay_out, narrow, search):
    """Ranked after the rights: the best page of a hidden paper pushes nothing off the list."""
    seen = [lay_out(f"ngân sách {n}", title=f"Tờ {n}") for n in range(3)]
    for n in range(searching.PAPERS_AT_ONCE):
        narrow(lay_out("ngân sách " * 40, title=f"Ngân sách kín {n}"), "people", names=["hung"])
    answer = search("ngân sách", "lan")
    assert (sorted(dict(found(answer))), answer["total"], answer["more"]) == (sorted(seen), 3, False)


def test_one_meeting_is_searched_without_the_others(app, meeting, lay_out, search, search_all):
    here = lay_out("ngân sách")
    other = another_meeting(app, meeting, ["lan", "thu"])
    there = lay_out("ngân sách", at=other)
    assert found(search("ngân sách")) == [(here, 1)]
    everywhere = search_all("ngân sách")
    assert sorted(found(everywhere)) == [(here, 1), (there, 1)]
    assert {hit["meeting_title"] for hit in everywhere["hits"]} == {"Kỳ họp thứ 12", "Kỳ họp khác"}
    assert found(search_all("ngân sách", "quang")) == [(here, 1)]  # who has no seat in the other


def another_meeting(app, meeting, names):
    with app.app_context(), writing() as session:
        body_id = session.get(Meeting, meeting.id).body_id
        other = Meeting(body_id=body_id, title="Kỳ họp khác", starts_at=now(), state=MeetingState.PUBLISHED)
        session.add(other)
        session.flush()
        item = AgendaItem(meeting_id=other.id, title="Việc khác", position=1)
        session.add(item)
        for name in names:
            person_id = getattr(meeting, name).person_id
            session.add(Seat(meeting_id=other.id, person_id=person_id, role=CAST[name]))
        session.flush()
        thu = Actor(other.id, Role.SECRETARY, meeting.thu.person_id)
        return SimpleNamespace(id=other.id, item_id=item.id, thu=thu)


# Over HTTP


def test_a_stranger_and_somebody_not_signed_in_find_nothing(app, client, meeting, lay_out):
    lay_out(SECRET)
    with app.app_context(), writing() as session:
        session.delete(session.get(Seat, meeting.ola.seat_id))
    assert client("ola").get(f"/api/meetings/{meeting.id}/search?q=mật").status_code == 404
    assert client("ola").get("/api/search?q=tuyệt mật").json == {"ok": True} | NOTHING
    assert app.test_client().get("/api/search?q=mật").status_code == 401


def test_a_hit_says_where_it_is_and_marks_the_words(client, meeting, lay_out):
    text = "Điều 1.\nPhê duyệt dự toán  ngân\nsách năm 2027. " + "Chính sách khác. " * 30
    paper_id = lay_out("Trang bìa", text, title="Nghị quyết")
    (hit,) = (
        client("lan").get(f"/api/meetings/{meeting.id}/search", query_string={"q": "ngan sach"}).json["hits"]
    )
    snippet, marks = hit.pop("snippet"), hit.pop("marks")
    assert hit == {
        "meeting_id": meeting.id,
        "meeting_title": "Kỳ họp thứ 12",
        "paper_id": paper_id,
        "paper_title": "Nghị quyết",
        "title_marks": [],
        "item_number": "1",
        "page": 2,
        "pages": 1,
        "count": 1,
    }
    assert snippet.startswith("Điều 1. Phê duyệt dự toán ngân sách năm 2027.") and 120 <= len(snippet) <= 180
    assert [snippet[start:end] for start, end in marks] == ["ngân sách"]


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999999999999"])
def test_a_page_of_the_answer_that_is_none_does_no_harm(client, meeting, lay_out, page):
    lay_out("ngân sách")
    assert client("lan").get(f"/api/meetings/{meeting.id}/search?q=ngân sách&page={page}").status_code == 200


# What is found, and in which order


@on_both_databases
def test_titles_come_first_then_the_spelling_that_was_typed_then_the_fitter_page(lay_out, search):
    folded = lay_out("ngăn sạch ngăn sạch ngăn sạch", title="Môi trường")
    apart = lay_out("ngân hàng, chính sách, " + "và những việc khác của thành phố " * 5, title="Tín dụng")
    exact = lay_out("chi ngân sách trong năm nay", title="Chi tiêu")
    titled = lay_out("Trang bìa", title="Ngân sách năm sau")
    assert [paper for paper, _page in found(search("ngân sách"))] == [titled, exact, apart, folded]
    assert {paper for paper, _page in found(search("ngan sach"))} == {titled, exact, apart, folded}
    assert found(search("ngân sách"))[0] == (titled, 1)


@on_both_databases
def test_beyond_what_is_ranked_all_is_counted_and_the_spelling_that_was_typed_still_comes_first(
    lay_out, search, monkeypatch
):
    monkeypatch.setattr(search_index, "MOST_RANKED", 1)
    others = [lay_out("ngan sach", "ngan sach", title=f"Phụ lục {number}") for number in range(3)]
    typed = lay_out("ngân sách")
    answer = search("ngân sách")
    assert answer["total"] == 7
    assert [paper_id for paper_id, _page in found(answer)][:1] == [typed]
    assert {paper_id for paper_id, _page in found(answer)} == {typed, *others}


@on_both_databases
def test_beyond_what_is_ranked_the_newest_papers_come_first_each_with_its_pages(lay_out, search, monkeypatch):
    monkeypatch.setattr(search_index, "MOST_RANKED", 1)
    papers = [lay_out("Trang bìa", "ngân sách", "ngân sách", title=f"Tờ {number}") for number in range(3)]
    answer = search("ngân sách")
    assert list(dict.fromkeys(paper_id for paper_id, _page in found(answer))) == papers[::-1]
    assert [page for paper_id, page in found(answer) if paper_id == papers[0]] == [2, 3]
    assert {hit["pages"] for hit in answer["hits"]} == {2}
    assert (answer["total"], answer["at_least"]) == (6, False)


@on_both_databases
def test_what_others_may_not_see_takes_no_place_among_what_is_ranked(lay_out, narrow, search, monkeypatch):
    monkeypatch.setattr(search_index, "MOST_RANKED", 1)
    monkeypatch.setattr(index_on_postgresql, "PORTION", 1)
    seen = lay_out("Hội đồng nhân dân", title="Công khai")
    for number in range(3):
        narrow(lay_out("Hội đồng nhân dân " * 9, title=f"Kín {number}"), "people", names=["hung"])
    for words in ("hội đồng", '"hội đồng nhân dân"'):
        answer = search(words, "lan")
        assert (found(answer), answer["total"], answer["at_least"]) == ([(seen, 1)], 1, False), words


@on_both_databases
def test_of_words_in_quotes_on_very_many_pages_it_is_said_on_how_many_at_least(
    lay_out, search, monkeypatch, kind
):
    """PostgreSQL has to look whether they stand together; what has been looked at is in the same order on any page of
    the answer."""
    monkeypatch.setattr(search_index, "MOST_RANKED", 2)
    monkeypatch.setattr(index_on_postgresql, "PORTION", 1)
    monkeypatch.setattr(searching, "PAPERS_AT_ONCE", 1)
    lay_out("nhân dân và hội đồng", title="Không phải")
    lay_out("hội đồng nhân dân, hội đồng nhân dân", title="Tờ 0")
    papers = [lay_out("Hội đồng nhân dân", title=f"Tờ {number}") for number in (1, 2, 3)]
    asked = [search('"hội đồng nhân dân"', page=page) for page in (1, 2, 3, 4)]
    assert [answer["more"] for answer in asked] == [True, True, True, False]
    assert [answer["hits"][0]["paper_id"] for answer in asked[:2]] == papers[:0:-1]
    assert {answer["hits"][0]["paper_title"] for answer in asked} == {"Tờ 0", "Tờ 1", "Tờ 2", "Tờ 3"}
    assert (asked[3]["total"], asked[3]["at_least"]) == (4, False)
    first = (asked[0]["total"], asked[0]["at_least"])
    assert first == ((2, True) if kind == "postgresql" else (4, False))


@on_both_databases
def test_the_page_that_speaks_of_it_comes_before_the_one_that_mentions_it(lay_out, search):
    filler = "Các việc khác của thành phố trong năm nay và năm sau. "
    mentions = lay_out(filler * 20 + "ngân sách", title="A")
    speaks = lay_out("ngân sách, thu ngân sách, chi ngân sách, cân đối ngân sách", title="B")
    assert [paper for paper, _page in found(search("ngan sach"))] == [speaks, mentions]


@on_both_databases
@pytest.mark.parametrize(
    "words",
    [
        "đường ven sông",
        "duong ven song",
        "ĐƯỜNG VEN SÔNG",
        "Duong Ven Song",
        "đường ven sô",  # two letters are a word, which is not there; see below
        "đường vẽn",
    ],
)
def test_diacritics_and_case_do_not_count(lay_out, search, words):
    paper_id = lay_out("Quy hoạch Đường ven sông Lạc, đoạn qua phường Đông")
    expected = [] if words.endswith("sô") else [(paper_id, 1)]
    assert found(search(words)) == expected


@on_both_databases
@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("nghị quyết 2027", True),
        ("2027 nghị quyết", True),
        ("nghị quyết 2026", False),
        ('"nghị quyết" hội', True),
        ('"quyết nghị"', False),
        ('"của hội đồng nhân dân"', True),
        ('"hội nhân dân"', False),
        ("“hội đồng nhân dân”", True),
        ('"hội đồng nh', False),
        ('"hội đồng nhâ', True),
        ("hội đồng thàn", True),
        ("thàn hội", False),
        ("thành ", True),
        ("thàn ", False),
        ("12/NQ-HĐND", True),
        ("12/nq-hdnd", True),
        ("NQ-12", False),
        ("hdnd", True),
    ],
)
def test_all_words_are_wanted_quotes_hold_together_and_the_last_may_go_on(lay_out, search, words, is_found):
    lay_out("Nghị quyết số 12/NQ-HĐND của Hội đồng nhân dân thành phố về dự toán năm 2027")
    assert bool(found(search(words))) == is_found


def test_text_that_came_taken_apart_is_found_put_together(lay_out, search):
    paper_id = lay_out(unicodedata.normalize("NFC", "Ngân sách"))
    assert found(search(unicodedata.normalize("NFD", "ngân sách"))) == [(paper_id, 1)]


def test_a_paper_shows_its_best_pages_and_says_how_many_there_are(lay_out, search):
    paper_id = lay_out(*(["ngân sách"] * 7), title="Dự toán")
    answer = search("ngan sach")
    assert len(answer["hits"]) == searching.HITS_OF_A_PAPER and answer["total"] == 7
    assert {hit["pages"] for hit in answer["hits"]} == {7} and {
        hit["paper_id"] for hit in answer["hits"]
    } == {paper_id}


def test_many_papers_come_in_portions_without_gap_or_repetition(lay_out, search):
    papers = {lay_out("ngân sách", title=f"Tờ {n}") for n in range(23)}
    portions = [search("ngân sách", page=page) for page in (1, 2, 3, 4)]
    assert [portion["more"] for portion in portions] == [True, True, False, False]
    assert {portion["total"] for portion in portions} == {23}
    listed = [paper for portion in portions for paper, _page in found(portion)]
    assert len(listed) == 23 and set(listed) == papers


# What changes


@on_both_databases
def test_only_the_version_that_is_read_is_searched(lay_out, search):
    paper_id = lay_out("bản dự thảo lần một")
    lay_out("bản dự thảo lần hai", over=paper_id, readable=False)
    assert found(search("lần một")) == [(paper_id, 1)]
    lay_out("bản dự thảo lần ba", over=paper_id)
    assert search("lần một") == NOTHING and found(search("lần ba")) == [(paper_id, 1)]


@on_both_databases
def test_a_paper_taken_away_is_not_found_and_its_content_leaves_the_index(
    app, meeting, lay_out, search, kind
):
    lay_out("ngân sách giữ lại")
    paper_id = lay_out("ngân sách bỏ đi")
    with app.app_context():
        with writing(meeting.id) as session:
            remove_paper(session, meeting.thu, paper_id)
        assert search("bỏ đi") == NOTHING
        assert pages_in_index(kind, "bỏ") == 1
        with writing() as session:
            session.query(Document).update({Document.changed_at: now() - timedelta(days=1)})
        clearing.clear_removed(app.extensions["paper_jobs"].store)
        assert pages_in_index(kind, "bỏ") == 0 and pages_in_index(kind, "giữ") == 1
    assert search("giữ lại")["total"] == 1


@on_both_databases
def test_a_document_opened_again_is_in_the_index_once(app, lay_out, document_of, kind, search):
    paper_id = lay_out("ngân sách", "đầu tư")
    document_id = document_of(paper_id).id
    with app.app_context():
        draw(document_id, ["ngân sách mới"])
        assert pages_in_index(kind, "ngân") == 1 and pages_in_index(kind, "đầu") == 0
    assert found(search("ngân sách")) == [(paper_id, 1)]


def pages_in_index(kind, word):
    with reading() as session:
        if kind == "postgresql":
            of_word = sql("SELECT count(*) FROM page_index WHERE exact @@ CAST(:word AS tsquery)")
            return session.scalar(of_word, {"word": f"'{word}'"})
        return session.scalar(
            sql("SELECT count(*) FROM page_index WHERE page_index MATCH :word"), {"word": f"text:{word}"}
        )


def test_the_index_of_sqlite_is_whole_after_all_that(app, lay_out, document_of):
    paper_id = lay_out("một", "", "ba ngân sách")
    with app.app_context():
        draw(document_of(paper_id).id, ["", "hai", "ngân sách"])
        with writing() as session:
            session.execute(sql("UPDATE page SET text = 'đã sửa', folded = 'da sua' WHERE number = 3"))
            session.execute(sql("DELETE FROM page WHERE number = 2"))
            session.execute(sql("INSERT INTO page_index(page_index) VALUES ('integrity-check')"))
            rows = session.execute(
                sql("SELECT rowid & 1048575 FROM page_index WHERE page_index MATCH 'sua'")
            ).all()
            assert rows == [(3,)]
            assert session.scalar(sql("SELECT count(*) FROM page_index")) == 1


def test_scans_without_text_are_not_in_the_index(app, lay_out, kind):
    lay_out("", "")
    with app.app_context(), reading() as session:
        assert session.scalar(sql("SELECT count(*) FROM page_index")) == 0


@on_both_databases
def test_within_a_paper_the_words_are_found_as_in_all_papers(app, meeting, lay_out, document_of):
    paper_id = lay_out("ngân hàng, chính sách", "không có gì", "dự toán ngân sách")
    key = document_of(paper_id).key
    with app.app_context(), reading() as session:
        document = find_document(session, meeting.lan, paper_id, key)
        hits = find_words(session, document, "ngân sách")
        assert find_words(session, document, "!") == []
    assert [(hit["page"], hit["count"]) for hit in hits] == [(1, 2), (3, 1)]


# Whatever is typed


SIGNS = [*"\"'*^+-:(){}[]&|!<>~\\/%_.,;@#$ \n\0“”„«»", "<->", ":*", "ngân", "a", "đ", "NEAR", "OR"]
anything = st.lists(st.sampled_from(SIGNS), max_size=40).map("".join) | st.text(max_size=250)


@on_both_databases
def test_whatever_is_typed_does_no_harm(app, meeting, lay_out, search):
    lay_out('ngân sách "năm" (2027) – AND OR NOT NEAR text: folded: * ^ + 100% <-> \\ :* @@ \'')

    @settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
    @given(anything)
    def ask(words):
        assert set(search(words)) == {"hits", "total", "at_least", "more"}

    ask()


@pytest.mark.parametrize(
    "words", ["AND", "OR", "NOT", "NEAR", "text: ngân", "ngân*", "^ngân", "(ngân)", "ngân AND"]
)
def test_words_of_the_query_language_are_words(lay_out, search, words):
    paper_id = lay_out("and or not near text ngân")
    assert found(search(words)) == [(paper_id, 1)]

"""Taking apart what is typed, and showing where it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting.docs.search_query import parse
from meeting.docs.snippets import ABOUT, MOST_OF_A_CHUNK, holds, places_of, snippet_of

PAGE = """Thực hiện Nghị quyết của Hội đồng nhân dân (HĐND) Thành phố
về ngân  sách năm 2026, chính sách và ngân hàng. Ngan sach
địa phương; dự toán NGÂN SÁCH năm 2027 là 1.234 tỷ đồng."""


def typed(query):
    return [[word.typed for word in term] for term in query.terms]


@pytest.mark.parametrize(
    ("text", "terms", "open_end"),
    [
        ("Ngân  SÁCH", [["ngân"], ["sách"]], True),
        ('"ngân sách" 2027', [["ngân", "sách"], ["2027"]], True),
        ('năm "ngân sách"', [["năm"], ["ngân", "sách"]], False),
        ('"ngân sá', [["ngân", "sá"]], False),
        ('"ngân sác', [["ngân", "sác"]], True),
        ("12/NQ-HĐND", [["12", "nq", "hđnd"]], True),
        ("a_b", [["a", "b"]], False),
        ("sách ", [["sách"]], False),
        ("sách.", [["sách"]], False),
        ("a", [], False),
        ("!?* \"\" ''", [], False),
        ("", [], False),
    ],
)
def test_what_is_typed_is_taken_apart(text, terms, open_end):
    query = parse(text)
    assert (typed(query), query.open_end) == (terms, open_end)


def test_more_words_than_anybody_types_are_left_out():
    assert len(parse("từ " * 200).words) == 20


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("ngan sach", ["ngân  sách", "Ngan sach", "NGÂN SÁCH"]),
        ("ngân sách", ["ngân  sách", "NGÂN SÁCH"]),
        ("ngân sách 2027", ["ngân  sách", "NGÂN SÁCH", "2027"]),
        ("chính sách", ["chính sách"]),
        ("hđnd", ["HĐND"]),
        ("ngân hàng chính sách", ["chính sách", "ngân hàng"]),
        ("nghị qu", ["Nghị"]),
        ("nghị quyế", ["Nghị quyết"]),
        ("1.234", ["1.234"]),
    ],
)
def test_words_are_marked_where_they_stand_together(words, marked):
    assert [PAGE[start:end] for start, end in places_of(PAGE, parse(words))] == marked


@pytest.mark.parametrize(
    ("words", "folded", "as_typed"),
    [
        ("ngân sách", True, True),
        ("ngan sach", True, True),
        ("ngăn sách", True, False),
        ('"hàng ngan"', True, True),
        ('"ngân hàng" dự', True, True),
        ('"hàng ngân sách"', False, False),
    ],
)
def test_a_text_holds_all_words_or_not(words, folded, as_typed):
    words = parse(words)
    text = "Dự toán ngân sách; ngân hàng, ngan hang"
    assert (holds(text, words), holds(text, words, exactly=True)) == (folded, as_typed)


def test_a_snippet_shows_the_place_in_one_line():
    text = "Đầu trang. " * 40 + "\nDự toán\nngân   sách năm 2027" + " cuối trang." * 40
    snippet, marks = snippet_of(text, places_of(text, parse("ngân sách")))
    assert "Dự toán ngân sách năm 2027" in snippet and "\n" not in snippet
    assert [snippet[start:end] for start, end in marks] == ["ngân sách"]
    assert ABOUT - 20 <= len(snippet) <= ABOUT + 20


def test_a_snippet_shows_as_many_places_as_it_can():
    text = "ngân sách " + "khác " * 100 + "thu ngân sách, chi ngân sách" + " khác" * 100
    assert len(snippet_of(text, places_of(text, parse("ngân sách")))[1]) == 2


def test_a_line_of_dots_is_cut():
    text = "Điều 1" + "." * 500 + "5\nĐiều 2" + "." * 500 + "7"
    snippet, marks = snippet_of(text, places_of(text, parse("điều 2")))
    assert len(snippet) <= ABOUT + MOST_OF_A_CHUNK and [snippet[a:b] for a, b in marks] == ["Điều 2"]


words = st.text(alphabet="abđê", min_size=1, max_size=12)


@given(
    st.lists(words, min_size=1, max_size=120),
    st.lists(words, min_size=1, max_size=3),
    st.sampled_from([" ", "\n", "  "]),
)
def test_a_snippet_has_whole_words_at_both_ends_and_marks_inside(page, sought, blank):
    text = blank.join(page)
    places = places_of(text, parse(" ".join(sought)))
    snippet, marks = snippet_of(text, places)
    assert f" {snippet} " in f" {' '.join(page)} "
    assert len(snippet) <= ABOUT + MOST_OF_A_CHUNK
    assert bool(marks) == bool(places)
    for start, end in marks:
        assert 0 <= start < end <= len(snippet)


@given(st.text(max_size=400), st.text(max_size=40))
def test_any_text_and_any_words_will_do(text, words):
    query = parse(words)
    places = places_of(text, query) if query else []
    snippet, marks = snippet_of(text, places)
    assert "\n" not in snippet and all(0 <= start < end <= len(snippet) for start, end in marks)

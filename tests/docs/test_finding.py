"""Words are found whatever their case and diacritics, and the loop is not held up meanwhile."""

import pytest

from meeting.docs import finding
from meeting.docs.stages import folding
from meeting.docs.stages.folding import fold, place_in


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Dự toán ngân sách", "ngan sach", "ngân sách"),
        ("Điều 1… ½ số vốn đầu tư", "von dau", "vốn đầu"),
        ("  chi\n ngân\n\nsách ﬁnal", "ngan sach", "ngân\n\nsách"),
        ("ĐẦU TƯ CÔNG", "đầu tư công", "ĐẦU TƯ CÔNG"),
    ],
)
def test_the_place_of_what_was_found_is_the_place_in_the_text(text, words, found):
    folded, words = fold(text), fold(words)
    at = folded.index(words)
    start, last = place_in(text, folded, at), place_in(text, folded, at + len(words) - 1)
    assert text[start : last + 1] == found


def test_an_ordinary_page_is_not_gone_through_letter_by_letter(monkeypatch):
    text = "Căn cứ Luật Ngân sách nhà nước. " * 100
    folded = fold(text.strip())
    monkeypatch.setattr(folding, "_folded", lambda text: pytest.fail("gone through"))
    hit = finding._hit(7, text.strip(), folded, "ngan sach")
    assert (hit["page"], hit["count"]) == (7, 100) and hit["snippet"].startswith(
        "Căn cứ Luật Ngân sách nhà nước."
    )

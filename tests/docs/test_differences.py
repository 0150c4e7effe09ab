"""What changed from one text to another, without a database."""

from hypothesis import given
from hypothesis import strategies as st

from meeting.docs import differences as module
from meeting.docs.differences import BREAK, Kind, Mark, differences, paragraphs_of

DRAFT = (
    "QUYẾT NGHỊ:",
    "Điều 1. Tổng thu ngân sách nhà nước trên địa bàn: 49.600 tỷ đồng.",
    "Điều 2. Tổng chi ngân sách địa phương: 32.180 tỷ đồng.",
    "Điều 3. Giao Ủy ban nhân dân Thành phố tổ chức thực hiện Nghị quyết này.",
)


def pages(*texts):
    return tuple(enumerate(texts, start=1))


def page(*lines):
    return pages("\n".join(lines))


def words(blocks, side):
    """The words of one side: what the blocks were made of."""
    return [word for block in blocks for mark, run in block.runs if mark in (Mark.SAME, side) for word in run]


def all_words(text):
    return [word for paragraph in paragraphs_of(text) for word in (*paragraph.words, BREAK)]


def marked(block):
    return [(str(mark), " ".join(word for word in run if word != BREAK)) for mark, run in block.runs]


def changes(blocks):
    return [block for block in blocks if block.kind != Kind.SAME]


def test_the_same_text_has_no_differences():
    assert changes(differences(page(*DRAFT), page(*DRAFT))) == []


def test_a_changed_figure_is_marked_alone():
    after = [line.replace("32.180", "32.480") for line in DRAFT]
    (block,) = changes(differences(page(*DRAFT), page(*after)))
    assert block.kind == Kind.CHANGED
    assert marked(block) == [
        ("same", "Điều 2. Tổng chi ngân sách địa phương:"),
        ("removed", "32.180"),
        ("added", "32.480"),
        ("same", "tỷ đồng."),
    ]


def test_an_added_and_a_removed_paragraph_are_blocks_of_their_own():
    more = "Điều 4. Nghị quyết có hiệu lực kể từ ngày thông qua."
    (added,) = changes(differences(page(*DRAFT), page(*DRAFT, more)))
    assert (added.kind, marked(added)) == (Kind.ADDED, [("added", more)])
    (removed,) = changes(differences(page(*DRAFT), page(*DRAFT[:2], *DRAFT[3:])))
    assert (removed.kind, marked(removed)) == (Kind.REMOVED, [("removed", DRAFT[2])])


def test_each_changed_paragraph_is_a_block_of_its_own():
    after = [line.replace("tỷ đồng", "nghìn tỷ đồng") for line in DRAFT]
    assert [block.kind for block in changes(differences(page(*DRAFT), page(*after)))] == [Kind.CHANGED] * 2


def test_a_paragraph_written_anew_is_not_shredded():
    after = [
        *DRAFT[:3],
        "Điều 3. Nghị quyết này thay thế nghị quyết cũ và các văn bản trái với nó về thu phí.",
    ]
    (block,) = changes(differences(page(*DRAFT), page(*after)))
    assert [mark for mark, _words in block.runs] == [Mark.REMOVED, Mark.ADDED]


def test_other_line_breaks_and_another_page_are_no_change():
    long = "Căn cứ Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2015 của Quốc hội và các nghị định"
    before = page("Mở đầu của nghị quyết.", long, "hướng dẫn thi hành luật này.")
    after = pages("Mở đầu của nghị quyết.", f"{long} hướng\ndẫn thi hành luật này.")
    assert changes(differences(before, after)) == []


def test_page_numbers_and_running_heads_are_no_change():
    def paper(first, last):
        return tuple(
            (n, f"Phụ lục kèm theo Tờ trình số 436\nĐoạn văn {n} của phụ lục.\n{n + first}")
            for n in range(1, last)
        )

    (block,) = changes(differences(paper(0, 6), paper(4, 7)))
    assert marked(block) == [("added", "Đoạn văn 6 của phụ lục.")]


def test_a_block_says_on_which_pages_it_begins():
    before = pages("Điều 1. Một.", "Điều 2. Hai.", "Điều 3. Ba.")
    after = pages("Điều 1. Một.", "Điều 1a. Chen vào.", "Điều 2. Hai.", "Điều 3. Bốn.")
    assert [block.pages for block in changes(differences(before, after))] == [(2, 2), (3, 4)]


def test_a_change_too_large_to_work_through_is_the_old_text_and_the_new_one(monkeypatch):
    monkeypatch.setattr(module, "MOST_CELLS", 8)
    differences.cache_clear()
    before, after = page(*DRAFT), page(*(line.replace("tỷ", "triệu") for line in DRAFT[1:]))
    blocks = differences(before, after)
    differences.cache_clear()
    assert words(blocks, Mark.REMOVED) == all_words(before) and words(blocks, Mark.ADDED) == all_words(after)


def test_an_empty_text_gains_or_loses_everything():
    assert [b.kind for b in differences(page(""), page(*DRAFT))] == [Kind.ADDED]
    assert [b.kind for b in differences(page(*DRAFT), page(""))] == [Kind.REMOVED]
    assert differences(page(""), page("")) == ()


lines = st.lists(
    st.sampled_from(["Điều 1. a b", "a b c", "b c.", "c", "- d a", "12", "a b c d e.", ""]), max_size=8
)
texts = st.lists(lines, min_size=1, max_size=4).map(lambda sheets: pages(*map("\n".join, sheets)))


@given(texts, texts)
def test_the_differences_applied_to_the_one_text_give_the_other(before, after):
    blocks = differences(before, after)
    assert words(blocks, Mark.REMOVED) == all_words(before)
    assert words(blocks, Mark.ADDED) == all_words(after)


@given(texts, texts)
def test_pages_are_pages_of_the_texts_and_go_forwards(before, after):
    found = [block.pages for block in differences(before, after)]
    for side, text in enumerate((before, after)):
        places = [pair[side] for pair in found]
        assert places == sorted(places) and set(places) <= {number for number, _text in text}


HEAD = ("TT", "Nội dung chi", "Dự toán 2027 (tỷ", "đồng)", "Tỷ trọng", "(%)")
ROWS = (
    ("1", "Chi đầu tư", "12.900", "40,1"),
    ("2", "Chi thường xuyên", "18.140", "56,4"),
    ("3", "Dự phòng", "643", "2,0"),
)


def table(*parts):
    """A table over several pages: each begins with its head."""
    return pages(*("\n".join([*HEAD, *(cell for row in part for cell in row)]) for part in parts))


def test_a_tables_head_repeated_on_its_next_page_is_no_addition():
    assert changes(differences(table(ROWS), table(ROWS[:2], ROWS[2:]))) == []
    assert changes(differences(table(ROWS[:1], ROWS[1:]), table(ROWS[:1], ROWS[1:2], ROWS[2:]))) == []


def test_what_stands_again_on_the_next_page_and_heads_no_table_stays():
    end = "Điều 1. Hội nghị thống nhất."
    twice = pages("\n".join([*HEAD, end]), "\n".join([*HEAD, end]))
    assert all_words(twice).count("Tỷ") == 2
    other = pages("\n".join([*HEAD, *ROWS[0]]), "\n".join(["TT", "Nội dung thu", *ROWS[0]]))
    assert all_words(other).count("TT") == 2

"""The text of a page lies where the reader sees it."""

import io

import pypdfium2 as pdfium
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import RectangleObject

from meeting.docs.stages.lines import lines_of

from . import files

# A letter is at most this much of the page away from its ink.
NEAR = 0.004


def page_of(content):
    return pdfium.PdfDocument(content)[0]


def ink(page):
    """(x, y, w, h) of what is drawn, in fractions of the page."""
    drawn = page.render(scale=2).to_pil().convert("L").point(lambda value: 255 if value < 128 else 0)
    left, top, right, bottom = drawn.getbbox()
    return left / drawn.width, top / drawn.height, (right - left) / drawn.width, (bottom - top) / drawn.height


SHEETS = {
    "plain": {},
    "its origin elsewhere": {"mediabox": (-50, -80, 545, 762)},
    "cut out": {"cropbox": (50, 400, 500, 800)},
    "cut larger than the sheet": {"cropbox": (-100, -100, 700, 1000)},
    "cut half beside the sheet": {"cropbox": (50, 300, 900, 1000)},
    "corners the other way round": {"cropbox": (500, 800, 50, 400)},
    "the sheet the other way round": {"mediabox": (595, 842, 0, 0)},
}


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("sheet", SHEETS)
def test_a_line_lies_where_its_ink_is(sheet, turned):
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(files.pdf(text="Du toan"))))
    for box, corners in SHEETS[sheet].items():
        setattr(writer.pages[0], box, RectangleObject(corners))
    writer.pages[0].rotate(turned)
    page = page_of(files.written(writer))
    (line,) = lines_of(page)
    assert line["text"] == "Du toan 1"
    assert (line["x"], line["y"], line["w"], line["h"]) == pytest.approx(ink(page), abs=NEAR)


def test_a_sign_of_two_halves_does_not_move_what_follows():
    """Three signs that do not fit into 16 bits stand before the line that is looked for."""
    page = page_of(files.pdf_with_signs("***", "Dieu 1"))
    signs, line = lines_of(page)
    assert (signs["text"], line["text"]) == ("\U0001f600" * 3, "Dieu 1")
    (alone,) = lines_of(page_of(files.pdf_with_signs("", "Dieu 1")))
    assert line == alone


def test_the_columns_of_a_turned_page_are_lines_of_their_own():
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(files.pdf_with_signs("", "Thu        Chi ngan sach"))))
    writer.pages[0].rotate(90)
    upright = [
        line["text"] for line in lines_of(page_of(files.pdf_with_signs("", "Thu        Chi ngan sach")))
    ]
    assert [line["text"] for line in lines_of(page_of(files.written(writer)))] == upright

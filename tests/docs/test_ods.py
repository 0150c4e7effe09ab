"""Workbooks of OpenDocument: where a sheet ends, and what is too long."""

import io
import shutil
import zipfile

import pytest

from meeting.docs.models import DocumentState
from meeting.docs.stages.ods import trimmed, write_trimmed_copy
from meeting.docs.stages.problem import Code, Problem

from .conftest import remains

ODF = "urn:oasis:names:tc:opendocument:xmlns"
NAMES = " ".join(f'xmlns:{name}="{ODF}:{name}:1.0"' for name in ("office", "table", "text"))
SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
ENTRY = '<m:file-entry m:full-path="{}" m:media-type="{}"/>'
ENTRIES = ENTRY.format("/", SPREADSHEET) + ENTRY.format("content.xml", "text/xml")
MANIFEST = f'<m:manifest xmlns:m="{ODF}:manifest:1.0">{ENTRIES}</m:manifest>'
ALL_ROWS, LAST_COLUMN = 1_048_576, 16_384
TEXT = '<table:table-cell office:value-type="string"><text:p>Ngân sách</text:p></table:table-cell>'
BLANK = f'<table:table-cell table:style-name="b" table:number-columns-repeated="{LAST_COLUMN}"/>'


def row(cells, repeated=1, more=""):
    return f'<table:table-row table:number-rows-repeated="{repeated}"{more}>{cells}</table:table-row>'


def merged(down, across=1):
    return TEXT.replace(
        ">", f' table:number-columns-spanned="{across}" table:number-rows-spanned="{down}">', 1
    )


def content(*rows, more=""):
    sheet = f'<table:table table:name="Dự toán"{more}>{"".join(rows)}</table:table>'
    body = f"<office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body>"
    return f'<office:document-content {NAMES} office:version="1.2">{body}</office:document-content>'.encode()


def ods(*rows):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", SPREADSHEET)
        archive.writestr("content.xml", content(*rows), zipfile.ZIP_DEFLATED)
        archive.writestr("META-INF/manifest.xml", MANIFEST)
    return out.getvalue()


@pytest.mark.parametrize(
    ("rows", "more"),
    [
        ([row(TEXT, 499_999)], ""),
        ([row(TEXT), row(BLANK, ALL_ROWS - 2), row(TEXT)], ""),
        ([row(TEXT, ALL_ROWS, ' table:visibility="filter"')], ""),
        ([row(TEXT, ALL_ROWS)], ' table:print-ranges="A1:B9"'),
        ([row(TEXT, ALL_ROWS)], ' table:print="false"'),
        ([row(merged(40, 3)), row("<table:covered-table-cell/>", 39)], ""),
    ],
)
def test_what_can_be_drawn_is_left_as_it_came(rows, more):
    """Blank rows and those that are filtered out are not printed, nor is what lies outside a print area."""
    assert trimmed(content(*rows, more=more)) == content(*rows, more=more)


@pytest.mark.parametrize(
    "rows", [[row(TEXT, ALL_ROWS)], [row(TEXT, 300_000), row(BLANK), row(TEXT, 300_000)]]
)
def test_more_filled_rows_than_there_may_be_pages_for_are_refused(rows):
    with pytest.raises(Problem) as refused:
        trimmed(content(*rows))
    assert refused.value.code == Code.TOO_LONG


@pytest.mark.parametrize(
    ("down", "across", "left"),
    [(ALL_ROWS, 1, (3, 1)), (1, LAST_COLUMN, (1, 1)), (ALL_ROWS, LAST_COLUMN, (3, 1)), (3, 1, (3, 1))],
)
def test_merges_end_with_the_contents(down, across, left):
    rows = (row(TEXT), row(BLANK))
    before = content(row(merged(down, across)), *rows, row(TEXT))
    assert trimmed(before) == content(row(merged(left[0] + (down > 3), left[1])), *rows, row(TEXT))


def test_what_is_no_xml_is_left_to_the_converter():
    assert trimmed(b"<a><b></a>") == b"<a><b></a>"


def test_the_rest_of_the_archive_stays_as_it_is(tmp_path):
    source, target = tmp_path / "a.ods", tmp_path / "b.ods"
    source.write_bytes(ods(row(merged(ALL_ROWS))))
    write_trimmed_copy(source, target)
    with zipfile.ZipFile(target) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert archive.read("content.xml") == content(row(merged(1)))
        assert archive.read("META-INF/manifest.xml") == MANIFEST.encode()


@pytest.mark.skipif(not shutil.which("soffice"), reason="LIBREOFFICE IS NOT INSTALLED: it is not tested here")
@pytest.mark.parametrize(
    ("rows", "state", "error", "pages"),
    [
        ([row(TEXT, ALL_ROWS)], DocumentState.FAILED, Code.TOO_LONG, 0),
        ([row(merged(ALL_ROWS)), row(BLANK, ALL_ROWS - 1)], DocumentState.READY, None, 1),
    ],
)
def test_a_workbook_without_end_is_told_as_one_or_drawn(app, bring, document_of, rows, state, error, pages):
    document = document_of(bring(ods(*rows), "a.ods"))
    assert (document.state, document.error, document.page_count) == (state, error, pages)
    assert remains(app) == []

"""Workbooks whose sheets reach further than what stands in them. Excel writes blank cells with a format, and merges of
whole columns, down to the last of a million rows; the converters lay out all of it and never come to an end."""

import re

from .limits import MAX_PAGES
from .problem import Code, Problem

SHEETS = re.compile(r"xl/worksheets/[^/]+\.xml")
ROWS_ON_A_PAGE, COLUMNS_ON_A_PAGE = 50, 10
# So large a form to be filled in by hand may be meant: blank cells within it stay, for they may have borders.
MOST_BLANK_PAGES = 200
# Each part is of a bounded length: a file made to that end would have the search begin over and over again.
PLACE = rb"([A-Z]{1,3})(\d{1,7})"
CELL = re.compile(
    rb"<(?:\w{1,9}:)?c\s[^<>]{0,200}?\br=[\"']" + PLACE + rb"[\"'][^<>]{0,200}>(\s{0,9}</(?:\w{1,9}:)?c>)?"
)
MERGE = re.compile(
    rb"<(?:\w{1,9}:)?mergeCell\s[^<>]{0,200}?\bref=[\"']"
    + PLACE
    + rb":"
    + PLACE
    + rb"[\"'][^<>]{0,200}>(?:\s{0,9}</(?:\w{1,9}:)?mergeCell>)?"
)


def trimmed(xml):
    """The sheet without what is blank far below and beside its contents; raises Problem where the contents
    themselves stand so far apart that thousands of pages lie between them."""
    rows, columns, all_rows, all_columns = 1, 1, 1, 1
    for cell in CELL.finditer(xml):
        column, row = _column(cell[1]), int(cell[2])
        all_rows, all_columns = max(all_rows, row), max(all_columns, column)
        if not _is_blank(cell):
            rows, columns = max(rows, row), max(columns, column)
    if pages_of(rows, columns) > MAX_PAGES:
        raise Problem(Code.TOO_LONG, f"cells in {rows} rows and {columns} columns")
    if pages_of(all_rows, all_columns) > MOST_BLANK_PAGES:
        xml = CELL.sub(
            lambda cell: b"" if _is_blank(cell) and _is_beyond(cell, rows, columns) else cell[0], xml
        )
    return MERGE.sub(lambda merge: _within(merge, rows, columns), xml)


def _is_blank(cell):
    return bool(cell[3]) or cell[0].endswith(b"/>")


def _is_beyond(cell, rows, columns):
    return int(cell[2]) > rows or _column(cell[1]) > columns


def _within(merge, rows, columns):
    """A merge out of all proportion ends with the contents."""
    left, top, right, bottom = _column(merge[1]), int(merge[2]), _column(merge[3]), int(merge[4])
    if pages_of(bottom, right) <= MOST_BLANK_PAGES:
        return merge[0]
    last_column, last_row = max(left, min(right, columns)), max(top, min(bottom, rows))
    if (last_column, last_row) == (left, top) or pages_of(last_row, last_column) > MAX_PAGES:
        return b""
    end = merge[3] if last_column == right else _letters(last_column)
    return merge[0].replace(b":%s%s" % (merge[3], merge[4]), b":%s%d" % (end, last_row))


def pages_of(rows, columns):
    return -(-rows // ROWS_ON_A_PAGE) * -(-columns // COLUMNS_ON_A_PAGE)


def _column(letters):
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number


def _letters(column):
    letters = b""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = bytes([65 + rest]) + letters
    return letters

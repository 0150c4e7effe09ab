"""Workbooks of OpenDocument. What is blank down to the last of a million rows LibreOffice leaves out by itself; but a
merge of whole columns costs it half a minute, and with rows that are filled so far it never comes to an end."""

import re
import shutil
import zipfile
from contextlib import suppress
from xml.parsers import expat

from .limits import MAX_PAGES
from .problem import Code, Problem
from .sheets import MOST_BLANK_PAGES, ROWS_ON_A_PAGE, pages_of

TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
UNSEEN = ("collapse", "filter")
SPANNED = re.compile(rb"(:number-(rows|columns)-spanned\s*=\s*[\"'])(\d+)")
CONTENT = "content.xml"


def write_trimmed_copy(source, target):
    """A copy whose merges end with the contents of their sheet; raises Problem for a sheet that is too long."""
    with zipfile.ZipFile(source) as old:
        content = old.read(CONTENT) if CONTENT in old.namelist() else b""
        changed = trimmed(content)
        if changed == content:
            shutil.copyfile(source, target)
            return
        with zipfile.ZipFile(target, "w") as new:
            for entry in old.infolist():  # the type comes first, and not packed
                new.writestr(entry, changed if entry.filename == CONTENT else old.read(entry))


def trimmed(content):
    reading = _Reading()
    with suppress(expat.ExpatError):  # LibreOffice may make more of it
        reading.parser.Parse(content, True)
    pieces, at = [], 0
    for begin, rows, columns in sorted(reading.cuts):
        end = content.find(b"<", begin + 1)
        pieces += [content[at:begin], _shorter(content[begin:end], rows, columns)]
        at = end
    return b"".join([*pieces, content[at:]])


def _shorter(tag, rows, columns):
    most = {b"rows": rows, b"columns": columns}
    return SPANNED.sub(lambda span: span[1] + b"%d" % min(int(span[3]), most[span[2]]), tag)


class _Reading:
    """Goes through the rows of every table; `cuts` are (place of a merge, how many rows, how many columns)."""

    def __init__(self):
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._begin, self._end
        self.cuts = []
        self._begin_table({})

    def _begin_table(self, attributes):
        self.is_bounded = f"{TABLE}print-ranges" in attributes or attributes.get(f"{TABLE}print") == "false"
        self.row, self.column, self.repeated, self.width, self.filled, self.merges = 0, 0, 1, 1, 0, []
        self.rows, self.columns = 0, 0  # so far there are contents
        self.is_blank, self.is_seen, self.is_in_cell = True, True, False

    def _begin(self, name, attributes):
        if name == f"{TABLE}table":
            self._begin_table(attributes)
        elif name == f"{TABLE}table-row":
            self.column, self.is_blank = 0, True
            self.repeated = _number(attributes, "rows-repeated")
            self.is_seen = attributes.get(f"{TABLE}visibility") not in UNSEEN
        elif name in CELLS:
            self._begin_cell(attributes)
        elif self.is_in_cell:
            self._fill()

    def _begin_cell(self, attributes):
        self.is_in_cell, self.width = True, _number(attributes, "columns-repeated")
        down, across = _number(attributes, "rows-spanned"), _number(attributes, "columns-spanned")
        if pages_of(self.row + down, self.column + across) > MOST_BLANK_PAGES and (down, across) != (1, 1):
            self.merges.append((self.parser.CurrentByteIndex, self.row, self.column))
        if f"{OFFICE}value-type" in attributes:
            self._fill()

    def _fill(self):
        self.is_blank = False
        self.columns = max(self.columns, self.column + self.width)

    def _end(self, name):
        if name in CELLS:
            self.is_in_cell = False
            self.column += self.width
        elif name == f"{TABLE}table-row":
            self.row += self.repeated
            if not self.is_blank:
                self.rows = self.row
                self.filled += self.repeated * self.is_seen
        elif name == f"{TABLE}table":
            self._end_table()

    def _end_table(self):
        if self.filled > ROWS_ON_A_PAGE * MAX_PAGES and not self.is_bounded:
            raise Problem(Code.TOO_LONG, f"{self.filled} rows that are filled")
        self.cuts += [
            (place, max(1, self.rows - row), max(1, self.columns - column))
            for place, row, column in self.merges
        ]


def _number(attributes, of):
    text = attributes.get(f"{TABLE}number-{of}", "1")
    return int(text) if text.isdecimal() and len(text) < 8 else 1

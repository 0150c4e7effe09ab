"""Workbooks: text lies in one table for all sheets, its font in the style of each cell that shows it. Text that
cells show in fonts of different encodings is therefore stored once more for each."""

import re
from dataclasses import dataclass, field

from .fonts import legacy_font
from .judging import Piece
from .splicing import Reader, escaped, splice

SHEET_PARTS = re.compile(r"xl/worksheets/[^/]+\.xml")
HEADERS = {f"{which}{place}" for which in ("odd", "even", "first") for place in ("Header", "Footer")}
HEADER_FONT = re.compile(r'(&"[^"]*")')


@dataclass
class Cell:
    style: int
    kind: str
    value: tuple | None = None


@dataclass
class Shared:
    """One entry of the table. `plain`: pieces that take the font of the cell; `rich`: those with their own."""

    place: tuple = (0, 0)
    plain: list = field(default_factory=list)
    rich: list = field(default_factory=list)


def rewrite_sheets(parts):
    styles = Styles(parts.get("xl/styles.xml", b"<none/>")).read()
    table = Table(parts.get("xl/sharedStrings.xml", b"<none/>")).read()
    sheets = {name: Sheet(xml, styles).read() for name, xml in parts.items() if SHEET_PARTS.fullmatch(name)}
    table.share(sheets.values())
    readers = dict(sheets)
    readers |= {"xl/styles.xml": styles} if "xl/styles.xml" in parts else {}
    readers |= {"xl/sharedStrings.xml": table} if "xl/sharedStrings.xml" in parts else {}
    return readers, [*table.chains, *(chain for sheet in sheets.values() for chain in sheet.chains)]


class Styles(Reader):
    def __init__(self, xml):
        super().__init__(xml)
        self.fonts, self.cells = [], []

    def start(self, name, attributes, tag):
        inside = self.open[-1] if self.open else ""
        if name == "font" and inside == "fonts":
            self.fonts.append(None)
        elif name == "name" and self.open[-2:] == ["fonts", "font"]:
            self.fonts[-1] = legacy_font(attributes.get("val"))
            rename(self, tag)
        elif name == "xf" and inside == "cellXfs":
            self.cells.append(int(attributes.get("fontId", 0)))

    def font_of(self, style):
        number = self.cells[style] if 0 <= style < len(self.cells) else 0
        return self.fonts[number] if 0 <= number < len(self.fonts) else None


def rename(reader, tag):
    reader.replace_attribute(tag, "val", lambda name: (font := legacy_font(name)) and font.stand_in)


class Table(Reader):
    def __init__(self, xml):
        super().__init__(xml)
        self.entries, self.chains, self._kept, self._copies = [], [], [], []
        self._font = self._end_of_table = None

    def start(self, name, attributes, tag):
        if name == "si":
            self.entries.append(Shared())
        elif name == "r":
            self._font = None
        elif name == "rFont":
            self._font = attributes.get("val", "")
            rename(self, tag)

    def end(self, name, text, content):
        if name == "si":
            self.entries[-1].place = self.element
        elif name == "sst":
            self._end_of_table = content[1]
        elif name == "t" and text and self.entries and "rPh" not in self.open:
            entry = self.entries[-1]
            if "r" in self.open and self._font is not None:
                font = legacy_font(self._font)
                entry.rich += [(text, content, font)] if font else []
            else:
                entry.plain.append((text, content))

    def share(self, sheets):
        """The first font that shows an entry has it, each other one gets a copy."""
        taken = {}
        for sheet in sheets:
            for cell, number in sheet.shared_cells():
                if not 0 <= number < len(self.entries) or not self.entries[number].plain:
                    continue
                font = sheet.styles.font_of(cell.style)
                meaning = font and (font.encoding, font.capitals)
                fonts = taken.setdefault(number, {})
                if meaning not in fonts:
                    fonts[meaning] = number if not fonts else len(self.entries) + len(self._copies)
                    self._take(self.entries[number], font, fonts[meaning] != number)
                if fonts[meaning] != number:
                    sheet.replace(cell.value, str(fonts[meaning]))
        for number, entry in enumerate(self.entries):
            if number not in taken and entry.rich:
                self._take(entry, None, copy=False)

    def _take(self, entry, font, copy):
        pieces = [piece_of(text, own, content) for text, content, own in entry.rich]
        pieces += [piece_of(text, font, content) for text, content in entry.plain] if font else []
        pieces.sort(key=lambda piece: piece.source)
        self.chains += by_encoding(pieces)
        if copy:
            self._copies.append((entry, pieces))
        else:
            self._kept += pieces

    def spliced(self):
        names = list(self.edits)
        for piece in self._kept:
            put(self, piece)
        added = b""
        for entry, pieces in self._copies:
            changes = [(*p.source, escaped(p.after)) for p in pieces if p.after is not None]
            begin, end = entry.place
            own = [edit for edit in names if begin <= edit[0] < end]
            added += splice(self.xml[begin:end], [*changes, *own], begin)
        if added:
            self.replace((self._end_of_table, self._end_of_table), added)
        return super().spliced()


class Sheet(Reader):
    def __init__(self, xml, styles):
        super().__init__(xml)
        self.styles, self.chains, self._cells, self._font = styles, [], [], None

    def start(self, name, attributes, tag):
        if name == "c":
            self._cells.append(Cell(int(attributes.get("s", 0)), attributes.get("t", "n")))
        elif name in ("is", "r"):
            self._font = None
        elif name == "rFont":
            self._font = attributes.get("val", "")
            rename(self, tag)

    def end(self, name, text, content):
        cell = self._cells[-1] if self._cells else None
        if name == "v" and cell:
            cell.value = content
            if cell.kind == "str":
                self._add(self.styles.font_of(cell.style), text, content)
        elif name == "t" and cell and cell.kind == "inlineStr" and "is" in self.open:
            own = legacy_font(self._font) if self._font is not None else self.styles.font_of(cell.style)
            self._add(own, text, content)
        elif name in HEADERS and text:
            self._add_header(text, content)

    def shared_cells(self):
        for cell in self._cells:
            if cell.kind == "s" and cell.value:
                number = self.xml[slice(*cell.value)].strip()
                if number.isdigit():
                    yield cell, int(number)

    def _add(self, font, text, content):
        if font and text:
            self.chains.append([piece_of(text, font, content)])

    def _add_header(self, text, content):
        """`&C&".VnTime,Bold"Trang &P`: the font stands before the text it is of."""
        font, out, pieces = self.styles.fonts[0] if self.styles.fonts else None, [], []
        for part in HEADER_FONT.split(text):
            if part.startswith('&"'):
                name, _, style = part[2:-1].partition(",")
                font = legacy_font(name)
                out.append(f'&"{font.stand_in},{style or "Regular"}"' if font else part)
            else:
                piece = Piece(part, font.encoding, font.capitals) if font else None
                pieces += [piece] if piece else []
                out.append(piece or part)
        if pieces:
            pieces[0].source = (content, out)
            self.chains.append(pieces)

    def spliced(self):
        for chain in self.chains:
            if isinstance(chain[0].source[1], list):
                content, out = chain[0].source
                text = "".join(part if isinstance(part, str) else _after(part) for part in out)
                self.replace(content, escaped(text))
            else:
                for piece in chain:
                    put(self, piece)
        return super().spliced()


def _after(piece):
    return piece.text if piece.after is None else piece.after


def piece_of(text, font, content):
    return Piece(text, font.encoding, font.capitals, source=content)


def by_encoding(pieces):
    chains = {}
    for piece in pieces:
        chains.setdefault(piece.encoding, []).append(piece)
    return list(chains.values())


def put(reader, piece):
    if piece.after is not None and piece.after != piece.text:
        reader.replace(piece.source, escaped(piece.after))

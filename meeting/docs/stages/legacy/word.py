"""Word documents: the font of each run is looked for as Word does it, in the run, its character style, the style
of its paragraph, the style of the table, and the defaults of the document."""

import re
from dataclasses import dataclass, field

from .encodings import LEGACY_ONLY, SOFT_HYPHEN, to_unicode
from .fonts import legacy_font
from .judging import Piece
from .splicing import Reader, escaped

TEXT_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\d*\.xml")
FONT_PARTS = re.compile(r"word/(styles|numbering|glossary/.*|theme/theme\d*)\.xml")
SLOTS = ("ascii", "hAnsi", "cs", "eastAsia")
# Children of a run, or things between runs, that do not come between two letters of a word.
INVISIBLE = {
    "t",
    "delText",
    "softHyphen",
    "rPr",
    "r",
    "proofErr",
    "bookmarkStart",
    "bookmarkEnd",
    "lang",
    "ins",
}
INVISIBLE |= {"hyperlink", "smartTag", "lastRenderedPageBreak"}


@dataclass
class Style:
    fonts: dict = field(default_factory=dict)
    based_on: str | None = None


@dataclass
class Paragraph:
    style: str | None = None
    pieces: list = field(default_factory=list)
    joined: bool = False


@dataclass
class Run:
    style: str | None = None
    fonts: dict = field(default_factory=dict)
    complex: bool = False
    font: object = None


def rewrite_word(parts):
    """({name: new content}, chains) of the parts {name: content} of a document."""
    themes = [Theme(xml).read() for name, xml in parts.items() if name.startswith("word/theme/")]
    theme = themes[0].fonts if themes else {}
    styles = Styles(parts.get("word/styles.xml", b"<none/>"), theme).read()
    readers = {name: Text(xml, styles).read() for name, xml in parts.items() if TEXT_PARTS.fullmatch(name)}
    if "word/numbering.xml" in parts:
        readers["word/numbering.xml"] = Numbering(parts["word/numbering.xml"], styles).read()
    chains = [chain for reader in readers.values() for chain in reader.chains]
    readers |= {"word/styles.xml": styles} if "word/styles.xml" in parts else {}
    readers |= {name: Theme(xml).read() for name, xml in parts.items() if name.startswith("word/theme/")}
    return readers, chains


def rename_fonts(reader, tag):
    for slot in SLOTS:
        reader.replace_attribute(tag, slot, stand_in)


def stand_in(name):
    font = legacy_font(name)
    return font and font.stand_in


class Theme(Reader):
    """fonts: {"minorHAnsi": name, …}"""

    def __init__(self, xml):
        super().__init__(xml)
        self.fonts = {}

    def start(self, name, attributes, tag):
        kind = {"majorFont": "major", "minorFont": "minor"}.get(self.open[-1] if self.open else "")
        if name == "latin" and kind:
            for suffix in ("HAnsi", "Ascii"):
                self.fonts[kind + suffix] = attributes.get("typeface", "")
            self.replace_attribute(tag, "typeface", stand_in)


class Styles(Reader):
    def __init__(self, xml, theme):
        super().__init__(xml)
        self.theme, self.styles, self.defaults, self.default_style = theme, {}, {}, {}
        self._style = Style()  # the one being read

    def start(self, name, attributes, tag):
        inside = self.open[-1] if self.open else ""
        if name == "style":
            self._style = self.styles.setdefault(attributes.get("styleId", ""), Style())
            if attributes.get("default") in ("1", "true", "on"):
                self.default_style[attributes.get("type")] = attributes.get("styleId")
        elif name == "basedOn" and inside == "style":
            self._style.based_on = attributes.get("val")
        elif name == "rFonts":
            rename_fonts(self, tag)
            if "rPrDefault" in self.open:
                self.defaults = self.named(attributes)
            elif self.open[-2:] == ["style", "rPr"]:
                self._style.fonts = self.named(attributes)

    def named(self, attributes):
        """{slot: font name} of a w:rFonts; a font of the theme comes before one by name."""
        fonts = {slot: attributes[slot] for slot in SLOTS if attributes.get(slot, "").strip()}
        for slot in ("ascii", "hAnsi"):
            name = self.theme.get(attributes.get(f"{slot}Theme"))
            fonts |= {slot: name} if name else {}
        return fonts

    def resolved(self, run, paragraph_style, table_style):
        fonts = dict(run.fonts)
        paragraph_style = paragraph_style or self.default_style.get("paragraph")
        for style in (run.style, paragraph_style, table_style):
            for known in self._inherited(style):
                fonts = known.fonts | fonts
        return self.defaults | fonts

    def _inherited(self, style):
        seen = set()
        while style in self.styles and style not in seen:
            seen.add(style)
            yield self.styles[style]
            style = self.styles[style].based_on


class Text(Reader):
    """chains: the text in legacy fonts, one chain a paragraph and encoding."""

    def __init__(self, xml, styles):
        super().__init__(xml)
        self.styles, self.chains = styles, []
        self._paragraphs, self._runs, self._tables, self._tag = [], [], [], None

    def start(self, name, attributes, tag):
        self._tag = tag
        if self._paragraphs and name not in INVISIBLE and "rPr" not in self.open[-2:]:
            self._paragraphs[-1].joined = False
        enter = getattr(self, f"_enter_{name}", None)
        if enter:
            enter(attributes, tag)

    def end(self, name, text, content):
        if name == "p" and self._paragraphs:
            self._close(self._paragraphs.pop())
        elif name == "r" and self._runs:
            self._runs.pop()
        elif name == "tbl" and self._tables:
            self._tables.pop()
        elif name in ("t", "delText") and text and self._runs:
            self._add(text, (content, "text"))

    def _enter_p(self, _attributes, _tag):
        self._paragraphs.append(Paragraph())

    def _enter_r(self, _attributes, _tag):
        self._runs.append(Run())

    def _enter_tbl(self, _attributes, _tag):
        self._tables.append(None)

    def _enter_tblStyle(self, attributes, _tag):  # noqa: N802  (the name in the file)
        if self._tables:
            self._tables[-1] = attributes.get("val")

    def _enter_pStyle(self, attributes, _tag):  # noqa: N802
        if self._paragraphs and self.open[-2:] == ["p", "pPr"]:
            self._paragraphs[-1].style = attributes.get("val")

    def _enter_rStyle(self, attributes, _tag):  # noqa: N802
        if self._in_run_properties():
            self._runs[-1].style = attributes.get("val")

    def _enter_rFonts(self, attributes, tag):  # noqa: N802
        rename_fonts(self, tag)
        if self._in_run_properties():
            self._runs[-1].fonts = self.styles.named(attributes)

    def _enter_cs(self, _attributes, _tag):
        if self._in_run_properties():
            self._runs[-1].complex = True

    _enter_rtl = _enter_cs

    def _enter_softHyphen(self, _attributes, tag):  # noqa: N802
        """What became of ư when Word took TCVN3 for Latin-1."""
        if self._runs and self.is_empty(tag):
            self._add(SOFT_HYPHEN, (tag, "element"))

    def _enter_sym(self, attributes, tag):
        font = legacy_font(attributes.get("font"))
        if font and self._runs and self._paragraphs and self.is_empty(tag):
            letter = chr(0xF000 | (int(attributes.get("char", "F020"), 16) & 0xFF))
            piece = Piece(letter, font.encoding, font.capitals, source=(tag, "element", self.prefix(tag)))
            self._paragraphs[-1].pieces.append(piece)

    def _in_run_properties(self):
        return bool(self._runs) and self.open[-2:] == ["r", "rPr"]

    def _add(self, text, source):
        paragraph = self._paragraphs[-1] if self._paragraphs else None
        if paragraph is None:
            return
        low, high = self._fonts()
        if high:
            piece = Piece(text, high.encoding, high.capitals, source=(*source, self.prefix(self._tag)))
            piece.low_capitals = bool(low and low.capitals)
            piece.joined = paragraph.joined
            paragraph.pieces.append(piece)
        paragraph.joined = bool(high)

    def _fonts(self):
        """The LegacyFont, or None, of the ASCII letters of the run, and of the others."""
        run, paragraph = self._runs[-1], self._paragraphs[-1]
        if run.font is None:
            names = self.styles.resolved(run, paragraph.style, self._tables[-1] if self._tables else None)
            if run.complex:
                names = {"ascii": names.get("cs"), "hAnsi": names.get("cs")}
            low = legacy_font(names.get("ascii"))
            run.font = low, (legacy_font(names["hAnsi"]) if names.get("hAnsi") else low)
        return run.font

    def _close(self, paragraph):
        by_encoding = {}
        for piece in paragraph.pieces:
            chain = by_encoding.setdefault(piece.encoding, [])
            piece.joined = piece.joined and bool(chain)
            chain.append(piece)
        self.chains += by_encoding.values()

    def spliced(self):
        for piece in (piece for chain in self.chains for piece in chain):
            if piece.after is None or piece.after == piece.text:
                continue
            place, kind, prefix = piece.source
            new = escaped(piece.after)
            if kind == "element":
                new = f"<{prefix}t>".encode() + new + f"</{prefix}t>".encode()
            self.replace(place, new)
        return super().spliced()


class Numbering(Reader):
    """What stands before numbered paragraphs: "Điều %1."."""

    def __init__(self, xml, styles):
        super().__init__(xml)
        self.styles, self.chains, self._level, self._fonts, self._style = styles, [], None, {}, None

    def start(self, name, attributes, tag):
        if name == "lvl":
            self._level, self._fonts, self._style = None, {}, None
        elif name == "lvlText":
            self._level = attributes.get("val", ""), tag
        elif name == "pStyle":
            self._style = attributes.get("val")
        elif name == "rFonts":
            self._fonts = self.styles.named(attributes)
            rename_fonts(self, tag)

    def end(self, name, text, content):
        if name != "lvl" or not self._level:
            return
        names = self.styles.resolved(Run(fonts=self._fonts), self._style, None)
        font = legacy_font(names.get("hAnsi") or names.get("ascii"))
        label, tag = self._level
        # A bullet in a font that is only inherited is a bullet; words are words.
        if font and any(letter in LEGACY_ONLY[font.encoding] for letter in label) and len(label) > 1:
            new = to_unicode(label, font.encoding)
            self.replace_attribute(tag, "val", lambda _: new.upper() if font.capitals else new)

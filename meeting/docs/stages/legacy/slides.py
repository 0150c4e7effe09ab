"""Presentations: the font of a run, else of the list style of its shape, else of the theme."""

import re

from .fonts import legacy_font
from .judging import Piece
from .splicing import Reader, escaped

SLIDE_PARTS = re.compile(r"ppt/(slides|slideLayouts|slideMasters|notesSlides)/[^/]+\.xml")
THEME_PARTS = re.compile(r"ppt/theme/theme\d+\.xml")


def rewrite_slides(parts):
    themes = {name: Slide(xml, {}).read() for name, xml in parts.items() if THEME_PARTS.fullmatch(name)}
    theme = themes[min(themes)].theme if themes else {}
    readers = {name: Slide(xml, theme).read() for name, xml in parts.items() if SLIDE_PARTS.fullmatch(name)}
    chains = [chain for reader in readers.values() for chain in reader.chains]
    return readers | themes, chains


class Slide(Reader):
    def __init__(self, xml, theme):
        super().__init__(xml)
        self.chains, self.theme = [], dict(theme)
        self._chain, self._run, self._shape = [], None, None

    def start(self, name, attributes, tag):
        if name == "txBody":
            self._shape = None
        elif name == "p":
            self._chain = []
        elif name in ("r", "fld"):
            self._run = None
        elif name in ("latin", "ea", "cs", "sym"):
            self.replace_attribute(tag, "typeface", _stand_in)
            if name == "latin":
                self._font(attributes.get("typeface", ""))

    def end(self, name, text, content):
        if name == "t" and text:
            font = legacy_font(self._run or self._shape or self.theme.get("+mn-lt"))
            if font:
                self._chain.append(
                    Piece(text, font.encoding, font.capitals, joined=bool(self._chain), source=content)
                )
        elif name == "p":
            for encoding in dict.fromkeys(piece.encoding for piece in self._chain):
                self.chains.append([piece for piece in self._chain if piece.encoding == encoding])

    def _font(self, name):
        name = self.theme.get(name, name)
        if self.open[-1:] == ["majorFont"]:
            self.theme["+mj-lt"] = name
        elif self.open[-1:] == ["minorFont"]:
            self.theme["+mn-lt"] = name
        elif self.open[-2:] in (["r", "rPr"], ["fld", "rPr"]):
            self._run = name
        elif "lstStyle" in self.open and "txBody" in self.open and self._shape is None:
            self._shape = name

    def spliced(self):
        for piece in (piece for chain in self.chains for piece in chain):
            if piece.after is not None and piece.after != piece.text:
                self.replace(piece.source, escaped(piece.after))
        return super().spliced()


def _stand_in(name):
    font = legacy_font(name)
    return font and font.stand_in

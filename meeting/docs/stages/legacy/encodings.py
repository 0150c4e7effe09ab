"""TCVN3 (ABC, the .Vn fonts) and VNI (the VNI- fonts), as the Latin-1 characters that programs take them for.

The tables are those of viparse 0.1.31, `viparse/normalize/tcvn3.py` and `vni.py`, which its author derived from
papers of Vietnamese authorities; MIT License, Copyright (c) 2026 minhtridinh,
https://github.com/TrizenX/viparse. Taken over as tables, since the package does a great deal more; written more
shortly, and filled up for VNI with ẳ (aú) and ỵ (î), which its papers happened not to contain:

    Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
    documentation files (the "Software"), to deal in the Software without restriction, including without limitation
    the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and
    to permit persons to whom the Software is furnished to do so, subject to the following conditions: The above
    copyright notice and this permission notice shall be included in all copies or substantial portions of the
    Software. THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT
    LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT
    SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION
    OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER
    DEALINGS IN THE SOFTWARE.
"""

import unicodedata
from enum import StrEnum


class Encoding(StrEnum):
    TCVN3 = "tcvn3"
    VNI = "vni"


SOFT_HYPHEN = "\xad"

# Stored letter, meant letter. Capitals with a tone do not exist: fonts whose name ends in H draw all as capitals.
TCVN3_LETTERS = (
    "¡Ă¢Â£Ê¤Ô¥Ơ¦Ư§Đ¨ă©âªê«ô¬ơ\xadư®đ"
    "µà¸á¶ả·ã¹ạ" "»ằ¾ắ¼ẳ½ẵÆặ" "ÇầÊấÈẩÉẫËậ" "ÌèÐéÎẻÏẽÑẹ" "ÒềÕếÓểÔễÖệ" "×ìÝíØỉÜĩÞị"
    "ßòãóáỏâõäọ" "åồèốæổçỗéộ" "êờíớëởìỡîợ" "ïùóúñủòũôụ" "õừøứöử÷ữùự" "úỳýýûỷüỹþỵ"
)  # fmt: skip

# A base letter and the mark that follows it: grave, acute, hook, tilde, dot below (and the bare circumflex, breve).
VNI_TONES = "øùûõï"
VNI_ROWS = {
    "a": ("a", VNI_TONES, "àáảãạ"),
    "â": ("a", "âàáåãä", "âầấẩẫậ"),
    "ă": ("a", "êèéúüë", "ăằắẳẵặ"),
    "e": ("e", VNI_TONES, "èéẻẽẹ"),
    "ê": ("e", "âàáåãä", "êềếểễệ"),
    "i": ("i", VNI_TONES, "ìíỉĩị"),
    "o": ("o", VNI_TONES, "òóỏõọ"),
    "ô": ("o", "âàáåãä", "ôồốổỗộ"),
    "ơ": ("ô", VNI_TONES, "ờớởỡợ"),
    "u": ("u", VNI_TONES, "ùúủũụ"),
    "ư": ("ö", VNI_TONES, "ừứửữự"),
    "y": ("y", VNI_TONES, "ỳýỷỹỵ"),
}
# And those that need no mark. i and y have theirs drawn in one.
VNI_SINGLES = "ñđôơöưæỉòịóĩîỵììíí"


def _tcvn3():
    return dict(zip(TCVN3_LETTERS[::2], TCVN3_LETTERS[1::2], strict=True))


def _vni():
    table = {}
    for base, marks, letters in VNI_ROWS.values():
        for mark, letter in zip(marks, letters, strict=True):
            table[base + mark] = letter
            table[base.upper() + mark.upper()] = letter.upper()
            table[base.upper() + mark] = letter.upper()  # typed with the shift key let go too early
    for stored, letter in zip(VNI_SINGLES[::2], VNI_SINGLES[1::2], strict=True):
        table[stored], table[stored.upper()] = letter, letter.upper()
    return table


TABLES = {Encoding.TCVN3: _tcvn3(), Encoding.VNI: _vni()}
# Letters of Vietnamese that Latin-1 has: in these the encodings and Unicode look alike.
SHARED = set("àáâãèéêìíòóôõùúýÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ")
LEGACY_ONLY = {
    encoding: {character for key in table for character in key if character > "\x7f"} - SHARED
    for encoding, table in TABLES.items()
}
# Text without any of these is in neither.
SUSPICIOUS = frozenset().union(*LEGACY_ONLY.values())
# What programs that read the font itself, or draw it, make of a few of the stored characters.
SAME = {"\u2219": "·", "\u03bc": "µ"}


def letters_of(text, encoding):
    """[(letter, how many characters of `text` it stands for)], in their order."""
    table, longest, at, letters = TABLES[encoding], 2 if encoding == Encoding.VNI else 1, 0, []
    while at < len(text):
        for length in range(longest, 0, -1):
            letter = table.get(text[at : at + length])
            if letter and len(text[at : at + length]) == length:
                break
        else:
            letter, length = text[at], 1
        letters.append((letter, length))
        at += length
    return letters


def to_unicode(text, encoding):
    return unicodedata.normalize("NFC", "".join(letter for letter, _ in letters_of(stored(text), encoding)))


def stored(text):
    """The characters as they were stored: symbol fonts move them to U+F000, some readers swap a few."""
    return "".join(_stored(character) for character in text)


def _stored(character):
    if 0xF020 <= ord(character) <= 0xF0FF:
        return chr(ord(character) - 0xF000)
    return SAME.get(character, character)

"""The text of PDF pages in legacy fonts, for search and for marking; what the page looks like is right already.

A font that is named as one of them is believed unless the text says otherwise. Of any other font the text itself
must leave no doubt: a page of Unicode text is never touched."""

import ctypes
from itertools import groupby

from pypdfium2 import raw

from .encodings import LEGACY_ONLY, SOFT_HYPHEN, Encoding, to_unicode
from .fonts import LegacyFont, legacy_font
from .judging import UNICODE_ONLY, Piece, rewrite_chains
from .syllables import is_syllable, share_of_syllables

LONGEST_NAME = 128
# For a font whose name says nothing.
FEWEST_WORDS, READS_WELL, READS_BADLY = 20, 0.9, 0.6
# What readers make of ư in TCVN3, which Latin-1 has as a soft hyphen. U+FFFE is PDFium's hyphen at the end of a line.
MINUS, HYPHENS = "\u2212", "-\ufffe\x02\u2010\u2011"
LINE_ENDS = "\r\n"


def repaired(text_page, text):
    """For each character of the page's text what stands in its place ("" where two became one), or None when
    nothing is to be repaired."""
    names = [_font_name(text_page, index) for index in range(len(text))]
    fonts = {name: legacy_font(name, in_pdf=True) for name in dict.fromkeys(names) if name}
    for name, font in fonts.items():
        if font is None:
            fonts[name] = _guessed(_text_in(text, names, name))
    if not any(fonts.values()):
        return None
    after = list(text)
    pieces = _pieces(text, [fonts.get(name) for name in names])
    chains = [[piece for _, piece in group] for _, group in groupby(pieces, key=lambda pair: pair[0])]
    rewrite_chains(chains)
    for piece in (piece for chain in chains for piece in chain):
        if piece.after is not None:
            after[piece.source] = piece.after
    return after


def _font_name(text_page, index):
    """None for the spaces and line ends that PDFium puts in by itself."""
    buffer, flags = ctypes.create_string_buffer(LONGEST_NAME), ctypes.c_int()
    length = raw.FPDFText_GetFontInfo(text_page, index, buffer, LONGEST_NAME, ctypes.byref(flags))
    return buffer.value.decode("utf-8", "replace") if 0 < length <= LONGEST_NAME else None


def _text_in(text, names, name):
    return "".join(
        character if own == name else " "
        for character, own in zip(text, names, strict=True)
        if own in (name, None)
    )


def _guessed(text):
    if not UNICODE_ONLY.isdisjoint(text) or share_of_syllables(text)[0] > READS_BADLY:
        return None
    best, encoding = max((_reads(text, encoding), encoding) for encoding in Encoding)
    return LegacyFont(encoding) if best >= READS_WELL else None


def _reads(text, encoding):
    share, words = share_of_syllables(
        to_unicode(_with_letters_for_hyphens(text, [True] * len(text)), encoding)
    )
    return share if words >= FEWEST_WORDS else 0.0


def _pieces(text, fonts):
    """(line and encoding, Piece) of each character in a legacy font; its place is the piece's source."""
    tcvn3 = [font is not None and font.encoding == Encoding.TCVN3 for font in fonts]
    meant, line, last = _with_letters_for_hyphens(text, tcvn3), 0, None
    for index, (character, font) in enumerate(zip(meant, fonts, strict=True)):
        if text[index] in LINE_ENDS:
            line, last = line + 1, None
        elif font:
            joined = last is not None and last.encoding == font.encoding
            yield (
                (line, font.encoding),
                Piece(character, font.encoding, font.capitals, joined=joined, source=index),
            )
            last = font
        else:
            last = None


def _with_letters_for_hyphens(text, in_tcvn3):
    """A minus beside a letter is ư; a hyphen is one only where that makes a syllable of what is none."""
    out = list(text)
    for index, character in enumerate(text):
        if not in_tcvn3[index]:
            continue
        before, after = _word_before(text, index), _word_behind(text, index)
        if character == MINUS and (before or after):
            out[index] = SOFT_HYPHEN
        elif character in HYPHENS and (before or after):
            whole = to_unicode(before + SOFT_HYPHEN + after, Encoding.TCVN3)
            parts = [to_unicode(part, Encoding.TCVN3) for part in (before, after) if part]
            if is_syllable(whole) and not all(map(is_syllable, parts)):
                out[index] = SOFT_HYPHEN
    return "".join(out)


def _word_before(text, index):
    start = index
    while start and _is_of_a_word(text[start - 1]) and index - start < 8:
        start -= 1
    return text[start:index]


def _word_behind(text, index):
    end = index + 1
    while end < len(text) and _is_of_a_word(text[end]) and end - index < 8:
        end += 1
    return text[index + 1 : end]


def _is_of_a_word(character):
    return character.isalpha() or character in LEGACY_ONLY[Encoding.TCVN3]

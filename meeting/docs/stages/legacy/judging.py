"""Is text in a legacy font really in the legacy encoding? People paste Unicode text into such paragraphs, and the
font's name stays: rewriting that would ruin what is right.

Text comes in chains: pieces of one paragraph, line or cell, in one encoding, one after the other.
"""

from dataclasses import dataclass
from enum import StrEnum

from .encodings import LEGACY_ONLY, letters_of, stored

UNICODE_ONLY = set("ăĂđĐĩĨũŨơƠưƯ\u0300\u0301\u0303\u0309\u0323") | {
    chr(code) for code in range(0x1EA0, 0x1EFA)
}


class Verdict(StrEnum):
    LEGACY = "legacy"
    UNICODE = "unicode"
    EITHER = "either"


@dataclass
class Piece:
    """Text in one font. `joined`: it follows the piece before without a gap, so that a letter may begin in one and
    end in the other. `source` is whatever the caller needs to put `after` in its place."""

    text: str
    encoding: str
    capitals: bool = False
    low_capitals: bool | None = None  # of the letters of ASCII, where these have another font
    joined: bool = False
    source: object = None
    after: str | None = None

    def letter(self, letter, is_ascii):
        capital = self.low_capitals if is_ascii and self.low_capitals is not None else self.capitals
        return letter.upper() if capital else letter


def rewrite_chains(chains):
    """Set `after` of each piece; of those that are Unicode already it stays None. All chains of a document (or of
    a page of a PDF) at once: what is undecided in one is decided by the others."""
    verdicts = [judge("".join(piece.text for piece in chain), chain[0].encoding) for chain in chains]
    rest = _of_the_whole(chains, verdicts)
    for chain, verdict in zip(chains, verdicts, strict=True):
        if (rest if verdict == Verdict.EITHER else verdict) == Verdict.LEGACY:
            _rewrite(chain)


def judge(text, encoding):
    """A text with marks of both is LEGACY; its pieces are then looked at one by one."""
    text = stored(text)
    if any(character in LEGACY_ONLY[encoding] for character in text):
        return Verdict.LEGACY
    return Verdict.UNICODE if any(character in UNICODE_ONLY for character in text) else Verdict.EITHER


def _of_the_whole(chains, verdicts):
    weight = {Verdict.LEGACY: 0, Verdict.UNICODE: 0, Verdict.EITHER: 0}
    for chain, verdict in zip(chains, verdicts, strict=True):
        weight[verdict] += sum(len(piece.text) for piece in chain)
    return Verdict.UNICODE if weight[Verdict.UNICODE] > weight[Verdict.LEGACY] else Verdict.LEGACY


def _rewrite(chain):
    group = []
    for piece in chain:
        mixed = any(character in UNICODE_ONLY for character in piece.text)
        if not piece.joined or mixed:
            _rewrite_joined(group)
            group = []
        if not mixed:
            group.append(piece)
    _rewrite_joined(group)


def _rewrite_joined(pieces):
    """A letter goes to the piece in which it begins."""
    if not pieces:
        return
    owners = [piece for piece in pieces for _ in piece.text]
    for piece in pieces:
        piece.after = ""
    text, at = stored("".join(piece.text for piece in pieces)), 0
    for letter, length in letters_of(text, pieces[0].encoding):
        owners[at].after += owners[at].letter(letter, text[at] < "\x80")
        at += length

"""Folding of text for finding: case and diacritics do not count, "ngan sach" finds "ngân sách"."""

import unicodedata
from functools import lru_cache
from itertools import islice


def fold(text):
    return "".join(letter for letter, _place in _folded(text))


def place_in(text, folded, at):
    """Where in `text` that stands which has come to stand at `at` of `folded`.

    A page is searched while others wait: only one in which some letter became two, or none, is gone through.
    """
    if len(text) == len(folded):
        return at
    return next((place for _letter, place in islice(_folded(text), at, None)), len(text))


def _folded(text):
    """Each letter of the folded text, with the place in `text` that it comes from.

    White space folds to one space, so that words are found across the end of a line.
    """
    last = " "
    for place, character in enumerate(unicodedata.normalize("NFC", text)):
        for letter in _letters(character):
            if letter != " " or last != " ":
                yield letter, place
            last = letter


@lru_cache(maxsize=4096)
def _letters(character):
    if character.isspace():
        return " "
    if character in "đĐ":
        return "d"
    letters = unicodedata.normalize("NFKD", character).casefold()
    return [letter for letter in letters if not unicodedata.combining(letter)]

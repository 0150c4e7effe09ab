"""Folding of text for finding: case and diacritics do not count, "ngan sach" finds "ngân sách"."""

import unicodedata


def fold(text):
    return fold_with_places(text)[0]


def fold_with_places(text):
    """The folded text, and for each of its characters the place in `text` that it comes from.

    White space folds to one space, so that words are found across the end of a line.
    """
    folded, places = [], []
    for place, character in enumerate(unicodedata.normalize("NFC", text)):
        for letter in _letters(character):
            if letter == " " and (not folded or folded[-1] == " "):
                continue
            folded.append(letter)
            places.append(place)
    return "".join(folded), places


def _letters(character):
    if character.isspace():
        return " "
    if character in "đĐ":
        return "d"
    letters = unicodedata.normalize("NFKD", character).casefold()
    return [letter for letter in letters if not unicodedata.combining(letter)]

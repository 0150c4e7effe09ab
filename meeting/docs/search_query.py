"""What a person typed into a search box, taken apart. Pure: text in, terms out.

Words are searched each by itself and all must be there; words in quotes stand together, and so do the parts of one
such as "123/NQ-HĐND". The last word may be the beginning of one, for whoever is still typing. Whatever else is typed
separates words and means nothing.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache

from .stages.folding import fold

MOST_LETTERS = 200
MOST_WORDS = 20
LEAST_LETTERS = 2
# Fewer letters begin too many words: they are looked for as a word, of which Vietnamese has many.
LEAST_BEGINNING = 3
MOST_OF_A_WORD = 80

WORD = re.compile(r"[^\W_]+")
QUOTES = dict.fromkeys(map(ord, "“”„«»″"), '"')


@dataclass(frozen=True)
class Word:
    """One word as typed, in small letters, and without its diacritics."""

    typed: str
    folded: str

    @property
    def has_diacritics(self):
        return self.typed != self.folded


@dataclass(frozen=True)
class Query:
    """`terms`: what must all be there, each one word or several that stand together; `open_end`: the last word may
    be the beginning of one."""

    terms: tuple[tuple[Word, ...], ...]
    open_end: bool

    def __bool__(self):
        return bool(self.terms)

    @cached_property
    def words(self):
        return tuple(word for term in self.terms for word in term)

    @property
    def has_diacritics(self):
        return any(word.has_diacritics for word in self.words)

    @property
    def open_terms(self):
        """[(term, whether its last word may go on)]"""
        return [(term, self.open_end and term is self.terms[-1]) for term in self.terms]

    def is_beginning(self, place):
        """Whether the word at this place of `words` may go on."""
        return self.open_end and place == len(self.words) - 1

    @cached_property
    def places(self):
        return Places(self)


NOT_SOUGHT = ((), ())


class Places(dict):
    """{letters as they stand in a text: (the places of `words` that they fit, those of them spelt as typed)}, None for
    letters that are no word. Found out when it is asked: pages have most of their words in common."""

    def __init__(self, query):
        super().__init__()
        self.query = query
        self.folded = {}
        for place, wanted in enumerate(query.words):
            self.folded.setdefault(wanted.folded, []).append(place)

    def __missing__(self, letters):
        word = word_of(letters)
        self[letters] = found = word and self._of(word)
        return found

    def _of(self, word):
        last = len(self.query.words) - 1
        goes_on = self.query.open_end and word.folded.startswith(self.query.words[last].folded)
        if not goes_on and word.folded not in self.folded:
            return NOT_SOUGHT
        places = list(self.folded.get(word.folded, ()))
        if goes_on and last not in places:
            places.append(last)
        return places, [place for place in places if self._is_as_typed(word, place)]

    def _is_as_typed(self, word, place):
        wanted = self.query.words[place]
        if not wanted.has_diacritics:
            return True
        begins = word.typed.startswith(wanted.typed)
        return begins if self.query.is_beginning(place) else word.typed == wanted.typed


def parse(text):
    """The Query of what was typed; an empty one where nothing in it can be searched for."""
    text = unicodedata.normalize("NFC", text[:MOST_LETTERS]).translate(QUOTES)
    terms, left = [], MOST_WORDS
    for number, part in enumerate(text.split('"')):
        in_quotes = number % 2
        for chunk in [part] if in_quotes else part.split():
            words = words_in(chunk)[:left]
            left -= len(words)
            if words:
                terms.append(words)
    if sum(len(word.folded) for term in terms for word in term) < LEAST_LETTERS:
        return Query((), False)
    open_end = text[-1].isalnum() and len(terms[-1][-1].folded) >= LEAST_BEGINNING
    return Query(tuple(terms), open_end)


def words_in(text):
    """The words of a text as they are searched: (Word, …)."""
    return tuple(word for match in WORD.finditer(text) if (word := word_of(match[0])))


@lru_cache(maxsize=50_000)  # Vietnamese has some 7,000 syllables
def word_of(letters):
    """The Word, or None for what folds to nothing."""
    folded = "".join(WORD.findall(fold(letters)))[:MOST_OF_A_WORD]
    return Word(letters.casefold()[:MOST_OF_A_WORD], folded) if folded else None

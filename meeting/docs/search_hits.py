"""What an index of words answers."""

from typing import NamedTuple


class Hits(NamedTuple):
    """`pages`: {document id: how many of its pages hold what was sought}; `ranked`: [(document id, number of the page,
    score)] of those that were ranked, less is better; `is_all`: whether no page was left out of the count."""

    pages: dict[int, int]
    ranked: list[tuple]
    is_all: bool = True

"""The index of the words of all pages: one for each kind of database, behind the same few functions.

Both hold the words twice: folded, which is what is searched, and as written, to prefer them where diacritics are typed.

What is on many pages is counted in full, but only MOST_RANKED of the pages are ranked one by one: those with the
spelling that was typed before the others, and the newest documents before older ones, for that is what an index gives
at once. The documents that are left follow in that order. So an answer takes about as long for a word that is on every
page as for a rare one.
"""

from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import event

from .index_on_postgresql import OnPostgreSQL
from .index_on_sqlite import OnSQLite
from .models import Page
from .search_hits import Hits

NAME = "page_index"
MOST_PER_DOCUMENT = 200
MOST_RANKED = 1000
ALL = 1 << 31


@dataclass(frozen=True)
class Found:
    """How a document holds what was sought: on how many pages. `best`: the numbers of those that were ranked, the best
    first; none where the document was not among the first."""

    document_id: int
    pages: int
    best: list[int]


def keep_words(session, document_id, numbers):
    """The texts of these pages have just been stored: from now on their words are found. Once for each page."""
    _index(session).keep(session, document_id, numbers)


def find_documents(session, query, document_ids, at_least):
    """([Found] of those of the documents that hold what was sought, the best first, whether these are all of them).
    No other document is counted or ranked. If there are more than `at_least`, not all may have been looked for."""
    if not document_ids:
        return [], True
    hits = _index(session).find(session, query, sorted(document_ids), MOST_RANKED, at_least)
    best = _best(hits)
    others = sorted(hits.pages.keys() - best.keys(), reverse=True)
    return [Found(id, hits.pages[id], best.get(id, [])) for id in [*best, *others]], hits.is_all


def find_pages(session, query, document_ids, most=MOST_PER_DOCUMENT):
    """{document id: [numbers of its pages that hold what was sought, the best first]}, at most so many of each."""
    if not document_ids:
        return {}
    hits = _index(session).find(session, query, sorted(document_ids), ALL, ALL)
    return {id: numbers[:most] for id, numbers in _best(hits).items()}


def is_index_table(name):
    """Whether a table belongs to the index: no model describes it, so it is left out where models are compared."""
    return name == NAME or name.startswith(f"{NAME}_")


class Index(Protocol):
    """What a page may hold: "every" term; all the words "together"; every term "exact", with its diacritics."""

    create: tuple[str, ...]  # the statements that make it

    def keep(self, session, document_id, numbers): ...

    def find(self, session, query, document_ids, most, papers) -> Hits:
        """Of those of the documents' pages that hold every term. So many pages are ranked; the count may end once it
        has come to that and to so many papers."""


INDEXES: dict[str, Index] = {"sqlite": OnSQLite(), "postgresql": OnPostgreSQL()}


def _best(hits):
    """{document id: [numbers of its pages]} of what was ranked, the best first: of the documents and of the pages."""
    best = {}
    for document_id, number, _score in sorted(hits.ranked, key=lambda hit: (hit[2], -hit[0], hit[1])):
        best.setdefault(document_id, []).append(number)
    return best


def _index(session):
    return INDEXES[session.get_bind().dialect.name]


@event.listens_for(Page.__table__, "after_create")
def create_index(table, connection, **_options):
    for statement in INDEXES[connection.dialect.name].create:
        connection.exec_driver_sql(statement)

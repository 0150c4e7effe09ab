"""The index of words on PostgreSQL: a row beside each page with its words as two tsvectors; it goes when the page goes.
We write them ourselves: the server's parser takes "123/NQ-HĐND" for a path, and what it holds for a letter depends on
the locale.

The indexes alone say which pages have all words, and their table whose pages they are. What costs time is to take the
words of a page out of their storage, some 20 µs: that is done to rank, and to see whether words stand together.
"""

from collections import Counter
from itertools import islice

from sqlalchemy import select, text

from .models import Page
from .search_hits import Hits
from .search_query import words_in

OF_EXACT = 10_000  # as on SQLite; ts_rank_cd itself puts words that stand together first

CREATE = (
    "CREATE TABLE page_index ("
    "page_id BIGINT CONSTRAINT pk_page_index PRIMARY KEY"
    " CONSTRAINT fk_page_index_page_id_page REFERENCES page (id) ON DELETE CASCADE,"
    " exact TSVECTOR NOT NULL, folded TSVECTOR NOT NULL,"
    " document_id INTEGER NOT NULL, number INTEGER NOT NULL)",
    "CREATE INDEX ix_page_index_folded ON page_index USING gin (folded)",
    "CREATE INDEX ix_page_index_exact ON page_index USING gin (exact)",
)
ADD = text(
    "INSERT INTO page_index (page_id, exact, folded, document_id, number)"
    " VALUES (:page_id, CAST(:exact AS tsvector), CAST(:folded AS tsvector), :document_id, :number)"
)
# Left to itself, the server underrates what it costs to look into the words of a page: for a word that is on many
# pages it would read them all rather than ask the index. Nor is it worth while to compile what is done in no time,
# to share it among processes, or to plan once for all queries, which are as different as words are.
PLAINLY = text(
    "SELECT set_config('enable_seqscan', 'off', true), set_config('enable_indexscan', 'off', true),"
    " set_config('jit', 'off', true), set_config('work_mem', '32MB', true),"
    " set_config('max_parallel_workers_per_gather', '0', true),"
    " set_config('plan_cache_mode', 'force_custom_plan', true)"
)
# Documents as integers, as the column has them: only then are they looked up in a table of hashes rather than gone
# through one by one for every hit, which takes ten times as long. Pages as a text, for few of them are wanted: to take
# apart a long array takes longer than all the rest.
HAVE = text("""
WITH exact AS MATERIALIZED (SELECT page_id FROM page_index WHERE exact @@ CAST(:exact AS tsquery)),
hits AS MATERIALIZED (SELECT document_id, page_id, page_id IN (SELECT page_id FROM exact) AS is_exact
  FROM page_index WHERE folded @@ CAST(:words AS tsquery) AND document_id = ANY(CAST(:documents AS integer[])))
SELECT document_id, count(*) AS pages,
  string_agg(CAST(page_id AS text), ',') FILTER (WHERE is_exact) AS exact,
  string_agg(CAST(page_id AS text), ',') FILTER (WHERE NOT is_exact) AS others
FROM hits GROUP BY document_id ORDER BY document_id DESC""")
# The pages are given: were it a condition that they hold it, the index would be asked again.
LOOK = text("""
SELECT page_id, document_id, number,
  CASE WHEN :apart OR folded @@ CAST(:every AS tsquery) THEN ts_rank_cd(folded, CAST(:every AS tsquery), 1) END
FROM page_index WHERE page_id = ANY(CAST(:wanted AS bigint[]))""")
PORTION = 500  # pages that are looked into at once


class OnPostgreSQL:
    """See Index in search_index.py."""

    create: tuple[str, ...] = CREATE

    def keep(self, session, document_id, numbers):
        these = (Page.document_id == document_id) & Page.number.in_(numbers) & (Page.text != "")
        pages = session.execute(select(Page.id, Page.number, Page.text).where(these)).all()
        if pages:
            session.execute(ADD, [_row(document_id, *page) for page in pages])

    def find(self, session, query, document_ids, most, papers):
        session.execute(PLAINLY)
        asked = _asked(query)
        have = session.execute(HAVE, asked | {"documents": document_ids}).all()
        if not asked["apart"]:
            return self._find_together(session, asked, have, most, papers)
        exact = dict.fromkeys(islice(_pages(one.exact for one in have), most), True)
        others = dict.fromkeys(islice(_pages(one.others for one in have), most - len(exact)), False)
        pages = {one.document_id: one.pages for one in have}
        return Hits(pages, self._look(session, asked, exact | others))

    def _find_together(self, session, asked, have, most, papers):
        """Words that stand together: the index says of a page only that it has them. So documents are looked into,
        portion by portion, until so many pages and papers have been found."""
        # What has the diacritics that were typed comes first.
        have = sorted(have, key=lambda one: one.exact is None)
        pages, ranked = Counter(), []
        for some in _portions(have):
            if pages.total() >= most and len(pages) >= papers:
                return Hits(pages, ranked, is_all=False)
            exact = dict.fromkeys(_pages(one.exact for one in some), True)
            others = dict.fromkeys(_pages(one.others for one in some), False)
            found = self._look(session, asked, exact | others)
            ranked += found if pages.total() < most else []
            pages.update(document_id for document_id, _number, _score in found)
        return Hits(pages, ranked)

    def _look(self, session, asked, wanted):
        """[(document id, number, score)] of those of the pages that do hold what was sought. `wanted`: {page: whether
        with the diacritics that were typed}"""
        rows = session.execute(LOOK, asked | {"wanted": list(wanted)})
        return [
            (document_id, number, -rank - OF_EXACT * wanted[page_id])
            for page_id, document_id, number, rank in rows
            if rank is not None
        ]


def _pages(texts):
    """The numbers in texts such as "1,2,3"."""
    return (int(page) for text in texts if text for page in text.split(","))


def _portions(have):
    """Whole documents, at least so many pages at a time."""
    some, size = [], 0
    for one in have:
        some.append(one)
        size += one.pages
        if size >= PORTION:
            yield some
            some, size = [], 0
    if some:
        yield some


def _row(document_id, page_id, number, page_text):
    words = words_in(page_text)
    exact, folded = ([getattr(word, kind) for word in words] for kind in ("typed", "folded"))
    of_page = {"page_id": page_id, "document_id": document_id, "number": number}
    return of_page | {"exact": _tsvector(exact), "folded": _tsvector(folded)}


def _asked(query):
    """`words`: what a page must have, `every`: what must stand together in it; `apart`: that this is the same."""
    words = [(word, beginning and word is term[-1]) for term, beginning in query.open_terms for word in term]
    return {
        "every": " & ".join(_tsquery(term, beginning) for term, beginning in query.open_terms),
        "words": " & ".join(_tsquery([word], beginning) for word, beginning in words),
        "apart": len(query.terms) == len(query.words),
        "exact": " & ".join(
            _tsquery([word], beginning, "typed") for word, beginning in words if word.has_diacritics
        ),
    }


# Nothing but letters and digits stands between the quotes of the two below, see search_query.py.
def _tsquery(words, beginning, kind="folded"):
    return "(" + " <-> ".join(f"'{getattr(word, kind)}'" for word in words) + ":*" * beginning + ")"


def _tsvector(words):
    """The words with their places; PostgreSQL keeps 256 of each word and counts to 16383."""
    places = {}
    for place, word in enumerate(words, start=1):
        places.setdefault(word, []).append(str(min(place, 16383)))
    return " ".join(f"'{word}':{','.join(found[:256])}" for word, found in places.items())

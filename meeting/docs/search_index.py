"""The index of the words of all pages: one for each kind of database, behind the same few functions.

SQLite: an FTS5 table without content of its own, which triggers on `page` keep, so that no act can forget it. Its row
number is `document << 20 | page`: whether somebody may see a hit is known without fetching the page.
PostgreSQL: a row beside each page with its words as two tsvectors; it goes when the page goes. We write them ourselves:
the server's parser takes "123/NQ-HĐND" for a path, and what it holds for a letter depends on the locale.

Both hold the words twice: folded, which is what is searched, and as written, to prefer them where diacritics are typed.
"""

import json
from dataclasses import dataclass

from sqlalchemy import event, select, text

from ..people.passwords import off_loop
from .models import Page
from .search_query import words_in

NAME = "page_index"
# Taken from the rank of a page, which is small, and less is better: one kind of hit comes before all of the next.
OF_EXACT, OF_TOGETHER = 10_000, 1_000
NOTHING = '""'  # what FTS5 finds nowhere
MOST_PER_DOCUMENT = 200
# Pages that PostgreSQL ranks, some 10 µs each. What is on more pages than that is no longer found by its rank.
MOST_RANKED = 3000


@dataclass(frozen=True)
class Found:
    """How a document holds what was sought: on how many pages, and the rank of the best of them (less is better)."""

    document_id: int
    pages: int
    rank: float


def keep_words(session, document_id, numbers):
    """The texts of these pages have just been stored: from now on their words are found. Once for each page."""
    _index(session).keep(session, document_id, numbers)


def find_documents(session, query, document_ids):
    """[Found] of those of the documents that hold what was sought. No other document is counted or ranked."""
    statement = " SELECT document_id, count(*), min(score) FROM matches GROUP BY document_id"
    return [Found(*row) for row in _ask(session, statement, query, document_ids)]


def find_pages(session, query, document_ids, most=MOST_PER_DOCUMENT):
    """{document id: [numbers of its pages that hold what was sought, the best first]}, at most so many of each."""
    statement = """ SELECT document_id, number FROM (
  SELECT document_id, number, row_number() OVER (PARTITION BY document_id ORDER BY score, number) AS place
  FROM matches) AS placed WHERE place <= :most ORDER BY document_id, place"""
    pages = {}
    for document_id, number in _ask(session, statement, query, document_ids, most=most):
        pages.setdefault(document_id, []).append(number)
    return pages


def is_index_table(name):
    """Whether a table belongs to the index: no model describes it, so it is left out where models are compared."""
    return name == NAME or name.startswith(f"{NAME}_")


class Index:
    """`create`: the statements that make it. `matches`: a WITH that gives document_id, number and score of each page of
    `documents` that holds what was sought."""

    create: tuple[str, ...]
    matches: str

    def keep(self, session, document_id, numbers):
        raise NotImplementedError

    def ask(self, session, statement, query, document_ids, **more):
        """Rows of a statement over `matches`."""
        raise NotImplementedError


class OnSQLite(Index):
    create = (
        "CREATE VIRTUAL TABLE page_index"
        " USING fts5(text, folded, content='', tokenize='unicode61 remove_diacritics 0')",
        """CREATE TRIGGER page_index_added AFTER INSERT ON page WHEN new.text <> '' BEGIN
  INSERT INTO page_index(rowid, text, folded)
  VALUES (new.document_id << 20 | new.number, new.text, new.folded);
END""",
        """CREATE TRIGGER page_index_changed AFTER UPDATE OF document_id, number, text, folded ON page BEGIN
  INSERT INTO page_index(page_index, rowid, text, folded)
  SELECT 'delete', old.document_id << 20 | old.number, old.text, old.folded WHERE old.text <> '';
  INSERT INTO page_index(rowid, text, folded)
  SELECT new.document_id << 20 | new.number, new.text, new.folded WHERE new.text <> '';
END""",
        """CREATE TRIGGER page_index_removed AFTER DELETE ON page WHEN old.text <> '' BEGIN
  INSERT INTO page_index(page_index, rowid, text, folded)
  VALUES ('delete', old.document_id << 20 | old.number, old.text, old.folded);
END""",
    )
    # Each part asks for what is shown: nothing else is counted. The range spares what was brought in earlier or later.
    matches = """
WITH shown AS MATERIALIZED (SELECT value FROM json_each(:documents)),
exact AS (SELECT rowid FROM page_index WHERE page_index MATCH :exact
  AND rowid BETWEEN :low AND :high AND rowid >> 20 IN shown),
together AS (SELECT rowid FROM page_index WHERE page_index MATCH :together
  AND rowid BETWEEN :low AND :high AND rowid >> 20 IN shown),
matches AS (SELECT rowid >> 20 AS document_id, rowid & 1048575 AS number,
  rank - :of_exact * (rowid IN exact) - :of_together * (rowid IN together) AS score
  FROM page_index WHERE page_index MATCH :every
  AND rowid BETWEEN :low AND :high AND rowid >> 20 IN shown)"""

    def keep(self, session, document_id, numbers):
        """The triggers have done it."""

    def ask(self, session, statement, query, document_ids, **more):
        """Off the loop: on many pages it takes longer than the room may wait."""
        connection = session.connection().connection.driver_connection
        range = {"low": min(document_ids) << 20, "high": (max(document_ids) + 1) << 20}
        kinds = {"of_exact": OF_EXACT, "of_together": OF_TOGETHER}
        params = {"documents": json.dumps(document_ids), **kinds, **range, **self.asked(query), **more}
        return off_loop(lambda: connection.execute(self.matches + statement, params).fetchall())

    def asked(self, query):
        every = [_fts5_words(term, beginning) for term, beginning in query.open_terms]
        exact = [part for term, beginning in query.open_terms for part in self.written(term, beginning)]
        together = _fts5_words(query.words, query.open_end) if len(query.terms) > 1 else NOTHING
        return {
            "every": " AND ".join(every),
            "exact": " AND ".join(exact) if query.has_diacritics else NOTHING,
            "together": together,
        }

    def written(self, term, beginning):
        """The words of a term as they were typed, or without diacritics where none were typed."""
        if all(word.has_diacritics for word in term):
            return [_fts5_words(term, beginning, "text")]
        typed = [(word, beginning and word is term[-1]) for word in term if word.has_diacritics]
        return [_fts5_words(term, beginning), *(_fts5_words([word], open, "text") for word, open in typed)]


class OnPostgreSQL(Index):
    create = (
        "CREATE TABLE page_index ("
        "page_id BIGINT CONSTRAINT pk_page_index PRIMARY KEY"
        " CONSTRAINT fk_page_index_page_id_page REFERENCES page (id) ON DELETE CASCADE,"
        " exact TSVECTOR NOT NULL, folded TSVECTOR NOT NULL,"
        " document_id INTEGER NOT NULL, number INTEGER NOT NULL)",
        "CREATE INDEX ix_page_index_folded ON page_index USING gin (folded)",
        "CREATE INDEX ix_page_index_exact ON page_index USING gin (exact)",
    )
    # The index alone says which pages have all words, and its table whose pages they are: that is done for every hit.
    # What costs time is to take words out of their storage. For words in quotes that is done for every hit, too; for
    # ts_rank_cd, which itself puts words that stand together first, only until MOST_RANKED: of papers that have the
    # diacritics that were typed, and of those with the most hits, first. The others follow unranked.
    matches = """
WITH exact AS MATERIALIZED (SELECT page_id FROM page_index WHERE exact @@ CAST(:exact AS tsquery)),
candidates AS MATERIALIZED (SELECT page_id, document_id, number, folded
  FROM page_index WHERE folded @@ CAST(:words AS tsquery) AND document_id = ANY(:documents)),
hits AS MATERIALIZED (SELECT document_id, number, folded, page_id IN (SELECT page_id FROM exact) AS is_exact
  FROM candidates WHERE :apart OR folded @@ CAST(:every AS tsquery)),
papers AS (SELECT document_id,
  sum(count(*)) OVER (ORDER BY bool_or(is_exact) DESC, count(*) DESC, document_id DESC) - count(*) AS ranked_before
  FROM hits GROUP BY document_id),
ranked AS MATERIALIZED (SELECT document_id FROM papers WHERE ranked_before < :most_ranked),
matches AS (SELECT document_id, number,
  - CASE WHEN document_id IN (SELECT document_id FROM ranked)
    THEN ts_rank_cd(folded, CAST(:every AS tsquery), 1) ELSE 0 END
  - CASE WHEN is_exact THEN :of_exact ELSE 0 END AS score
  FROM hits)"""
    # Left to itself, the server underrates what it costs to look into the words of a page: for a word that is on many
    # pages it would read them all rather than ask the index. Nor is it worth while to compile what is done in no time,
    # or to plan once for all queries, which are as different as words are.
    plainly = text(
        "SELECT set_config('enable_seqscan', 'off', true), set_config('enable_indexscan', 'off', true),"
        " set_config('jit', 'off', true), set_config('plan_cache_mode', 'force_custom_plan', true)"
    )
    add = text(
        "INSERT INTO page_index (page_id, exact, folded, document_id, number)"
        " VALUES (:page_id, CAST(:exact AS tsvector), CAST(:folded AS tsvector), :document_id, :number)"
    )

    def keep(self, session, document_id, numbers):
        these = (Page.document_id == document_id) & Page.number.in_(numbers) & (Page.text != "")
        pages = session.execute(select(Page.id, Page.text, Page.number).where(these))
        rows = [
            self.row(page_id, page_text) | {"document_id": document_id, "number": number}
            for page_id, page_text, number in pages
        ]
        if rows:
            session.execute(self.add, rows)

    def row(self, page_id, page_text):
        words = words_in(page_text)
        exact, folded = ([getattr(word, kind) for word in words] for kind in ("typed", "folded"))
        return {"page_id": page_id, "exact": _tsvector(exact), "folded": _tsvector(folded)}

    def ask(self, session, statement, query, document_ids, **more):
        kinds = {"of_exact": OF_EXACT, "most_ranked": MOST_RANKED}
        params = {"documents": document_ids, **kinds, **self.asked(query), **more}
        session.execute(self.plainly)
        return session.execute(text(self.matches + statement), params).all()

    def asked(self, query):
        typed = [
            _tsquery([word], beginning and word is term[-1], "typed")
            for term, beginning in query.open_terms
            for word in term
            if word.has_diacritics
        ]
        each = [
            _tsquery([word], beginning and word is term[-1])
            for term, beginning in query.open_terms
            for word in term
        ]
        return {
            "every": " & ".join(_tsquery(term, beginning) for term, beginning in query.open_terms),
            "words": " & ".join(each),
            "apart": len(query.terms) == len(query.words),
            "exact": " & ".join(typed),
        }


# Nothing but letters and digits stands between the quotes of the three below, see search_query.py.
def _fts5_words(words, beginning, column="folded"):
    kind = "typed" if column == "text" else "folded"
    return f'{column} : "{" ".join(getattr(word, kind) for word in words)}"' + "*" * beginning


def _tsquery(words, beginning, kind="folded"):
    return "(" + " <-> ".join(f"'{getattr(word, kind)}'" for word in words) + ":*" * beginning + ")"


def _tsvector(words):
    """The words with their places; PostgreSQL keeps 256 of each word and counts to 16383."""
    places = {}
    for place, word in enumerate(words, start=1):
        places.setdefault(word, []).append(str(min(place, 16383)))
    return " ".join(f"'{word}':{','.join(found[:256])}" for word, found in places.items())


INDEXES: dict[str, Index] = {"sqlite": OnSQLite(), "postgresql": OnPostgreSQL()}


def _ask(session, statement, query, document_ids, **more):
    if not document_ids:
        return []
    return _index(session).ask(session, statement, query, sorted(document_ids), **more)


def _index(session):
    return INDEXES[session.get_bind().dialect.name]


@event.listens_for(Page.__table__, "after_create")
def create_index(table, connection, **_options):
    for statement in INDEXES[connection.dialect.name].create:
        connection.exec_driver_sql(statement)

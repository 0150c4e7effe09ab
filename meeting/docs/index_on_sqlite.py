"""The index of words on SQLite: an FTS5 table without content of its own, which triggers on `page` keep, so that no act
can forget it. Its row number is `document << 20 | page`: whether somebody may see a hit is known without fetching the
page, and the newest documents come first where rows are read backwards."""

import json

from ..people.passwords import off_loop
from .search_hits import Hits

# Taken from the rank of a page, which is small, and less is better: one kind of hit comes before all of the next.
OF_EXACT, OF_TOGETHER = 10_000, 1_000

CREATE = (
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
COUNT = """
WITH shown AS MATERIALIZED (SELECT value FROM json_each(:documents))
SELECT rowid >> 20, count(*) FROM page_index WHERE page_index MATCH :every
  AND rowid BETWEEN :low AND :high AND rowid >> 20 IN shown GROUP BY 1"""
# The newest of one kind, which the index gives without going through the others.
KIND = """
SELECT * FROM (SELECT rowid, {worth} FROM page_index WHERE page_index MATCH :{kind}
  AND rowid BETWEEN :low AND :high AND rowid >> 20 IN shown ORDER BY rowid DESC LIMIT :most)"""
# The index is gone through once and ranks what is wanted of it: the other way round, it would be asked page by page.
RANK = """
WITH shown AS MATERIALIZED (SELECT value FROM json_each(:documents)),
kinds(page, worth) AS ({kinds}),
wanted AS MATERIALIZED
  (SELECT page, max(worth) AS worth FROM kinds GROUP BY page ORDER BY 2 DESC, 1 DESC LIMIT :most)
SELECT rowid >> 20, rowid & 1048575, rank - worth FROM page_index CROSS JOIN wanted ON page = +rowid
WHERE page_index MATCH :every AND rowid BETWEEN :low AND :high AND rowid >> 20 IN shown"""
WORTH = {"every": 0, "together": OF_TOGETHER, "exact": OF_EXACT, "both": OF_EXACT + OF_TOGETHER}


class OnSQLite:
    """See Index in search_index.py."""

    create: tuple[str, ...] = CREATE

    def keep(self, session, document_id, numbers):
        """The triggers have done it."""

    def find(self, session, query, document_ids, most, papers):
        """Off the loop: on many pages it takes longer than the room may wait."""
        connection = session.connection().connection.driver_connection
        kinds = _kinds(query)
        each = [KIND.format(kind=kind, worth=WORTH[kind]) for kind in kinds]
        rank = RANK.format(kinds=" UNION ALL ".join(each))
        range = {"low": min(document_ids) << 20, "high": (max(document_ids) + 1) << 20}
        params = {"documents": json.dumps(document_ids), "most": most, **range, **kinds}
        pages, ranked = off_loop(
            lambda: [connection.execute(statement, params).fetchall() for statement in (COUNT, rank)]
        )
        return Hits(dict(pages), ranked)


def _kinds(query):
    """{what a page may hold: the words FTS5 is asked for}, see Index; without those that are no kind of their own."""
    terms = query.open_terms
    kinds = {"every": [_words(term, beginning) for term, beginning in terms]}
    if len(terms) > 1:
        kinds["together"] = [_words(query.words, query.open_end)]
    if query.has_diacritics:
        kinds["exact"] = [part for term, beginning in terms for part in _typed(term, beginning)]
    if "together" in kinds and "exact" in kinds:
        kinds["both"] = kinds["exact"] + kinds["together"]
    return {kind: " AND ".join(parts) for kind, parts in kinds.items()}


def _typed(term, beginning):
    """The words of a term as they were typed, or without diacritics where none were typed."""
    if all(word.has_diacritics for word in term):
        return [_words(term, beginning, "text")]
    typed = [(word, beginning and word is term[-1]) for word in term if word.has_diacritics]
    return [_words(term, beginning), *(_words([word], open, "text") for word, open in typed)]


def _words(words, beginning, column="folded"):
    """Nothing but letters and digits stands between the quotes, see search_query.py."""
    kind = "typed" if column == "text" else "folded"
    return f'{column} : "{" ".join(getattr(word, kind) for word in words)}"' + "*" * beginning

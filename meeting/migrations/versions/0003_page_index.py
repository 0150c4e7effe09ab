"""The index of the words of all pages, with the words of the pages there are."""

import re
import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ON_SQLITE = (
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
    "INSERT INTO page_index(rowid, text, folded)"
    " SELECT document_id << 20 | number, text, folded FROM page WHERE text <> ''",
)
ON_POSTGRESQL = (
    "CREATE TABLE page_index ("
    "page_id BIGINT CONSTRAINT pk_page_index PRIMARY KEY"
    " CONSTRAINT fk_page_index_page_id_page REFERENCES page (id) ON DELETE CASCADE,"
    " exact TSVECTOR NOT NULL, folded TSVECTOR NOT NULL)",
    "CREATE INDEX ix_page_index_folded ON page_index USING gin (folded)",
    "CREATE INDEX ix_page_index_exact ON page_index USING gin (exact)",
)
PAGES_AT_ONCE = 500
WORD = re.compile(r"[^\W_]+")


def upgrade():
    connection = op.get_bind()
    on_sqlite = connection.dialect.name == "sqlite"
    for statement in ON_SQLITE if on_sqlite else ON_POSTGRESQL:
        connection.exec_driver_sql(statement)
    if not on_sqlite:
        fill(connection)


def fill(connection):
    """PostgreSQL is given the words as we take them apart, see search_index.py."""
    page = sa.table("page", sa.column("id"), sa.column("text"))
    add = sa.text(
        "INSERT INTO page_index (page_id, exact, folded)"
        " VALUES (:page_id, CAST(:exact AS tsvector), CAST(:folded AS tsvector))"
    )
    last = 0
    while True:
        some = sa.select(page.c.id, page.c.text).where(page.c.id > last).order_by(page.c.id)
        rows = connection.execute(some.limit(PAGES_AT_ONCE)).all()
        if not rows:
            break
        last = rows[-1].id
        words = [(id, [word for word in map(both, WORD.findall(text)) if word[1]]) for id, text in rows if text]
        if words:
            connection.execute(
                add,
                [
                    {"page_id": id, "exact": tsvector(w[0] for w in found), "folded": tsvector(w[1] for w in found)}
                    for id, found in words
                ],
            )


def both(word):
    """(the word in small letters, the same without diacritics)"""
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", word).translate({0x111: "d", 0x110: "d"}))
    plain = "".join(letter for letter in letters.casefold() if not unicodedata.combining(letter))
    return word.casefold()[:80], "".join(WORD.findall(plain))[:80]


def tsvector(words):
    places = {}
    for place, word in enumerate(words, start=1):
        places.setdefault(word, []).append(str(min(place, 16383)))
    return " ".join(f"'{word}':{','.join(found[:256])}" for word, found in places.items())

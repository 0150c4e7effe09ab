"""PostgreSQL's index of words says itself whose pages it holds, so that a search need not fetch them."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

# The indexes are made anew: that is much quicker than to have them follow the change row by row.
ON_POSTGRESQL = (
    "DROP INDEX ix_page_index_folded",
    "DROP INDEX ix_page_index_exact",
    "ALTER TABLE page_index ADD COLUMN document_id INTEGER, ADD COLUMN number INTEGER",
    "UPDATE page_index SET document_id = page.document_id, number = page.number"
    " FROM page WHERE page.id = page_index.page_id",
    "ALTER TABLE page_index ALTER COLUMN document_id SET NOT NULL, ALTER COLUMN number SET NOT NULL",
    "CREATE INDEX ix_page_index_folded ON page_index USING gin (folded)",
    "CREATE INDEX ix_page_index_exact ON page_index USING gin (exact)",
)


def upgrade():
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        for statement in ON_POSTGRESQL:
            connection.exec_driver_sql(statement)

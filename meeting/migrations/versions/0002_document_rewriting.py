"""The same content may be converted in more than one way of rewriting its text."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("document") as document:
        # What is there was converted before there was any rewriting; the next upload of it is converted anew.
        document.add_column(sa.Column("rewriting", sa.String(length=10), nullable=False, server_default=""))
        document.drop_constraint(op.f("uq_document_sha256"), type_="unique")
        document.create_unique_constraint(op.f("uq_document_sha256"), ["sha256", "rewriting"])
    with op.batch_alter_table("document") as document:
        document.alter_column("rewriting", server_default=None)


# There is no way back but a backup: a downgrade would throw away what people have entered.

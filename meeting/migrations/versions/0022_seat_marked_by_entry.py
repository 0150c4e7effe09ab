"""That a seat was marked as present by an entry of the desk alone, apart from whether its member counts as present."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column(
        "elector", sa.Column("marked_by_entry", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.execute("UPDATE elector SET marked_by_entry = here_by_entry")

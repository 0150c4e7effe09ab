"""Since when a result is on the hall screen, which may have it before the tablets or without them."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("vote", sa.Column("hall_at", sa.DateTime(), nullable=True))
    op.execute("UPDATE vote SET hall_at = published_at WHERE on_hall")
    op.drop_column("vote", "on_hall")

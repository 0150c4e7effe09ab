"""Which of a member's answers is the newest, so that none made on an older one replaces it; and when the first came. Whether a
published result is on the hall screen as well."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("ballot", sa.Column("revision", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("vote", sa.Column("on_hall", sa.Boolean(), nullable=False, server_default=sa.true()))
    with op.batch_alter_table("ballot") as table:
        table.add_column(sa.Column("first_at", sa.DateTime(), nullable=True))
    op.execute("UPDATE ballot SET first_at = recorded_at")
    with op.batch_alter_table("ballot") as table:
        table.alter_column("first_at", nullable=False)

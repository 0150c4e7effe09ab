"""Whether a body warns or refuses where a vote is to be opened without a quorum. So far all of them have warned."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

RULE = sa.Enum("warn", "refuse", name="quorumrule", native_enum=False, length=20)


def upgrade():
    op.add_column("body", sa.Column("quorum_rule", RULE, nullable=False, server_default="warn"))
    op.add_column("meeting", sa.Column("quorum_rule", RULE, nullable=True))
    op.execute("UPDATE meeting SET quorum_rule = 'warn' WHERE began_at IS NOT NULL")

"""Which group a member sat in when the electorate was frozen: the numbers by group are counted of those."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("elector", sa.Column("group_name", sa.String(200), nullable=False, server_default=""))

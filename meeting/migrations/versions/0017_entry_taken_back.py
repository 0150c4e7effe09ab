"""Which of the desk's entries for a member was taken back last, so that none made before brings it back; and whether
it is an entry that says that the member is here."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("elector", sa.Column("taken_back", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("elector", sa.Column("here_by_entry", sa.Boolean(), nullable=False, server_default=sa.false()))

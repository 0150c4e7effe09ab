"""When those whose opinion is awaited were last reminded."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("vote", sa.Column("reminded_at", sa.DateTime(), nullable=True))

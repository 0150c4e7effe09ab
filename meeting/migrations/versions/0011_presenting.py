"""Wishes to present, the part of a page that is shown, and calls to everybody."""

import sqlalchemy as sa
from alembic import op

from meeting.db import UtcDateTime

revision = "0011"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("presentation") as table:
        table.add_column(sa.Column("region", sa.JSON(none_as_null=True), nullable=True))
        table.add_column(sa.Column("calls", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("presentation") as table:
        table.alter_column("calls", server_default=None)
    op.create_table(
        "presenting_request",
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
            name=op.f("fk_presenting_request_meeting_id_meeting"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["paper.id"], name=op.f("fk_presenting_request_paper_id_paper"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["seat.id"], name=op.f("fk_presenting_request_seat_id_seat"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("seat_id", name=op.f("pk_presenting_request")),
    )
    op.create_index(op.f("ix_presenting_request_meeting_id"), "presenting_request", ["meeting_id"])


# There is no way back but a backup: a downgrade would throw away what people have entered.

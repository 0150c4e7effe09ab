"""Results of opinions by circulation, put on an agenda item of a later meeting."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

PURPOSES = ("information", "ratification")


def upgrade():
    op.create_table(
        "reported_result",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("vote_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.Enum(*PURPOSES, name="purpose", native_enum=False, length=20), nullable=False),
        sa.Column("reported_by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_reported_result_meeting_id_meeting"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name=op.f("fk_reported_result_item_id_agenda_item")
        ),
        sa.ForeignKeyConstraint(["vote_id"], ["vote.id"], name=op.f("fk_reported_result_vote_id_vote")),
        sa.ForeignKeyConstraint(
            ["reported_by_id"], ["person.id"], name=op.f("fk_reported_result_reported_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reported_result")),
        sa.UniqueConstraint("item_id", "vote_id", name=op.f("uq_reported_result_item_id")),
    )
    op.create_index(op.f("ix_reported_result_meeting_id"), "reported_result", ["meeting_id"])
    op.create_index(op.f("ix_reported_result_vote_id"), "reported_result", ["vote_id"])

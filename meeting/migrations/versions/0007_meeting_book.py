"""The book that binds a meeting's papers for one reader."""

import sqlalchemy as sa
from alembic import op

from meeting.db import UtcDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

STATES = ("waiting", "binding", "ready", "failed", "stale")


def upgrade():
    op.create_table(
        "book",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("key", sa.String(length=24), nullable=False),
        sa.Column("state", sa.Enum(*STATES, name="bookstate", native_enum=False, length=20), nullable=False),
        sa.Column("papers", sa.Integer(), nullable=False),
        sa.Column("papers_done", sa.Integer(), nullable=False),
        sa.Column("page_count", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(length=20), nullable=True),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_book_meeting_id_meeting"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_book_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_book")),
        sa.UniqueConstraint("meeting_id", "person_id", name=op.f("uq_book_meeting_id")),
    )
    op.create_index(op.f("ix_book_key"), "book", ["key"])


# There is no way back but a backup: a downgrade would throw away what people have entered.

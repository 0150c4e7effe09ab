"""What each person has read, and until when papers are due."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "reading",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("page_at", sa.DateTime(), nullable=False),
        sa.Column("furthest", sa.Integer(), nullable=False),
        sa.Column("seen", sa.LargeBinary(), nullable=False),
        sa.Column("first_opened_at", sa.DateTime(), nullable=False),
        sa.Column("last_opened_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("page >= 1 AND furthest >= page", name=op.f("ck_reading_page_was_reached")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_reading_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["paper_version.id"],
            name=op.f("fk_reading_version_id_paper_version"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", "version_id", name=op.f("pk_reading")),
    )
    op.create_index(op.f("ix_reading_version_id"), "reading", ["version_id"])
    with op.batch_alter_table("meeting") as meeting:
        meeting.add_column(sa.Column("papers_due_at", sa.DateTime(), nullable=True))


# There is no way back but a backup: a downgrade would throw away what people have entered.

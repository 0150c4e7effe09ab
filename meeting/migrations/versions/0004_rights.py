"""Confidential papers and who has read them; stamps of state secrets; agenda items that are not for everyone."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("agenda_item") as item:
        item.add_column(sa.Column("visibility", sa.String(length=20), nullable=False, server_default="everyone"))
        item.add_column(sa.Column("roles", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("agenda_item") as item:
        item.alter_column("visibility", server_default=None)
        item.alter_column("roles", server_default=None)
    op.create_table(
        "item_reader",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name=op.f("fk_item_reader_item_id_agenda_item"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_item_reader_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("item_id", "person_id", name=op.f("pk_item_reader")),
    )
    with op.batch_alter_table("paper") as paper:
        paper.add_column(sa.Column("level", sa.String(length=20), nullable=False, server_default="none"))
    with op.batch_alter_table("paper") as paper:
        paper.alter_column("level", server_default=None)
    with op.batch_alter_table("document") as document:
        document.add_column(sa.Column("stamp", sa.String(length=20), nullable=True))
    with op.batch_alter_table("paper_version") as version:
        version.add_column(sa.Column("cleared_at", sa.DateTime(), nullable=True))
        version.add_column(sa.Column("cleared_by_id", sa.Integer(), nullable=True))
        version.create_foreign_key(
            op.f("fk_paper_version_cleared_by_id_person"), "person", ["cleared_by_id"], ["id"]
        )
    op.create_table(
        "paper_access",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("paper_title", sa.String(length=500), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_paper_access_meeting_id_meeting"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_paper_access_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_access")),
    )
    op.create_index(op.f("ix_paper_access_meeting_id"), "paper_access", ["meeting_id"], unique=False)
    op.create_index("ix_paper_access_page", "paper_access", ["paper_id", "person_id", "page"], unique=False)


# There is no way back but a backup: a downgrade would throw away what people have entered.

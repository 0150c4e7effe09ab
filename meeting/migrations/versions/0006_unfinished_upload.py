"""Files on their way, of which a part has arrived."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "unfinished_upload",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("paper_id", sa.Integer(), nullable=True),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("kept_back", sa.Boolean(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.Column("head", sa.String(length=64), nullable=False),
        sa.Column("chunks", sa.JSON(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(item_id IS NULL) <> (paper_id IS NULL)",
            name=op.f("ck_unfinished_upload_for_an_item_or_a_paper"),
        ),
        sa.CheckConstraint(
            "received >= 0 AND received <= size", name=op.f("ck_unfinished_upload_received_within_size")
        ),
        *(
            sa.ForeignKeyConstraint(
                [f"{table}_id"],
                [f"{other}.id"],
                name=op.f(f"fk_unfinished_upload_{table}_id_{other}"),
                ondelete="CASCADE",
            )
            for table, other in (
                ("meeting", "meeting"),
                ("person", "person"),
                ("item", "agenda_item"),
                ("paper", "paper"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unfinished_upload")),
        sqlite_autoincrement=True,
    )


# There is no way back but a backup: a downgrade would throw away what people have entered.

"""Pages can be drawn anew beside those that are being read."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("document") as document:
        # Nobody knows how what is there was drawn: it is drawn anew, when there is nothing more urgent.
        document.add_column(sa.Column("drawing", sa.String(length=40), nullable=False, server_default=""))
    with op.batch_alter_table("document") as document:
        document.alter_column("drawing", server_default=None)
    op.create_table(
        "redrawing",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("wanted", sa.String(length=64), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(length=20), nullable=True),
        sa.Column("key", sa.String(length=24), nullable=True),
        sa.Column("engine", sa.String(length=40), nullable=False),
        sa.Column("engine_version", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.Column("pages", sa.JSON(), nullable=False),
        sa.Column("outline", sa.JSON(), nullable=False),
        sa.Column("failed", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
            name=op.f("fk_redrawing_document_id_document"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_redrawing")),
        sa.UniqueConstraint("key", name=op.f("uq_redrawing_key")),
    )
    op.create_index(op.f("ix_redrawing_asked_at"), "redrawing", ["asked_at"])
    op.create_table(
        "former_key",
        sa.Column("key", sa.String(length=24), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
            name=op.f("fk_former_key_document_id_document"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_former_key")),
    )
    op.create_index(op.f("ix_former_key_document_id"), "former_key", ["document_id"])


# There is no way back but a backup: a downgrade would throw away what people have entered.

"""Votes of every kind: subjects, secrecy, manner, recusals, tellers, templates, and their signed record."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade():
    new_tables()
    change_ballot()
    change_elector()
    change_vote()


def new_tables():
    op.create_table(
        "vote_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("form", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id"], ["body.id"], name=op.f("fk_vote_template_body_id_body"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vote_template")),
        sa.UniqueConstraint("body_id", "name", name=op.f("uq_vote_template_body_id")),
    )
    op.create_table(
        "vote_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("vote_id", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(length=40), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("signature", sa.String(length=128), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_vote_record_meeting_id_meeting"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vote_record")),
        sa.UniqueConstraint("meeting_id", "number", name=op.f("uq_vote_record_meeting_id")),
    )
    op.create_index(op.f("ix_vote_record_vote_id"), "vote_record", ["vote_id"])
    op.create_table(
        "recusal",
        sa.Column("vote_id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["person.id"], name=op.f("fk_recusal_recorded_by_id_person")
        ),
        sa.ForeignKeyConstraint(["seat_id"], ["seat.id"], name=op.f("fk_recusal_seat_id_seat")),
        sa.ForeignKeyConstraint(
            ["vote_id"], ["vote.id"], name=op.f("fk_recusal_vote_id_vote"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("vote_id", "seat_id", name=op.f("pk_recusal")),
    )
    op.create_index(op.f("ix_recusal_seat_id"), "recusal", ["seat_id"])
    op.create_table(
        "teller",
        sa.Column("vote_id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("public_key", sa.String(length=64), nullable=True),
        sa.Column("handed", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("opened", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(["seat_id"], ["seat.id"], name=op.f("fk_teller_seat_id_seat")),
        sa.ForeignKeyConstraint(
            ["vote_id"], ["vote.id"], name=op.f("fk_teller_vote_id_vote"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("vote_id", "seat_id", name=op.f("pk_teller")),
    )
    op.create_index(op.f("ix_teller_seat_id"), "teller", ["seat_id"])


def change_ballot():
    with op.batch_alter_table("ballot") as table:
        table.add_column(sa.Column("answer", sa.JSON(none_as_null=True), nullable=True))
        table.add_column(sa.Column("sealed", sa.LargeBinary(), nullable=True))
        table.add_column(sa.Column("comment", sa.Text(), nullable=False, server_default=""))
        table.add_column(sa.Column("entered_by_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_ballot_entered_by_id_person"), "person", ["entered_by_id"], ["id"]
        )
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    made = "json_object" if is_sqlite else "json_build_object"
    op.execute(f"UPDATE ballot SET answer = {made}('choice', choice)")
    with op.batch_alter_table("ballot") as table:
        table.drop_column("choice")
        table.alter_column("comment", server_default=None)


def change_elector():
    with op.batch_alter_table("elector") as table:
        table.add_column(sa.Column("admitted_at", sa.DateTime(), nullable=True))
        table.add_column(sa.Column("has_voted", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("elector") as table:
        table.alter_column("has_voted", server_default=None)


def change_vote():
    numbers = ("position", "min_picks", "max_picks", "places")
    op.drop_index("uq_vote_open", "vote")
    with op.batch_alter_table("vote") as table:
        for name in numbers:
            table.add_column(sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("subjects", sa.JSON(), nullable=False, server_default="[]"))
        table.add_column(sa.Column("manner", sa.String(length=20), nullable=False, server_default="tablet"))
        table.add_column(sa.Column("may_change", sa.Boolean(), nullable=False, server_default=sa.true()))
        for name in ("is_consultative", "is_test"):
            table.add_column(sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))
        table.add_column(sa.Column("countdown_s", sa.Integer(), nullable=True))
        table.add_column(sa.Column("deadline_at", sa.DateTime(), nullable=True))
        table.add_column(sa.Column("rerun_of_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("annulment", sa.JSON(none_as_null=True), nullable=True))
        table.add_column(sa.Column("by_hand", sa.JSON(none_as_null=True), nullable=True))
        table.add_column(sa.Column("urn_key", sa.String(length=64), nullable=True))
        table.create_foreign_key(op.f("fk_vote_rerun_of_id_vote"), "vote", ["rerun_of_id"], ["id"])
    # What was called named until now is what is told by name only when it is published.
    op.execute("UPDATE vote SET secrecy = 'named_later' WHERE secrecy = 'named'")
    with op.batch_alter_table("vote") as table:
        for name in (*numbers, "subjects", "manner", "may_change", "is_consultative", "is_test"):
            table.alter_column(name, server_default=None)
    op.create_index(op.f("ix_vote_rerun_of_id"), "vote", ["rerun_of_id"])
    is_open = sa.text("state = 'open' AND manner <> 'circulation'")
    op.create_index(
        "uq_vote_open", "vote", ["meeting_id"], unique=True, sqlite_where=is_open, postgresql_where=is_open
    )

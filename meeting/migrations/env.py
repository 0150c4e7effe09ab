"""How Alembic reaches the database and sees the models. Run by `flask --app meeting migrate` and by bin/migration."""

import sqlalchemy as sa
from alembic import context
from flask import current_app

from meeting.db import Base, UtcDateTime


def run():
    connection = context.config.attributes.get("connection")
    if connection is not None:
        migrate(connection)
        return
    # A connection of its own: SQLite rebuilds a table to change it, and that needs foreign keys off.
    engine = sa.create_engine(current_app.config["DATABASE_URL"], poolclass=sa.NullPool)
    with engine.connect() as connection:
        migrate(connection)


def migrate(connection):
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        render_item=plain,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


def plain(kind, item, _autogenerate_context):
    """Migrations name no class of ours: what they meant must not change when the class does."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime()"
    if kind == "type" and isinstance(item, sa.Enum):
        return f"sa.String(length={item.length})"
    return False


run()

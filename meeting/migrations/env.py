"""How Alembic reaches the database and sees the models. See `migrate` and `new-migration` in cli.py."""

import sqlalchemy as sa
from alembic import context
from flask import current_app

from meeting.db import Base, UtcDateTime
from meeting.docs.search_index import is_index_table


def run():
    # A connection of its own: SQLite rebuilds a table to change it, and that needs foreign keys off.
    engine = sa.create_engine(current_app.config["DATABASE_URL"], poolclass=sa.NullPool)
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", take_over_transactions)
        sa.event.listen(engine, "begin", begin_whole)
    with engine.connect() as connection:
        migrate(connection)


def take_over_transactions(connection, _record):
    connection.isolation_level = None
    connection.execute("PRAGMA busy_timeout=10000")


def begin_whole(connection):
    """All migrations or none: Python's driver would save each change of a table by itself."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def migrate(connection):
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        render_item=plain,
        include_name=lambda name, kind, _parents: kind != "table" or not is_index_table(name),
        compare_type=True,
        transactional_ddl=True,
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

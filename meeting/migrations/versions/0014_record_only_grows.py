"""The record of votes can only be added to: the database itself refuses to change or remove an entry."""

from alembic import op

revision = "0014"
down_revision = "0012"
branch_labels = None
depends_on = None

ON_SQLITE = (
    """CREATE TRIGGER vote_record_unchanged BEFORE UPDATE ON vote_record BEGIN
  SELECT RAISE(ABORT, 'the record of votes is only added to');
END""",
    """CREATE TRIGGER vote_record_kept BEFORE DELETE ON vote_record BEGIN
  SELECT RAISE(ABORT, 'the record of votes is only added to');
END""",
)
ON_POSTGRESQL = (
    """CREATE FUNCTION vote_record_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the record of votes is only added to' USING ERRCODE = 'restrict_violation';
END $$""",
    """CREATE TRIGGER vote_record_only_grows BEFORE UPDATE OR DELETE ON vote_record
  FOR EACH ROW EXECUTE FUNCTION vote_record_only_grows()""",
)


def upgrade():
    connection = op.get_bind()
    for statement in ON_SQLITE if connection.dialect.name == "sqlite" else ON_POSTGRESQL:
        connection.exec_driver_sql(statement)

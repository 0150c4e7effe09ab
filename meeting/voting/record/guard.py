"""The database refuses to change or remove an entry of the record, whoever asks: a slip of our own code or of an
operator's hand fails there. Who owns the database can take the guard away; then the chain tells."""

from sqlalchemy import event

from ..models import RecordEntry

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


@event.listens_for(RecordEntry.__table__, "after_create")
def set_guard(_table, connection, **_options):
    for statement in ON_SQLITE if connection.dialect.name == "sqlite" else ON_POSTGRESQL:
        connection.exec_driver_sql(statement)

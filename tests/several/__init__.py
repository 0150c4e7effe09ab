"""The room out of one process: several web processes on one PostgreSQL and one Redis, behind nginx."""

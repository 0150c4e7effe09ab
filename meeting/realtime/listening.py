"""Hears at once that another process has written something, where the database is PostgreSQL.

Only a knock on the door: what there is to tell stands in the database and nowhere else, so a knock that gets lost costs
no more than the wait until the next look.
"""

from contextlib import closing

from ..db import database

AGAIN_SECONDS = 1
QUIET_SECONDS = 30  # so long without a word: is the connection still there at all?


class Listener:
    """`acts`: {what was knocked for: what is done then}."""

    def __init__(self, app, socketio, acts):
        self.app, self.socketio, self.acts = app, socketio, acts
        self.is_listening = False

    def begin(self):
        if not self.app.extensions["database"].is_sqlite:
            self.socketio.start_background_task(self._forever)

    def _forever(self):
        while True:
            try:
                with self.app.app_context():
                    self._listen()
            except Exception as error:
                self._say_once(error)
            self.socketio.sleep(AGAIN_SECONDS)

    def _say_once(self, error):
        if self.is_listening:
            self.app.logger.warning(
                "the database tells nothing any more (%s); it is asked instead until it does",
                type(error).__name__,
            )
        self.is_listening = False

    def _listen(self):
        mine = database().name
        with closing(own_connection()) as connection:
            connection.execute("LISTEN meeting")
            self.is_listening = True
            for act in self.acts.values():  # for what was said before we listened
                act()
            while True:
                for notice in connection.notifies(timeout=QUIET_SECONDS):
                    self._hear(mine, *notice.payload.split())
                connection.execute("SELECT 1")

    def _hear(self, mine, who, what):
        if who != mine:  # our own facts are announced by the act that wrote them
            self.acts[what]()


def own_connection():
    """One of psycopg's, outside the pool, that sees everything as soon as it is committed."""
    pooled = database().engine.raw_connection()
    connection = pooled.driver_connection
    pooled.detach()
    connection.autocommit = True
    return connection

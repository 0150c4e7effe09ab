"""How many tablets one web process takes in. A full one says so at once, and those inside notice nothing."""

import resource
from urllib.parse import parse_qs

from ..errors import Overloaded, body
from ..shell import translate

PATH = "/socket.io/"
SPARE_FILES = 256  # of those a process may open: the database, papers, requests under way


class Door:
    """Stands before Socket.IO."""

    def __init__(self, app, wsgi_app, sweeper):
        self.app, self.wsgi_app, self.sweeper = app, wsgi_app, sweeper

    def count(self):
        """The connections there are; one that has ended is counted for a second more."""
        return len(self.sweeper.connections)

    @property
    def most(self):
        """Every tablet is an open file besides."""
        files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
        return max(min(self.app.config["MAX_TABLETS"], files - SPARE_FILES), 0)

    def __call__(self, environ, start_response):
        if environ["PATH_INFO"].startswith(PATH) and is_new(environ):
            self.sweeper.begin()
            if self.count() >= self.most:
                return self.refusal(environ)(environ, start_response)
        return self.wsgi_app(environ, start_response)

    def refusal(self, environ):
        with self.app.request_context(environ):
            error = Overloaded("The room is full at the moment. This tablet will try again by itself.")
            headers = {"Retry-After": str(error.retry_after), "Cache-Control": "no-store"}
            return self.app.make_response((body(error, translate), error.status, headers))


def is_new(environ):
    """A tablet that is in names its session in each further request. Read as Engine.IO does, or one could go past."""
    return "sid" not in parse_qs(environ.get("QUERY_STRING", ""))

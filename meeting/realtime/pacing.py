"""One tablet, however fast it sends, takes no more than its share of the loop.

gevent lets others run only when a socket has nothing more to read: four seconds of a flood kept the whole room
waiting for half a minute, until the server was taken for dead and started again.
"""

import time

BYTES_PER_SECOND = 2 * 1024  # a presenter who turns pages without pause sends a third of it
BURST = 16 * 1024


def paced(wsgi_app, sleep=time.sleep):
    """The application, with a turn for others before each request, for hundreds may come on one connection at once;
    and its WebSockets read at a steady pace and without compression.

    A few compressed bytes can unfold into gigabytes, and small facts gain little by it.
    """

    def handle(environ, start_response):
        sleep(0)
        if "gunicorn.socket" in environ:
            environ["gunicorn.socket"] = PacedSocket(environ["gunicorn.socket"])
            environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
        return wsgi_app(environ, start_response)

    return handle


class PacedSocket:
    """A socket of which BURST bytes are read at once and the rest at BYTES_PER_SECOND; what comes faster waits at
    its sender. `is_holding`: something has been read that nobody has been given yet."""

    def __init__(self, socket, clock=time.monotonic, sleep=time.sleep):
        self.socket, self._clock, self._sleep = socket, clock, sleep
        self._allowance, self._last = BURST, clock()
        self.is_holding = False

    def __getattr__(self, name):
        return getattr(self.socket, name)

    def recv(self, size):
        data = self.socket.recv(size)
        now = self._clock()
        self._allowance = min(self._allowance + (now - self._last) * BYTES_PER_SECOND, BURST) - len(data)
        self._last = now
        self.is_holding = bool(data)
        self._sleep(max(-self._allowance / BYTES_PER_SECOND, 0))  # at least a turn for the others
        self.is_holding = False
        return data

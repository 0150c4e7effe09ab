"""How fast commands may follow each other: from one sign-in over HTTP, from one tablet over its socket.

Far above what any hand can do, and below what would keep others waiting.
"""

import hashlib
import time
from collections import OrderedDict

from flask import current_app

from .errors import TooFast

BURST_SECONDS = 5  # what was saved up may be spent at once: a tablet that comes back sends what it has kept
MOST_KEYS = 5000


class Pace:
    """A bucket of tokens for each key, refilled steadily; the key used longest ago is forgotten, as if it were full."""

    def __init__(self, per_second, clock=time.monotonic):
        self.per_second, self.clock = per_second, clock
        self.buckets = OrderedDict()  # {key: (tokens, when there were that many)}

    def require(self, key):
        """Takes a token. Raises TooFast when there is none; nothing has been done then."""
        if not self.per_second:
            return
        full, now = self.per_second * BURST_SECONDS, self.clock()
        tokens, since = self.buckets.pop(key, (full, now))
        tokens = min(tokens + (now - since) * self.per_second, full)
        self.buckets[key] = (max(tokens - 1, 0) if tokens >= 1 else tokens, now)
        while len(self.buckets) > MOST_KEYS:
            self.buckets.popitem(last=False)
        if tokens < 1:
            raise TooFast("This is going too fast. Please wait a moment.")


def init_app(app):
    app.extensions["pace"] = Pace(app.config["COMMANDS_PER_SECOND"])


def require_pace(kind, key):
    """`key` may be a secret: only its hash is kept."""
    digest = hashlib.sha256(key.encode()).digest()
    current_app.extensions["pace"].require((kind, digest))
